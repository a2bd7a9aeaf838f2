/** SES and the parameter store behind the endpoint that functions call, over a store in memory, with AWS's own clients. */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { AwsError } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { openEndpoint } from '../../../local/endpoint.ts';
import type { Entry } from '../../../local/events/envelope.ts';
import { faultsOf } from '../../../local/faults/faults.ts';
import { type FaultRates, NO_FAULTS } from '../../../local/faults/rates.ts';
import { openMessages } from '../../../local/messages/kept-messages.ts';
import { openSes } from '../../../local/ses/ses.ts';
import { openParameters } from '../../../local/ssm.ts';
import { Store } from '../../../local/store.ts';

export const NOW = Date.parse('2026-03-02T01:00:00Z');

interface Options {
  readonly faults?: Partial<FaultRates>;
  /** Whether a principal may do something. Default: everything. */
  readonly allows?: (action: string, resource: string) => boolean;
}

export async function startService({ faults = {}, allows = () => true }: Options = {}) {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, NOW);
  const published: Entry[] = [];
  const counted: Record<string, number> = {};
  const count = (name: string, amount: number): void => {
    counted[name] = (counted[name] ?? 0) + amount;
  };
  const authorize = (_: string, action: string, resource: string): void => {
    if (!allows(action, resource)) throw new AwsError('AccessDeniedException', `${action} on ${resource}`, 403);
  };
  const messages = openMessages(store, clock);
  const ses = openSes({
    ...{ store, clock, authorize, count, messages },
    faults: faultsOf({ ...NO_FAULTS, seed: 5, ...faults }),
    publish: (entry) => published.push(entry),
  });
  const parameters = openParameters(store, clock, authorize, count);
  const endpoint = await openEndpoint({
    targets: { AmazonSSM: parameters.call },
    ses: ses.call,
    knows: () => true,
    durable: () => store.durable(),
    isOutside: () => false,
    say: () => {},
  });
  const client = {
    endpoint: endpoint.url,
    region: 'local',
    credentials: { accessKeyId: 'Notify', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const declare = (type: string, id: string, properties: object): void => {
    const kind = { ...ses.kinds, ...parameters.kinds }[type];
    if (!kind) throw new Error(`There is no ${type}.`);
    kind.declare(id, kind.schema.parse(properties));
  };
  return {
    ...{ messages, published, counted, declare, parameters },
    ses: new SESv2Client(client),
    ssm: new SSMClient(client),
    [Symbol.asyncDispose]: async () => {
      await endpoint.stop();
      store.close();
    },
  };
}
