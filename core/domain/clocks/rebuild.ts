/** The clocks of a ticket, reckoned again from what happened to it. */
import type { Recorded } from '../events.ts';
import { evolve, withClocks } from '../evolve.ts';
import type { Policy } from '../policy.ts';
import { inForceAt } from '../promotions.ts';
import type { Ticket } from '../ticket.ts';
import { clocksAfter } from './after-event.ts';
import { CLOCKS, type Clock, type Clocks } from './clock.ts';

export type PolicyOf = (version: string) => Policy;

/**
 * `timeline`: whole and in order. Every event is reckoned under the version of the policy that its clocks name; one that
 * changed none, under the one before. Throws BrokenTimeline, and whatever `policyOf` throws for a version that is gone.
 */
export const rebuiltClocks = (timeline: readonly Recorded[], policyOf: PolicyOf): Clocks => {
  let ticket: Ticket | undefined;
  let version: string | undefined;
  for (const { clocks: stored, ...bare } of timeline) {
    version = versionOf(stored) ?? version ?? (bare.type === 'ticket.opened' ? bare.data.policyVersion : undefined);
    if (version === undefined) throw new Error(`${bare.id}: the timeline does not begin with an opening.`);
    const after = evolve(ticket, bare as Recorded);
    const policy = inForceAt(policyOf(version), bare.time);
    ticket = withClocks(after, clocksAfter(ticket, bare as Recorded, after, policy));
  }
  if (!ticket) throw new Error('A ticket has at least one event.');
  return ticket.clocks;
};

const versionOf = (clocks: Partial<Clocks> | undefined): string | undefined =>
  clocks && Object.values(clocks).find((clock) => clock !== undefined)?.policyVersion;

/** What is different, one line each, e.g. `resolution.dueAt: 2026-11-23T01:30:00.000Z instead of 2026-11-22T08:00:00.000Z`. */
export const differencesOf = (stored: Partial<Clocks>, rebuilt: Partial<Clocks>): readonly string[] =>
  CLOCKS.flatMap((name) => {
    const [was, is] = [stored[name], rebuilt[name]];
    if (!was || !is)
      return was === is ? [] : [`${name}: ${is ? 'there' : 'not there'} instead of ${was ? 'there' : 'not there'}`];
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted() as (keyof Clock)[];
    return fields.flatMap((field) => {
      const [before, after] = [textOf(was[field]), textOf(is[field])];
      return before === after ? [] : [`${name}.${field}: ${after} instead of ${before}`];
    });
  });

const textOf = (value: unknown): string =>
  value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value, sorted);

/** The same whatever order its parts were written in. */
const sorted = (_: string, part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : part;
