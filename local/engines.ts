/** Tables, messages and state machines, wired to each other as AWS has them. */
import type { Activity } from './activity.ts';
import type { Authorize, Count } from './aws.ts';
import type { Clock } from './clock.ts';
import { DynamoDb } from './dynamodb/service.ts';
import { Events } from './events/events.ts';
import type { Invoke } from './lambda/functions.ts';
import type { Part } from './part.ts';
import type { ResourceKinds } from './resources.ts';
import type { Store } from './store.ts';

export interface EnginesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly authorize: Authorize;
  readonly count: Count;
  readonly say: (line: string) => void;
  readonly asset: (key: string) => string | undefined;
  readonly invoke: Invoke;
}

// On the wall clock: a timer of the runtime's clock that never ends would leave no moment without a next one.
const SWEEP_EVERY_MS = 60_000;

export function enginesOf(deps: EnginesDeps): Part[] {
  const dynamodb = new DynamoDb(deps);
  let sweeper: NodeJS.Timeout | undefined;
  const events = new Events({
    ...deps,
    changes: (stream, after, limit) => dynamodb.changes(stream, after, limit),
    onChange: (stream, listener) => dynamodb.onChange(stream, listener),
  });
  return [
    {
      kinds: dynamodb.kinds,
      targets: { DynamoDB_20120810: dynamodb.call },
      start: () => {
        dynamodb.sweep();
        sweeper = setInterval(() => dynamodb.sweep(), SWEEP_EVERY_MS).unref();
      },
      stop: () => clearInterval(sweeper),
    },
    {
      kinds: without(events.kinds, 'AWS::SQS::QueuePolicy'), // read by the permission check
      targets: { AmazonSQS: events.sqs, AWSEvents: events.events },
      start: () => events.start(),
      stop: () => events.stop(),
    },
  ];
}

const without = (kinds: ResourceKinds, type: string): ResourceKinds =>
  Object.fromEntries(Object.entries(kinds).filter(([name]) => name !== type));
