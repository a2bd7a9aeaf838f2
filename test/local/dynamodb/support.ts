/** A table to play with: string and number keys, a narrow index and a full one, a stream, TTL. */
import type { AwsError } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { DynamoDb } from '../../../local/dynamodb/service.ts';
import { Store } from '../../../local/store.ts';

export const START = Date.parse('2026-11-22T08:00:00Z');

const attribute = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType });
const keys = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];

export const properties = {
  AttributeDefinitions: [
    attribute('pk'),
    attribute('sk', 'N'),
    attribute('queue'),
    attribute('rank', 'N'),
    attribute('owner'),
  ],
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keys('pk', 'sk'),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byQueue',
      KeySchema: keys('queue', 'rank'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
    },
    { IndexName: 'byOwner', KeySchema: keys('owner'), Projection: { ProjectionType: 'ALL' } },
  ],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  Replicas: [{ Region: 'local', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
};

export const TABLE = 'Things';
export const TABLE_ARN = 'arn:aws:dynamodb:local:000000000000:table/Things';
export const STREAM_ARN = `${TABLE_ARN}/stream/2026-01-01T00:00:00.000`;

export interface Bench {
  readonly db: DynamoDb;
  readonly store: Store;
  readonly clock: Clock;
  readonly counted: Map<string, number>;
  readonly asked: { action: string; resource: string; leading: unknown }[];
  /** What the engine refuses with; undefined when it does not refuse. */
  refusal(action: string, body: object): AwsError | undefined;
  call(action: string, body: object): any;
  declare(logicalId: string, changed?: object): void;
}

/** An engine with the table declared. `deny`: actions that nobody may do. */
export function open(file = ':memory:', deny: readonly string[] = []): Bench {
  const store = new Store(file);
  const clock = new Clock({ kind: 'stepped' }, START);
  const counted = new Map<string, number>();
  const asked: Bench['asked'] = [];
  const db = new DynamoDb({
    store,
    clock,
    count: (name, amount) => counted.set(name, (counted.get(name) ?? 0) + amount),
    authorize: (_principal, action, resource, context) => {
      asked.push({ action, resource, leading: context?.['dynamodb:LeadingKeys'] });
      if (deny.includes(action)) throw Object.assign(new Error(action), { code: 'AccessDeniedException' });
    },
  });
  const bench: Bench = {
    db,
    store,
    clock,
    counted,
    asked,
    call: (action, body) => db.call(action, body, 'Tester'),
    refusal: (action, body) => {
      try {
        db.call(action, body, 'Tester');
        return undefined;
      } catch (error) {
        return error as AwsError;
      }
    },
    declare: (logicalId, changed = {}) => {
      const kind = db.kinds['AWS::DynamoDB::GlobalTable']!;
      kind.declare(logicalId, kind.schema.parse({ ...properties, ...changed }));
    },
  };
  bench.declare(TABLE);
  return bench;
}

export const key = (pk: string, sk = 0) => ({ pk: { S: pk }, sk: { N: String(sk) } });
