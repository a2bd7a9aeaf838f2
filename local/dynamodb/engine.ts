/** What every operation needs, and the two things each does first: ask for permission, count the call. */
import { type Authorize, AwsError, type Count, type Principal } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { totalOf, type Units } from './capacity.ts';
import type { ChangeLog } from './change-log.ts';
import type { Items } from './items.ts';
import type { Body } from './requests.ts';
import { type Tables, tableArn } from './tables.ts';

export interface Engine {
  readonly store: Store;
  readonly clock: Clock;
  readonly count: Count;
  readonly authorize: Authorize;
  readonly tables: Tables;
  readonly items: Items;
  readonly log: ChangeLog;
}

/** One action: `body` as it came, the answer as it goes. Synchronous from end to end. */
export type Operation = (engine: Engine, body: Body, principal: Principal) => unknown;

/** The name of a table, also where a request gives its ARN. */
export function tableNameOf(name: unknown): string {
  const text = String(name ?? '');
  return text.startsWith('arn:') ? text.replace(/^arn:[^/]*:table\//, '') : text;
}

/** `leading`: partition key values as text. Throws AccessDenied. */
export function allow(
  engine: Engine,
  principal: Principal,
  action: string,
  tableName: string,
  leading: readonly string[] = [],
  index?: string,
): void {
  const resource = index === undefined ? tableArn(tableName) : `${tableArn(tableName)}/index/${index}`;
  engine.authorize(
    principal,
    `dynamodb:${action}`,
    resource,
    leading.length > 0 ? { 'dynamodb:LeadingKeys': leading.length > 1 ? [...new Set(leading)] : leading } : undefined,
  );
}

export const countCall = (engine: Engine, tableName: string): void => engine.count('dynamodb.calls', 1, tableName);

export function countUnits(engine: Engine, kind: 'read' | 'write', tableName: string, units: Units): void {
  engine.count(`dynamodb.${kind}Units`, totalOf(units), tableName);
}

/** Runs the writes of one call: all of them or none, then tells who listens to the streams. */
export function commit(engine: Engine, work: () => void): void {
  try {
    engine.store.atomically(work);
  } catch (error) {
    engine.log.forget();
    engine.items.forget();
    throw error;
  }
  engine.log.announce();
}

export const validation = (message: string): AwsError => new AwsError('ValidationException', message);
