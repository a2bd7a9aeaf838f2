/** TransactWriteItems. */
import { AwsError, type Principal } from '../aws.ts';
import { addUnits, consumed, NO_UNITS, readUnits, type Units, writeUnits } from './capacity.ts';
import { commit, countCall, countUnits, type Engine, type Operation, validation } from './engine.ts';
import {
  type ItemRequest,
  keyOf,
  type Plan,
  planItemAction,
  readItemRequest,
  type WriteAction,
} from './item-actions.ts';
import { type Body, checkTransaction } from './requests.ts';
import { apply, unitsOf } from './rows.ts';
import { digestOf, remember, wasDone } from './tokens.ts';
import { refuseSameItem, refuseTooLarge, TRANSACTION_FACTOR } from './transaction-limits.ts';

const ACTIONS: Readonly<Record<string, WriteAction>> = {
  ConditionCheck: 'ConditionCheckItem',
  Put: 'PutItem',
  Delete: 'DeleteItem',
  Update: 'UpdateItem',
};

/** Either every action happens or none. A refusal carries `CancellationReasons` in the order of the request. */
export const transactWriteItems: Operation = (engine, body, principal) => {
  const request = checkTransaction('TransactWriteItems', body);
  const items: ItemRequest[] = request.TransactItems.map((member: Body) => readMember(engine, member, principal));
  const names = [...new Set(items.map(({ table }) => table.name))];
  for (const name of names) countCall(engine, name);

  const token: string | undefined = request.ClientRequestToken;
  const digest = token === undefined ? '' : digestOf(request.TransactItems);
  const isRepeated = token !== undefined && wasDone(engine, token, digest);
  const results = items.map((item) => planMember(engine, item));
  refuseSameItem(results.flatMap(({ key }) => key ?? []));
  const units = unitsByTable(results, isRepeated);
  for (const [name, amount] of units) countUnits(engine, isRepeated ? 'read' : 'write', name, amount);
  if (!isRepeated) {
    refuseTooLarge(results.map(({ size }) => size));
    refuseCancelled(results);
    commit(engine, () => {
      for (const { plan } of results) if (plan?.write) apply(engine, plan.write);
      if (token !== undefined) remember(engine, token, digest);
    });
  }
  const kind = isRepeated ? 'Read' : 'Write';
  const capacity = [...units].map(([name, amount]) => consumed(request.ReturnConsumedCapacity, name, amount, kind));
  return capacity[0] ? { ConsumedCapacity: capacity } : {};
};

interface Result {
  readonly item: ItemRequest;
  readonly key?: Buffer;
  readonly plan?: Plan;
  /** Bytes of the stored item, for the bill of a cancelled transaction. */
  readonly size: number;
  readonly problem?: AwsError;
}

function readMember(engine: Engine, member: Body, principal: Principal): ItemRequest {
  const kinds = Object.keys(member ?? {}).filter((kind) => member[kind] != null);
  const action = kinds.length === 1 ? ACTIONS[kinds[0]!] : undefined;
  if (!action) throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  const body = member[kinds[0]!];
  const missing =
    (action === 'UpdateItem' && body.UpdateExpression == null && 'UpdateExpression') ||
    (action === 'ConditionCheckItem' && body.ConditionExpression == null && 'ConditionExpression');
  if (missing) throw validation(`The ${missing} parameter is required for ${kinds[0]}`);
  return readItemRequest(engine, action, body, principal);
}

/** What fails for one item is the reason of that item; the others are still looked at, so that all reasons are told. */
function planMember(engine: Engine, item: ItemRequest): Result {
  let key: Buffer | undefined;
  try {
    key = keyOf(item);
    const plan = planItemAction(engine, item, key);
    return { item, key, plan, size: Math.max(plan.old?.size ?? 0, plan.write?.size ?? 0) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { item, ...(key && { key }), size: (key && engine.items.find(key)?.size) ?? 0, problem: error };
  }
}

function refuseCancelled(results: readonly Result[]): void {
  if (!results.some(({ problem }) => problem)) return;
  const reasons = results.map(({ problem }) => {
    if (!problem) return { Code: 'None' };
    const Code = problem.code.replace(/Exception$/, '').replace(/^Validation$/, 'ValidationError');
    return {
      Code: Code === 'ConditionalCheckFailed' ? Code : 'ValidationError',
      Message: problem.message,
      ...problem.members,
    };
  });
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function unitsByTable(results: readonly Result[], isRepeated: boolean): Map<string, Units> {
  const byTable = new Map<string, Units>();
  for (const { item, plan, size } of results) {
    const units = isRepeated
      ? { table: readUnits(size, true), indexes: {} }
      : plan?.write
        ? unitsOf(plan.write)
        : { table: writeUnits(size), indexes: {} };
    byTable.set(item.table.name, addUnits(byTable.get(item.table.name) ?? NO_UNITS, units, TRANSACTION_FACTOR));
  }
  return byTable;
}
