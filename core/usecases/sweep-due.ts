/**
 * Finds the tickets that fall due until the next sweep, and sends each so that it is looked at at its second.
 * Database operations: one query per shard and page. Calls: one for the size of the queue, one per ten tickets.
 */
import type { Due, DueQueue, DueTimes } from '../clockwork.ts';
import { addMs, type Instant, msBetween } from '../domain/time.ts';
import type { Time } from '../ports.ts';

/**
 * How far a sweep looks ahead. A schedule of each minute may fire anywhere in its minute: up to 119 s lie between two turns; the
 * rest is for the sweep's own time.
 */
export const AHEAD_MS = 150_000;

/** Messages in the queue at which a sweep sends no more: a minute's work of some 500 tickets a second. */
const FULL = 30_000;

/** As long as the queue itself delivers a message again and again (10 times, a minute apart): no second one is sent meanwhile. */
const REMEMBERED_MS = 10 * 60_000;

/** What was sent a short while ago, by ticket. Only saves messages: whoever is looked at twice was not due the second time. */
export type Sent = Map<string, { readonly at: Instant; readonly until: Instant }>;

export interface SweepPorts {
  readonly dueTimes: DueTimes;
  readonly dueQueue: DueQueue;
  readonly time: Time;
  readonly sent: Sent;
}

export interface Swept {
  readonly sent: number;
  /** Shards of which something was left for the next sweep, since the queue is full. */
  readonly unfinished: number;
  /** Of the ticket that has been due for longest: 0 when none is. */
  readonly secondsBehind: number;
}

/**
 * Each shard gets the same room in the queue and takes the earliest first: what does not fit stays in the index for the next sweep.
 * `full`: messages at which the queue is full. Rejects when a shard failed, after all others are done.
 */
export const sweepDue = async (ports: SweepPorts, full = FULL): Promise<Swept> => {
  const { dueTimes, dueQueue, time, sent } = ports;
  const now = time.now();
  for (const [ticketId, { until }] of sent) if (until <= now) sent.delete(ticketId);
  const room = Math.max(0, full - (await dueQueue.size()));
  const share = Math.floor(room / dueTimes.shards.length);
  const settled = await Promise.allSettled(dueTimes.shards.map((shard) => sweepShard(ports, shard, share)));
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  const swept = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const firsts = swept.flatMap(({ first }) => first ?? []).sort();
  return {
    sent: swept.reduce((sum, each) => sum + each.sent, 0),
    unfinished: swept.filter(({ unfinished }) => unfinished).length,
    secondsBehind: firsts[0] === undefined ? 0 : Math.max(0, Math.floor(msBetween(firsts[0], now) / 1000)),
  };
};

const sweepShard = async ({ dueTimes, dueQueue, time, sent }: SweepPorts, shard: number, share: number) => {
  const until = addMs(time.now(), AHEAD_MS);
  let first: Instant | undefined;
  let count = 0;
  let next: string | undefined;
  do {
    const page = await dueTimes.page(shard, until, next);
    first ??= page.due[0]?.at;
    const fresh = page.due.filter(({ ticketId, at }) => sent.get(ticketId)?.at !== at);
    const taken = fresh.slice(0, share - count);
    await send({ dueQueue, time, sent }, taken);
    count += taken.length;
    if (taken.length < fresh.length) return { first, sent: count, unfinished: true };
    next = page.next;
  } while (next !== undefined);
  return { first, sent: count, unfinished: false };
};

const send = async (
  { dueQueue, time, sent }: Pick<SweepPorts, 'dueQueue' | 'time' | 'sent'>,
  due: readonly Due[],
): Promise<void> => {
  if (due.length === 0) return;
  const now = time.now();
  await dueQueue.send(due, now);
  const until = addMs(now, REMEMBERED_MS);
  for (const { ticketId, at } of due) sent.set(ticketId, { at, until });
};
