/** The table of notices: who may send, what waits, what is gathered, what is due, and how people are reached. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMs } from '../../core/domain/time.ts';
import { openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';
import fc from '../support/properties.ts';
import { openOutbox } from './outbox.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ID = 'tkt_1.7#solved#customer';
const MAIL = { channel: 'mail', providerId: '0100', address: 'Wang@Example.com', contact: 'c-1' } as const;

let desk: RoutingDesk;
let box: ReturnType<typeof openOutbox>;
beforeEach(async () => {
  desk = await openRoutingDesk();
  box = openOutbox(desk);
});
afterEach(() => desk.close());
const ledger = () => box.ports.ledger;

describe('a notice', () => {
  it('is taken by one of many at once, and by nobody once it is sent', async () => {
    const taken = await Promise.all(Array.from({ length: 5 }, () => ledger().begin(ID, false)));
    expect(taken.filter((each) => typeof each === 'object')).toEqual([{ refused: [] }]);
    expect(taken.filter((each) => each === 'busy')).toHaveLength(4);
    await ledger().sent(ID, MAIL);
    expect(await ledger().begin(ID, false)).toBe('over');
    expect(await ledger().begin(ID, true)).toBe('over');
    expect(await ledger().ofTicket('tkt_1')).toEqual([
      {
        ...{ id: ID, state: 'sent', at: desk.now(), channel: 'mail', providerId: '0100', contact: 'c-1', refused: [] },
        address: expect.stringMatching(/^[\w-]{22}$/),
      },
    ]);
  });

  it('is taken again when it was given back, and two minutes after whoever had it died', async () => {
    await ledger().begin(ID, false);
    await ledger().release(ID, ['sms']);
    expect(await ledger().begin(ID, false)).toEqual({ refused: ['sms'] });
    desk.wait(2 * MINUTE);
    expect(await ledger().begin(ID, false)).toBe('busy');
    desk.wait(1000);
    expect(await ledger().begin(ID, false)).toEqual({ refused: ['sms'] });
  });

  it('waits for its time, for which whoever looked at the clock is believed', async () => {
    const until = addMs(desk.now(), HOUR);
    expect(await ledger().wait(ID, until, false)).toBe('waits');
    expect(await ledger().wait(ID, addMs(until, HOUR), false)).toBe('over');
    expect(await ledger().begin(ID, false)).toBe('over');
    desk.wait(HOUR - 1);
    expect(await ledger().begin(ID, true)).toEqual({ refused: [] });
  });

  it('waits when it could not be sent before, and not while somebody sends it', async () => {
    await ledger().begin(ID, false);
    expect(await ledger().wait(ID, addMs(desk.now(), HOUR), false)).toBe('busy');
    expect(await ledger().gather(ID, 'burst:agt_lin.1', line(ID))).toBe('busy');
    await ledger().release(ID, []);
    expect(await ledger().wait(ID, addMs(desk.now(), HOUR), false)).toBe('waits');
    expect(await ledger().gather(ID, 'burst:agt_lin.1', line(ID))).toBe('over');
  });

  it('that is put off by who has begun it is taken at its time by whatever comes first', async () => {
    await ledger().begin(ID, false);
    await ledger().putOff(ID, addMs(desk.now(), HOUR), ['mail']);
    expect(await ledger().begin(ID, false)).toBe('over');
    desk.wait(HOUR);
    expect(await ledger().begin(ID, false)).toEqual({ refused: ['mail'] });
  });

  it('that nothing can carry, or that has nothing to say any more, is over', async () => {
    await ledger().begin(ID, false);
    await ledger().end(ID, 'failed', ['mail', 'sms']);
    expect(await ledger().begin(ID, true)).toBe('failed');
    expect(await ledger().read(ID)).toMatchObject({ state: 'failed', refused: ['mail', 'sms'] });
    const other = 'tkt_1.8#waiting#customer';
    await ledger().begin(other, false);
    await ledger().end(other, 'dropped', []);
    expect(await ledger().begin(other, true)).toBe('over');
    expect((await ledger().ofTicket('tkt_1')).map(({ id }) => id)).toEqual([ID, other]);
  });

  it('that came back is taken again, once, and knows by what', async () => {
    expect(await ledger().bounced(ID, 'mail')).toBe(false);
    await ledger().begin(ID, false);
    await ledger().sent(ID, MAIL);
    expect(await ledger().bounced(ID, 'mail')).toBe(true);
    expect(await ledger().bounced(ID, 'mail')).toBe(false);
    expect(await ledger().begin(ID, false)).toEqual({ refused: ['mail'] });
  });

  it('refuses to be noted as sent by who has not begun it', async () => {
    await expect(ledger().sent(ID, MAIL)).rejects.toThrow('conditional');
  });
});

const line = (id: string) => ({ id, at: desk.now(), text: `about ${id}` });

describe('what is gathered', () => {
  it('is a line once, of one group, and in the order of time', async () => {
    const [first, second] = ['tkt_1.1#escalated#agt_lin', 'tkt_0.2#warned#agt_lin'];
    expect(await ledger().gather(first as string, 'burst:agt_lin.09:05', line(first as string))).toBe('gathered');
    desk.wait(1000);
    expect(await ledger().gather(second as string, 'burst:agt_lin.09:05', line(second as string))).toBe('gathered');
    expect(await ledger().gather(first as string, 'burst:agt_lin.09:10', line(first as string))).toBe('over');
    expect((await ledger().gathered('burst:agt_lin.09:05')).map(({ text }) => text)).toEqual([
      `about ${first}`,
      `about ${second}`,
    ]);
    expect(await ledger().gathered('burst:agt_lin.09:10')).toEqual([]);
    expect(await ledger().begin(first as string, true)).toBe('over');
  });
});

describe('what is due', () => {
  const put = (inMs: number, id: string) =>
    box.ports.duePlaces.put(addMs(desk.now(), inMs), { kind: 'test', id, data: { id } });
  const looked = async () => (await box.look()).map(({ id }) => id);

  it('comes at its minute, never before, once; what is put for the same minute again is there once', async () => {
    expect(await looked()).toEqual([]);
    expect(await put(0, 'soon')).toBe('2026-03-02T01:02:00.000Z'); // whoever looks now does not see what is being written
    await put(0, 'soon');
    expect(await put(5 * MINUTE + 1, 'later')).toBe('2026-03-02T01:06:00.000Z');
    desk.wait(2 * MINUTE - 1);
    expect(await looked()).toEqual([]);
    desk.wait(1);
    expect(await looked()).toEqual(['soon']);
    desk.wait(MINUTE);
    expect(await looked()).toEqual([]);
    desk.wait(3 * MINUTE);
    expect(await looked()).toEqual(['later']);
  });

  it('is all there after days without a look, in order, page by page', async () => {
    await looked();
    for (let hour = 70; hour > 0; hour -= 7) await put(hour * HOUR, `${hour}`.padStart(2, '0'));
    for (let number = 0; number < 600; number += 1) await put(HOUR / 2, `n${number}`);
    desk.wait(80 * HOUR);
    const due = await looked();
    expect(due).toHaveLength(610);
    expect(new Set(due).size).toBe(610);
    expect(due.slice(600)).toEqual(['07', '14', '21', '28', '35', '42', '49', '56', '63', '70']);
    expect(await looked()).toEqual([]);
  });

  it('is sent again, and not lost, when the look died between sending and noting it', async () => {
    await looked();
    await put(0, 'soon');
    desk.wait(2 * MINUTE);
    desk.stores.before = ({ action }) => {
      if (action === 'PutItem') throw new Error('died');
    };
    await expect(box.look()).rejects.toThrow('died');
    expect(box.outbox.queue.splice(0).map(({ id }) => id)).toEqual(['soon']);
    desk.stores.before = () => {};
    expect(await looked()).toEqual(['soon']);
    expect(await looked()).toEqual([]);
  });

  it('is moved by one of two looks at once, and a clock that is behind moves nothing back', async () => {
    await looked();
    await put(0, 'soon');
    desk.wait(2 * MINUTE);
    await Promise.all([box.look(), box.look()]);
    desk.wait(-HOUR);
    expect(await looked()).toEqual([]);
    desk.wait(HOUR);
    expect(await looked()).toEqual([]);
  });

  it('is sent once more by a process that has not seen another one send it, and not for ever', async () => {
    await looked();
    await put(0, 'soon');
    desk.wait(2 * MINUTE);
    const ids = async (anew: boolean) => (await box.look(anew)).map(({ id }) => id);
    expect([await ids(true), await ids(false), await ids(false)]).toEqual([['soon'], ['soon'], []]);
  });

  it('costs one query in two minutes when nothing is, and is not late for that', async () => {
    await looked();
    const costs: number[] = [];
    for (let minute = 1; minute <= 8; minute += 1) {
      desk.wait(MINUTE);
      const before = desk.stores.calls.length;
      await looked();
      costs.push(desk.stores.calls.length - before);
    }
    expect(costs).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    await put(0, 'soon'); // at 01:08 of a look that has seen 01:09
    desk.wait(MINUTE);
    expect(await looked()).toEqual([]);
    desk.wait(MINUTE);
    expect(await looked()).toEqual(['soon']);
  });

  it('comes at its minute, whenever it was put and looked at, also by the hour', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(20 * MINUTE), fc.nat(MINUTE - 1)), { maxLength: 30 }), async (acts) => {
        desk.close();
        desk = await openRoutingDesk();
        box = openOutbox(desk);
        desk.wait(50 * MINUTE);
        const places = new Map<string, string>();
        const told = new Map<string, string>();
        for (const [at, [inMs, lateMs]] of acts.entries()) {
          desk.wait(lateMs); // the schedule is late, and something is put before or after it looks
          const minute = `${desk.now().slice(0, 16)}:00.000Z`;
          if (at % 2 === 0) places.set(`${at}`, await put(inMs, `${at}`));
          for (const id of await looked()) told.set(id, minute);
          if (at % 2 === 1) places.set(`${at}`, await put(inMs, `${at}`));
          desk.wait(MINUTE - lateMs);
        }
        const ended = desk.now();
        expect([...told].toSorted()).toEqual([...places].filter(([, minute]) => minute < ended).toSorted());
      }),
      { numRuns: 12 },
    );
  });
});

describe('a burst', () => {
  it('admits the first ones of a window, whoever asks again', async () => {
    const ask = (id: string, window = desk.now()) => box.ports.bursts.admit('agt_lin', window, id, 2);
    expect([await ask('a'), await ask('b'), await ask('c'), await ask('a'), await ask('c')]).toEqual([
      ...[true, true, false, true, false],
    ]);
    expect(await ask('c', addMs(desk.now(), 10 * MINUTE))).toBe(true);
  });
});

describe('a contact', () => {
  it('is not reached where it was refused, unless the address is another one by now; what it wishes stays', async () => {
    const { contacts } = box.ports;
    const addresses = { mail: 'wang@example.com', sms: '13800138000' };
    expect(await contacts.read('c-1', addresses)).toBeUndefined();
    await contacts.prefer('c-1', { preferred: 'sms', quiet: { from: '12:00', to: '14:00' } });
    await contacts.markUnreachable('c-1', 'mail', ' Wang@example.com', 'Permanent');
    expect(await contacts.read('c-1', addresses)).toEqual({
      ...{ preferred: 'sms', quiet: { from: '12:00', to: '14:00' }, unreachable: ['mail'] },
    });
    await contacts.prefer('c-1', {});
    expect(await contacts.read('c-1', { ...addresses, mail: 'new@example.com' })).toEqual({ unreachable: [] });
    expect(await contacts.read('c-1', {})).toEqual({ unreachable: [] });
    expect(JSON.stringify(desk.items('Notices'))).not.toMatch(/example\.com|138/i);
  });
});
