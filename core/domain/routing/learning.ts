/**
 * What can be said of an agent's work on a category from the tickets they closed. Few tickets say little: every mean is drawn
 * towards that of the team (empirical Bayes, with the strength of the prior from the moments of the team: Casella, "An
 * Introduction to Empirical Bayes Data Analysis", 1985).
 */
import { drawOf } from '../draw.ts';
import type { AgentId } from '../vocabulary.ts';

/** Of one agent on one category. */
export interface Tally {
  readonly closed: number;
  /** Sum of the minutes in hand, and of their squares. */
  readonly minutes: number;
  readonly squares: number;
  /** Closed without having been reopened, reworked or handed on. */
  readonly firstContact: number;
}

export interface Estimate {
  readonly minutes: number;
  /** Share, 0 to 1. */
  readonly firstContact: number;
  /** Both as one figure, 0 to 1: half of it is first contact, half the team's minutes against one's own. */
  readonly performance: number;
}

const WEAKEST = 5;
const STRONGEST = 200;
const UNKNOWN = 0.5;

/** By agent; nobody is there until somebody has closed a ticket. */
export const estimatesOf = (tallies: ReadonlyMap<AgentId, Tally>): ReadonlyMap<AgentId, Estimate> => {
  const all = [...tallies.values()].filter(({ closed }) => closed > 0);
  const closed = sum(all, (tally) => tally.closed);
  if (closed === 0) return new Map();
  const minutes = sum(all, (tally) => tally.minutes) / closed;
  const share = sum(all, (tally) => tally.firstContact) / closed;
  const within =
    Math.max(
      0,
      sum(all, (tally) => tally.squares - tally.minutes ** 2 / tally.closed),
    ) / closed;
  const strength = {
    minutes: strengthOf(all, within, minutes, (tally) => tally.minutes / tally.closed),
    share: strengthOf(all, share * (1 - share), share, (tally) => tally.firstContact / tally.closed),
  };
  return new Map(
    [...tallies].map(([agent, tally]) => {
      const own = {
        minutes: (tally.minutes + strength.minutes * minutes) / (tally.closed + strength.minutes),
        firstContact: (tally.firstContact + strength.share * share) / (tally.closed + strength.share),
      };
      const speed = minutes === 0 ? 0.5 : minutes / (minutes + own.minutes);
      return [agent, { ...own, performance: (speed + own.firstContact) / 2 }];
    }),
  );
};

/** Who has closed nothing yet counts as the mean of the others: a newcomer is neither preferred nor passed over. */
const averageOf = (estimates: ReadonlyMap<AgentId, Estimate>): number =>
  estimates.size === 0 ? UNKNOWN : sum([...estimates.values()], ({ performance }) => performance) / estimates.size;

/** How many tickets of the team's mean are added: the variance within an agent's work over that between agents. */
const strengthOf = (
  tallies: readonly Tally[],
  within: number,
  mean: number,
  meanOf: (tally: Tally) => number,
): number => {
  const closed = sum(tallies, (tally) => tally.closed);
  const seen = sum(tallies, (tally) => tally.closed * (meanOf(tally) - mean) ** 2) / closed;
  const between = seen - (within * tallies.length) / closed;
  return between <= 0 ? STRONGEST : Math.min(STRONGEST, Math.max(WEAKEST, within / between));
};

const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0);

/**
 * The performance that counts for one ticket: for a share of the tickets drawn at random, so that nobody is judged for ever by a
 * bad beginning. The draw depends on the ticket alone: the same ticket is always routed the same way.
 */
export const performanceFor = (
  ticketId: string,
  estimates: ReadonlyMap<AgentId, Estimate>,
  agents: readonly AgentId[],
  exploration: number,
): ReadonlyMap<AgentId, number> => {
  const explores = drawOf(ticketId) < exploration;
  const average = averageOf(estimates);
  return new Map(
    agents.map((agent) => [
      agent,
      explores ? drawOf(`${ticketId} ${agent}`) : (estimates.get(agent)?.performance ?? average),
    ]),
  );
};
