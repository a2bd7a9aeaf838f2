/** The numbers of the day report, counted again from the tickets themselves. */
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/domain/clocks/clock.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { DayNumbers } from '../../core/ports-insight.ts';
import type { DeskSnapshot } from './desk-snapshot.ts';

export function* reportFaults({ heads, facts, days }: DeskSnapshot): Iterable<string> {
  for (const [id, head] of heads) {
    const [counted, expected] = [facts.get(id), recount(head)];
    if (!isDeepStrictEqual(counted, expected))
      yield `${id} counts as ${JSON.stringify(counted)} instead of ${JSON.stringify(expected)}`;
  }
  for (const id of facts.keys()) if (!heads.has(id)) yield `${id} is counted but has no head`;

  const [reported, expected] = [sums(days), sums([...heads.values()].map(recount))];
  for (const key of new Set([...reported.keys(), ...expected.keys()])) {
    const [is, should] = [reported.get(key) ?? {}, expected.get(key) ?? {}];
    // A category that its last ticket has left stays with zeros.
    const names = new Set([...Object.keys(is), ...Object.keys(should)]);
    for (const name of names)
      if ((is[name] ?? 0) !== (should[name] ?? 0))
        yield `the report of ${key} says ${name} ${is[name] ?? 0} instead of ${should[name] ?? 0}`;
  }
}

const SHANGHAI_MS = 8 * 3_600_000;

const recount = (ticket: Ticket): DayNumbers => {
  const { firstResponse, resolution } = ticket.clocks;
  const solved = ticket.phase === 'resolved' || ticket.phase === 'closed' || ticket.phase === 'archived';
  return {
    day: new Date(Date.parse(ticket.openedAt) + SHANGHAI_MS).toISOString().slice(0, 10),
    category: ticket.category,
    created: 1,
    resolved: solved ? 1 : 0,
    ...(ticket.phase === 'merged' && { merged: 1 }),
    firstResponseBreached: firstResponse.state === 'missed' ? 1 : 0,
    resolutionBreached: resolution.state === 'missed' ? 1 : 0,
    firstResponded: firstResponse.stoppedAt ? 1 : 0,
    firstResponseMs: taken(firstResponse),
    resolutionMs: solved ? taken(resolution) : 0,
  };
};

const taken = ({ startedAt, stoppedAt }: Clock): number =>
  stoppedAt ? Date.parse(stoppedAt) - Date.parse(startedAt) : 0;

/** By `<day> <category>`. */
const sums = (parts: readonly DayNumbers[]): Map<string, Record<string, number>> => {
  const byKey = new Map<string, Record<string, number>>();
  for (const { day, category, ...part } of parts) {
    const sum = byKey.get(`${day} ${category}`) ?? {};
    for (const [name, value] of Object.entries(part))
      if (typeof value === 'number') sum[name] = (sum[name] ?? 0) + value;
    byKey.set(`${day} ${category}`, sum);
  }
  return byKey;
};
