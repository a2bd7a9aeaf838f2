/** DynamoDB over the runtime's SQLite store: tables from the templates, the JSON protocol's actions, and change records. */
import { type Authorize, AwsError, type Count, type Service } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { ResourceKind, ResourceKinds } from '../resources.ts';
import type { Store } from '../store.ts';
import { type Change, ChangeLog } from './change-log.ts';
import { describeTable, describeTimeToLive, listTables } from './describe.ts';
import type { Engine, Operation } from './engine.ts';
import { sweepExpired } from './expiry.ts';
import { Items } from './items.ts';
import { query, scan } from './query.ts';
import { batchGetItem, getItem } from './read.ts';
import { streamArn, Tables, tableArn } from './tables.ts';
import { definitionOf, globalTableSchema, type TableProperties, tableSchema } from './template.ts';
import { sweepTokens } from './tokens.ts';
import { transactWriteItems } from './transact.ts';
import { transactGetItems } from './transact-get.ts';
import { batchWriteItem, deleteItem, putItem, updateItem } from './write.ts';

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['GetItem', getItem],
  ['PutItem', putItem],
  ['UpdateItem', updateItem],
  ['DeleteItem', deleteItem],
  ['Query', query],
  ['Scan', scan],
  ['BatchGetItem', batchGetItem],
  ['BatchWriteItem', batchWriteItem],
  ['TransactWriteItems', transactWriteItems],
  ['TransactGetItems', transactGetItems],
  ['DescribeTable', describeTable],
  ['ListTables', listTables],
  ['DescribeTimeToLive', describeTimeToLive],
]);

export class DynamoDb {
  readonly kinds: ResourceKinds;
  /** Answers within the call; what it wrote leaves the process only after `store.durable()`. Throws an AwsError. */
  readonly call: Service;
  readonly #engine: Engine;

  constructor(deps: { store: Store; clock: Clock; count: Count; authorize: Authorize }) {
    const tables = new Tables(deps.store);
    const engine = { ...deps, tables, items: new Items(deps.store), log: new ChangeLog(deps.store, deps.clock) };
    this.#engine = engine;
    const kind = (schema: ResourceKind<TableProperties>['schema']): ResourceKind<TableProperties> => ({
      identify: (logicalId) => ({
        ref: logicalId,
        attributes: { Arn: tableArn(logicalId), StreamArn: streamArn(logicalId) },
      }),
      schema,
      declare: (logicalId, properties) => tables.declare(logicalId, definitionOf(logicalId, properties)),
    });
    this.kinds = { 'AWS::DynamoDB::GlobalTable': kind(globalTableSchema), 'AWS::DynamoDB::Table': kind(tableSchema) };
    this.call = (action, body, principal) => {
      const operation = OPERATIONS.get(action);
      if (!operation) throw new AwsError('UnknownOperationException', `The action ${action} is not served here.`);
      return operation(engine, body, principal);
    };
  }

  /** Change records of a table with a stream, oldest first, after `after` (0: from the oldest that is kept). */
  changes(stream: string, after: number, limit: number): Change[] {
    return this.#engine.log.read(this.#engine.tables.withStream(stream), after, limit);
  }

  /** Calls `listener` once after each write that left a change record. Answers a function that ends it. */
  onChange(stream: string, listener: () => void): () => void {
    this.#engine.tables.withStream(stream);
    return this.#engine.log.listen(stream, listener);
  }

  /** Deletes change records older than 24 h, items past their TTL, and idempotency tokens older than 10 min, all by the clock. */
  sweep(): void {
    sweepExpired(this.#engine);
    this.#engine.log.sweep();
    sweepTokens(this.#engine);
  }
}
