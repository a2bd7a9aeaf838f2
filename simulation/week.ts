/** A generated week: peaks in the morning, the afternoon and the evening, and one promotion day. */
import type { Policy } from '../core/domain/policy.ts';
import { WEEKDAYS, type Weekday } from '../core/domain/routing/team.ts';
import { instantOf, localOf, weekdayOf } from '../core/domain/routing/zone.ts';
import { MINUTE_MS, toInstant, toMs } from '../core/domain/time.ts';
import type { Customer, Priority, Tier } from '../core/domain/vocabulary.ts';
import { agentsOf, rosters, skillRules, ZONE } from './desk.ts';
import { NEEDED_LEVELS } from './needed-levels.ts';
import { presencesOf } from './presences.ts';
import { countOf, normalOf, pickFrom, type Random, randomFrom } from './random.ts';
import type { Arrival, Scenario } from './scenario.ts';
import { truthOf } from './truth.ts';

export interface Week {
  readonly seed: number;
  readonly days: number;
  readonly agents: number;
  /** Tickets on an ordinary day, for each of the agents. */
  readonly arrivals: number;
  /** Added to every level of skill of everybody, at most 5. */
  readonly levels: number;
}

const FIRST_DAY = '2026-11-09'; // a Monday, two days before the promotion of 11 November
const PROMOTION: Weekday = 'wed';
const PROMOTION_TIMES = 5;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DRAINED_AFTER_DAYS = 5;

const WEEKDAY: Readonly<Record<Weekday, number>> = { mon: 1.1, tue: 1, wed: 1, thu: 1, fri: 1.05, sat: 0.95, sun: 0.9 };
/** By the hour, midnight first. */
const HOURS = [3, 2, 1, 1, 1, 1, 3, 6, 10, 15, 22, 22, 14, 14, 20, 20, 20, 14, 12, 15, 23, 23, 12, 6];

/** Share of the arrivals, minutes of work (median), and how much larger the share is on a promotion day. */
const CATEGORIES: Readonly<
  Record<string, { readonly share: number; readonly minutes: number; readonly promoted?: number }>
> = {
  'logistics-query': { share: 20, minutes: 6 },
  'delivery-delay': { share: 15, minutes: 9 },
  'lost-or-damaged': { share: 7, minutes: 16 },
  refund: { share: 12, minutes: 11 },
  'return-exchange': { share: 11, minutes: 11 },
  'fee-dispute': { share: 4, minutes: 14 },
  'payment-failure': { share: 4, minutes: 10, promoted: 1.5 },
  invoice: { share: 5, minutes: 6 },
  account: { share: 5, minutes: 9 },
  promotion: { share: 7, minutes: 5, promoted: 3 },
  'product-question': { share: 6, minutes: 5, promoted: 2 },
  'order-change': { share: 7, minutes: 7 },
  complaint: { share: 3, minutes: 20 },
};
const OTHER_CATEGORY = { share: 2, minutes: 10, promoted: 1 };
const SPREAD = 0.6; // deviation of the logarithm of the minutes

const RAISED: Readonly<Record<'P0' | 'P1' | 'none', number>> = { P0: 0.4, P1: 4, none: 95.6 };
const TIERS: Readonly<Record<Tier, number>> = { standard: 70, silver: 18, gold: 9, vip: 3 };

export const generatedWeek = (desk: Policy, week: Week): Scenario => {
  const policy: Policy = { ...desk, routing: { ...desk.routing, rules: skillRules(desk) } };
  const agents = agentsOf(policy, week);
  const start = toMs(instantOf({ date: FIRST_DAY, minutes: 0 }, ZONE));
  const end = start + (week.days + DRAINED_AFTER_DAYS) * DAY_MS;
  const dates = Array.from({ length: week.days }, (_, day) => dateAt(start + day * DAY_MS));
  const promotions = dates
    .filter((date) => weekdayOf(date) === PROMOTION)
    .map((date) => ({ date, next: dateAt(toMs(instantOf({ date, minutes: 0 }, ZONE)) + DAY_MS) }));
  return {
    policy,
    agents,
    presences: presencesOf(agents, rosters(agents, promotions), { from: start, to: end }, policy),
    arrivals: dates.flatMap((date) => arrivalsOn(date, policy, week)),
    outcomeOf: truthOf(week.seed),
    end,
  };
};

const dateAt = (at: number): string => localOf(toInstant(at), ZONE).date;

const arrivalsOn = (date: string, policy: Policy, week: Week): readonly Arrival[] => {
  const weekday = weekdayOf(date);
  const promoted = weekday === PROMOTION;
  const random = randomFrom(`${week.seed}/${date}`);
  const perDay = week.arrivals * week.agents * WEEKDAY[weekday] * (promoted ? PROMOTION_TIMES : 1);
  const perHour = HOURS.reduce((sum, weight) => sum + weight, 0);
  const midnight = toMs(instantOf({ date, minutes: 0 }, ZONE));
  const times = HOURS.flatMap((weight, hour) =>
    Array.from({ length: countOf((perDay * weight) / perHour, random) }, () =>
      Math.floor(midnight + (hour + random()) * 60 * MINUTE_MS),
    ),
  ).toSorted((a, b) => a - b);
  const customers = week.arrivals * week.agents * WEEKDAYS.length * 2;
  return times.map((at, index) => arrival(`${date}-${index}`, at, policy, customers, promoted, random));
};

const arrival = (
  id: string,
  at: number,
  policy: Policy,
  customers: number,
  promoted: boolean,
  random: Random,
): Arrival => {
  const shares = policy.categories.map(({ name }) => {
    const { share, promoted: times = 1 } = CATEGORIES[name] ?? OTHER_CATEGORY;
    return [name, share * (promoted ? times : 1)] as const;
  });
  const picked = pickFrom(Object.fromEntries(shares), random());
  const category = policy.categories.find(({ name }) => name === picked)!;
  const raised = pickFrom(RAISED, random());
  const subject = raised === 'none' ? undefined : wordsOf(raised, policy);
  const priority = raised === 'none' || subject === undefined ? category.priority : raised;
  const { minutes } = CATEGORIES[category.name] ?? OTHER_CATEGORY;
  return {
    id,
    at,
    category: category.name,
    skill: category.name,
    subject: subject ?? '…',
    customer: customerOf(Math.floor(random() * customers)),
    language: random() < 0.92 ? 'zh' : 'en',
    impact: random() < 0.97 ? 'one' : 'several',
    minutes: minutes * Math.exp(SPREAD * normalOf(random(), random())),
    level: Number(pickFrom(NEEDED_LEVELS[priority], random())),
  };
};

/** Words that a priority rule of the policy reads as this priority; undefined when it has no such rule. */
const wordsOf = (priority: Priority, { priorityRules }: Policy): string | undefined => {
  const rule = priorityRules.find((each) => each.priority === priority && each.category === undefined);
  return rule && [rule.anyOf[0], rule.andAnyOf?.[0] ?? ''].join(' ').trim();
};

const customerOf = (number: number): Customer => ({
  id: `c-${number}`,
  tier: pickFrom(TIERS, randomFrom(`customer/${number}`)()),
});
