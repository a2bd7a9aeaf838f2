/** What can be seen of a resolution without reading it (预检). It scores by itself: people's scores are never mixed with it. */
import { PROMISES } from '../clocks/clock.ts';
import { checklistOf, checkResolution } from '../handling/resolution.ts';
import type { Policy } from '../policy.ts';
import { findPersonalData } from '../privacy/detect.ts';
import type { Ticket } from '../ticket.ts';
import type { Precheck, PrecheckResult } from './review.ts';

/** What each finding costs of 100; of the steps, the share of the checklist that was not taken. */
const COSTS: Readonly<Record<Precheck, number>> = {
  stepsMissing: 20,
  noReply: 30,
  promiseNotKept: 30,
  personalData: 40,
};

/** Below this it is a risk: untaken steps that nobody has to take are none by themselves. */
export const DOUBTFUL = 75;

/**
 * `ticket` as it stood when the agent said it was solved, before that was written down.
 *
 * Example: a ticket that nobody has answered, all of its steps taken, in time: `{ score: 70, found: ['noReply'] }`
 */
export const precheck = (
  ticket: Ticket,
  resolution: { readonly code: string; readonly text: string },
  policy: Policy,
): PrecheckResult => {
  const untaken = untakenShare(ticket, resolution.code, policy);
  const seen: Readonly<Record<Precheck, number>> = {
    stepsMissing: untaken,
    noReply: isAnswered(ticket) ? 0 : 1,
    promiseNotKept: PROMISES.some((name) => ticket.clocks[name].breachedAt !== undefined) ? 1 : 0,
    // A name is how one speaks to somebody.
    personalData: findPersonalData(resolution.text).some(({ type }) => type !== 'name') ? 1 : 0,
  };
  const found = (Object.keys(COSTS) as Precheck[]).filter((name) => seen[name] > 0);
  const cost = found.reduce((sum, name) => sum + seen[name] * COSTS[name], 0);
  return { score: Math.max(0, Math.round(100 - cost)), found };
};

/** Of the checklist: steps whose condition does not hold are not of it. */
const untakenShare = (ticket: Ticket, code: string, policy: Policy): number => {
  const missing = new Set(
    checkResolution(ticket, code, policy)
      .filter((problem) => problem.code === 'step-missing')
      .map(({ field }) => field),
  );
  const steps = checklistOf(policy, ticket.category).filter(
    ({ name, required }) => typeof required === 'boolean' || missing.has(name) || ticket.steps.includes(name),
  );
  if (steps.length === 0) return 0;
  return steps.filter(({ name }) => !ticket.steps.includes(name)).length / steps.length;
};

/**
 * What a review has sent back is not answered by what was written before. Else: the clock of the first response stops with a reply, or
 * with the solution itself, which is not written down yet.
 */
const isAnswered = (ticket: Ticket): boolean =>
  !ticket.unansweredRework &&
  (('answered' in ticket && ticket.answered === true) || ticket.clocks.firstResponse.stoppedAt !== undefined);
