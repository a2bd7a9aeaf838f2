/** S3 alone, behind both of its doors, for the SDK and for `fetch`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { AwsError } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { openEndpoint } from '../../../local/endpoint.ts';
import type { Entry } from '../../../local/events/envelope.ts';
import { S3_PATH } from '../../../local/s3/address.ts';
import { secretsOf } from '../../../local/s3/credentials.ts';
import { s3FrontOf } from '../../../local/s3/front.ts';
import { S3 } from '../../../local/s3/s3.ts';
import { Store } from '../../../local/store.ts';
import { openValues } from '../../../local/values.ts';

/** A Monday, noon, UTC. */
export const NOON = Date.parse('2026-03-02T12:00:00.000Z');
export const BUCKET = 'files';

export interface S3Stage {
  readonly clock: Clock;
  readonly folder: string;
  readonly told: Entry[];
  readonly billed: Record<string, number>;
  /** What `reader` may do beside reading; everybody else may do everything but list. */
  readonly denied: Set<string>;
  /** The SDK as a function uses it: through the endpoint. */
  client(principal?: string): S3Client;
  /** The same with the address that browsers reach, for links. */
  signer(principal?: string): S3Client;
  /** As after a kill: the data is opened anew. */
  again(): Promise<S3Stage>;
  close(): Promise<void>;
}

const KNOWN = ['writer', 'reader'];

export async function openS3(properties: Record<string, unknown> = {}, of?: { folder: string }): Promise<S3Stage> {
  const folder = of?.folder ?? mkdtempSync(join(tmpdir(), 'gongdan-s3-'));
  const store = new Store(join(folder, 'gongdan.db'));
  const clock = new Clock({ kind: 'stepped' }, NOON);
  const told: Entry[] = [];
  const billed: Record<string, number> = {};
  const denied = new Set<string>();
  const allows = (principal: string, action: string): boolean =>
    action !== 's3:ListBucket' && !(principal === 'reader' && denied.has(action));
  const s3 = new S3({
    store,
    clock,
    folder: join(folder, 'objects'),
    allows,
    authorize: (principal, action) => {
      if (!allows(principal, action)) throw new AwsError('AccessDeniedException', `${principal} may not ${action}`);
    },
    count: (name, amount) => {
      billed[name] = (billed[name] ?? 0) + amount;
    },
    publish: (entry) => told.push(entry),
  });
  const kind = s3.kinds['AWS::S3::Bucket']!;
  kind.declare('Files', kind.schema.parse(properties));
  s3.start();
  const secretOf = secretsOf(openValues(store));
  const knows = (principal: string): boolean => KNOWN.includes(principal);
  const say = (line: string): void => {
    throw new Error(line);
  };
  const endpoint = await openEndpoint({
    targets: {},
    ses: () => undefined,
    s3,
    knows,
    durable: () => store.durable(),
    isOutside: () => false,
    say,
  });
  const front = createServer((request, response) => {
    void s3FrontOf({ s3, clock, store, secretOf, knows, say })(request, response);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const frontUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const clientAt = (url: string, principal: string): S3Client =>
    new S3Client({
      region: 'local',
      endpoint: `${url}${S3_PATH}`,
      credentials: { accessKeyId: principal, secretAccessKey: secretOf(principal), sessionToken: 'sandbox-1' },
    });
  const end = async (): Promise<void> => {
    s3.stop();
    await endpoint.stop();
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    store.close();
  };
  return {
    clock,
    folder,
    told,
    billed,
    denied,
    client: (principal = 'writer') => clientAt(endpoint.url, principal),
    signer: (principal = 'writer') => clientAt(frontUrl, principal),
    again: async () => {
      await end();
      return openS3(properties, { folder });
    },
    close: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
