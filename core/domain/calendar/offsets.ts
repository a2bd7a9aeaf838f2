/** How the clocks of a zone run against UTC over a stretch of time. */
import { MINUTE_MS } from '../time.ts';
import { offsetAt } from './zone-offset.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** From one change of the clocks to the next: from `from` until `to`, in ms, they are `offset` ms ahead of UTC. */
interface Spell {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The spells that cover a stretch of time, in order. Both ends are whole minutes. Throws RangeError on an unknown zone. */
export const spellsOf = (zone: string, from: number, to: number): readonly Spell[] => {
  const key = `${zone} ${from} ${to}`;
  let spells = kept.get(key);
  if (!spells) {
    spells = findSpells(zone, from, to);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, spells);
  }
  return spells;
};

// All calendars of a zone share them: to find those of a year asks the platform once a day, which takes two milliseconds.
const MOST_KEPT = 1000;
const kept = new Map<string, readonly Spell[]>();

const findSpells = (zone: string, from: number, to: number): readonly Spell[] => {
  const spells: Spell[] = [];
  let begun = from;
  let offset = offsetAt(from, zone);
  // No zone changes its clocks twice within a day: a look at every day finds all changes.
  for (let day = from; day < to; day += DAY_MS) {
    const next = Math.min(day + DAY_MS, to);
    const after = offsetAt(next, zone);
    if (after === offset) continue;
    const at = changeBetween(day, next, offset, zone);
    spells.push({ from: begun, to: at, offset });
    begun = at;
    offset = after;
  }
  return [...spells, { from: begun, to, offset }];
};

/** The first minute at which the offset is no longer what it was at `from`. */
const changeBetween = (from: number, to: number, offset: number, zone: string): number => {
  let [before, after] = [from, to];
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / MINUTE_MS / 2) * MINUTE_MS;
    if (offsetAt(middle, zone) === offset) before = middle;
    else after = middle;
  }
  return after;
};

/** When the clocks first show this time, written as if it were UTC; the first instant after the gap where they never do. */
export const firstShown = (spells: readonly Spell[], shown: number): number => {
  const spell = spells.find(({ to, offset }) => shown < to + offset) ?? (spells.at(-1) as Spell);
  return Math.max(shown - spell.offset, spell.from);
};

/** When the clocks last show this time; the first instant after the gap where they never do. */
export const lastShown = (spells: readonly Spell[], shown: number): number => {
  const spell = spells.findLast(({ from, offset }) => from + offset <= shown) ?? (spells[0] as Spell);
  return Math.min(shown - spell.offset, spell.to);
};
