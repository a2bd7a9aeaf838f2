/** TransactGetItems. */
import { addUnits, consumed, NO_UNITS, readUnits, type Units } from './capacity.ts';
import { countCall, countUnits, type Operation, validation } from './engine.ts';
import { project, readGetRequest } from './read.ts';
import { type Body, checkTransaction } from './requests.ts';
import { refuseSameItem, refuseTooLarge, TRANSACTION_FACTOR } from './transaction-limits.ts';

/** Answers one response for each request, in order; `{}` where there is no item. */
export const transactGetItems: Operation = (engine, body, principal) => {
  const request = checkTransaction('TransactGetItems', body);
  const gets = request.TransactItems.map((member: Body) => {
    if (!member?.Get) throw validation('TransactItems can only contain Get');
    return readGetRequest(engine, member.Get, principal);
  }) as ReturnType<typeof readGetRequest>[];
  refuseSameItem(gets.map(({ key }) => key));
  const found = gets.map(({ key }) => engine.items.find(key));
  refuseTooLarge(found.map((stored) => stored?.size ?? 0));
  const units = new Map<string, Units>();
  gets.forEach(({ table }, position) => {
    const read = { table: readUnits(found[position]?.size ?? 0, true), indexes: {} };
    units.set(table.name, addUnits(units.get(table.name) ?? NO_UNITS, read, TRANSACTION_FACTOR));
  });
  for (const [name, amount] of units) {
    countCall(engine, name);
    countUnits(engine, 'read', name, amount);
  }
  const capacity = [...units].map(([name, amount]) => consumed(request.ReturnConsumedCapacity, name, amount, 'Read'));
  return {
    Responses: gets.map(({ projection }, position) => {
      const item = found[position]?.item;
      return item ? { Item: project(projection, item) } : {};
    }),
    ...(capacity[0] && { ConsumedCapacity: capacity }),
  };
};
