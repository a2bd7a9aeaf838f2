/**
 * What agents have closed, remembered by the process for an hour: every dispatch asks for it, and what it tells are weeks of work, of
 * which an hour more or less changes no estimate. Database operations: one query per team, category, process and hour.
 */
import { type Instant, MINUTE_MS, msBetween } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { Insight } from '../../core/ports-insight.ts';

const FRESH_MS = 60 * MINUTE_MS;

type Tallies = Insight['tallies'];

export const rememberedTallies = (read: Tallies, time: Pick<Time, 'now'>): Tallies => {
  const known = new Map<string, { readonly at: Instant; readonly tallies: ReturnType<Tallies> }>();
  return (team, category) => {
    const now = time.now();
    const name = JSON.stringify([team, category]);
    const found = known.get(name);
    if (found && msBetween(found.at, now) < FRESH_MS) return found.tallies;
    const tallies = read(team, category);
    known.set(name, { at: now, tallies });
    tallies.catch(() => known.delete(name)); // whoever comes next asks again
    return tallies;
  };
};
