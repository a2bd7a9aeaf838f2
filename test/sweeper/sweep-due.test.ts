import { describe, expect, it } from 'vitest';
import type { Due, DueQueue, DueTimes } from '../../core/clockwork.ts';
import { addMs, type Instant } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { AHEAD_MS, type Sent, type Swept, sweepDue } from '../../core/usecases/sweep-due.ts';
import fc from '../support/properties.ts';

const START: Instant = '2026-03-02T01:00:00.000Z';
const MINUTE = 60_000;
const PAGE = 3;

/** Ports in memory: due times by ticket in shards, and a queue that somebody empties. */
const openSweep = (shards = 2) => {
  let now = START;
  const index = new Map<TicketId, Instant>();
  const waiting: Due[] = [];
  const sent: Sent = new Map();
  const shardOf = (id: TicketId): number => Number(id.slice(4)) % shards;
  const dueTimes: DueTimes = {
    shards: Array.from({ length: shards }, (_, shard) => shard),
    page: async (shard, until, after) => {
      const all = [...index]
        .filter(([id, at]) => shardOf(id) === shard && at < until)
        .map(([ticketId, at]) => ({ ticketId, at }))
        .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.ticketId < b.ticketId ? -1 : 1));
      const from = Number(after ?? 0);
      return { due: all.slice(from, from + PAGE), ...(from + PAGE < all.length && { next: String(from + PAGE) }) };
    },
    read: async () => undefined,
    set: async () => 'set',
  };
  const dueQueue: DueQueue = {
    send: async (due) => void waiting.push(...due),
    size: async () => waiting.length,
  };
  const ports = { dueTimes, dueQueue, time: { now: () => now, jitter: async () => {} }, sent };
  return {
    ports,
    index,
    waiting,
    put: (number: number, ms: number) => index.set(`tkt_${number}`, addMs(START, ms)),
    wait: (ms: number) => {
      now = addMs(now, ms);
    },
    sweep: (full?: number): Promise<Swept> => sweepDue(ports, full),
    ids: () => waiting.map(({ ticketId }) => ticketId),
  };
};

describe('a sweep', () => {
  it('sends what is due, and what falls due before the next sweep is sure to have come', async () => {
    const desk = openSweep();
    desk.put(1, -10 * MINUTE);
    desk.put(2, AHEAD_MS - 1);
    desk.put(3, AHEAD_MS + 1);
    expect(await desk.sweep()).toEqual({ sent: 2, unfinished: 0, secondsBehind: 600 });
    expect(desk.ids().sort()).toEqual(['tkt_1', 'tkt_2']);
  });

  it('does not send twice what the queue still delivers, unless its time has changed, or ten minutes have passed', async () => {
    const desk = openSweep();
    desk.put(1, 0);
    desk.put(2, 0);
    await desk.sweep();
    desk.wait(MINUTE);
    desk.put(2, MINUTE);
    await desk.sweep();
    expect(desk.ids()).toEqual(['tkt_2', 'tkt_1', 'tkt_2']);
    desk.wait(9 * MINUTE);
    await desk.sweep();
    expect(desk.ids()).toEqual(['tkt_2', 'tkt_1', 'tkt_2', 'tkt_1']);
  });

  it('stops when the queue is full, tells what is left and how late the first is, and takes up the rest with the next', async () => {
    const desk = openSweep();
    for (let number = 0; number < 20; number += 1) desk.put(number, -number * MINUTE);
    expect(await desk.sweep(8)).toEqual({ sent: 8, unfinished: 2, secondsBehind: 19 * 60 });
    // The earliest of each shard.
    expect(desk.ids().sort()).toEqual([12, 13, 14, 15, 16, 17, 18, 19].map((number) => `tkt_${number}`));
    expect(await desk.sweep(8)).toMatchObject({ sent: 0, unfinished: 2 });
    for (const id of desk.ids()) desk.index.delete(id);
    desk.waiting.length = 0;
    expect(await desk.sweep(100)).toEqual({ sent: 12, unfinished: 0, secondsBehind: 11 * 60 });
  });

  it('goes on with the other shards when one fails, and tells of it', async () => {
    const desk = openSweep();
    desk.put(1, 0);
    desk.put(2, 0);
    const { page } = desk.ports.dueTimes;
    const dueTimes: DueTimes = {
      ...desk.ports.dueTimes,
      page: async (shard, ...rest) => {
        if (shard === 0) throw new Error('throttled');
        return page(shard, ...rest);
      },
    };
    await expect(sweepDue({ ...desk.ports, dueTimes })).rejects.toThrow('throttled');
    expect(desk.ids()).toEqual(['tkt_1']);
  });

  it('never leaves a ticket out and never overfills the queue, whatever is due and however slow the consumer is', async () => {
    const times = fc.array(fc.integer({ min: -60, max: 30 }), { maxLength: 60 });
    const turns = fc.array(fc.nat({ max: 12 }), { minLength: 5, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(times, turns, fc.integer({ min: 4, max: 20 }), async (minutes, handled, full) => {
        const desk = openSweep(3);
        for (const [number, minute] of minutes.entries()) desk.put(number, minute * MINUTE);
        const take = (count: number): void => {
          for (const { ticketId, at } of desk.waiting.splice(0, count))
            if (desk.index.get(ticketId) === at) desk.index.delete(ticketId);
        };
        for (const count of handled) {
          await desk.sweep(full);
          expect(desk.waiting.length).toBeLessThanOrEqual(full);
          take(count);
          desk.wait(MINUTE);
        }
        // The consumer catches up: after as many sweeps as it may take, nothing is left.
        for (let turn = 0; turn < 100 && desk.index.size > 0; turn += 1) {
          take(desk.waiting.length);
          await desk.sweep(full);
          desk.wait(MINUTE);
        }
        take(desk.waiting.length);
        expect([...desk.index]).toEqual([]);
      }),
    );
  });
});
