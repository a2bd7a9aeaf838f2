import { describe, expect, it } from 'vitest';
import { Meter } from '../../../local/bill/meter.ts';
import { perTicket, ticketIn } from '../../../local/bill/per-ticket.ts';

const ONE = 'tkt_01JN9ABCDEFGHJKMNPQRSTVWXY';
const TWO = 'tkt_01JN9ABCDEFGHJKMNPQRSTVWXZ';
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'TICKET' } });

describe('the ticket of a database call', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a key', { Key: key(ONE) }, ONE],
    ['an item', { Item: { pk: { S: 'CODE#K7M2Q9XD' }, ticketId: { S: ONE } } }, ONE],
    ['the values of a query', { ExpressionAttributeValues: { ':id': { S: ONE } } }, ONE],
    [
      'the first action of a transaction that has one',
      { TransactItems: [{ Update: { Key: key('TEAM#logistics') } }, { Put: { Item: key(ONE) } }] },
      ONE,
    ],
    ['a key, not the values beside it', { Key: key(ONE), ExpressionAttributeValues: { ':other': { S: TWO } } }, ONE],
    ['no ticket', { Key: key('tkt_short') }, undefined],
    ['nothing', undefined, undefined],
  ])('is found in %s', (_, body, ticket) => {
    expect(ticketIn(body)).toBe(ticket);
  });

  it('gets what the call counts, and nothing of what comes after it', async () => {
    const meter = new Meter();
    const service = perTicket(async () => {
      meter.count('dynamodb.writeUnits', 4, 'Tickets');
      await Promise.resolve();
      meter.count('dynamodb.writeUnits', 1, 'Tickets');
    }, meter);
    await service('PutItem', { Item: key(ONE) }, 'Intake');
    expect(meter.ofTicket(ONE)).toEqual({ 'dynamodb.writeUnits': 4 });
    expect(meter.total('dynamodb.writeUnits')).toBe(5);
    expect(meter.tickets()).toEqual([]);
  });

  it('is the name of an execution without its generation', () => {
    const meter = new Meter();
    meter.count('states.transitions', 3, `${ONE}-1`);
    meter.count('states.transitions', 2, `${ONE}-2`);
    meter.count('states.transitions', 5, 'another-kind-1');
    expect(meter.tickets()).toEqual([ONE]);
    expect(meter.ofTicket(ONE)).toEqual({ 'states.transitions': 5 });
    meter.reset();
    expect([meter.tickets(), meter.ofTicket(ONE)]).toEqual([[], {}]);
  });
});
