/** The first layer: which rule a ticket falls under. */
import type { Policy } from '../policy.ts';
import type { Route, Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Match, RoutingRule, RuleField } from './routing-policy.ts';
import { dateBefore, isWithin, localOf, minutesOf, weekdayOf } from './zone.ts';

export type Routable = Pick<
  Ticket,
  | 'category'
  | 'priority'
  | 'impact'
  | 'channel'
  | 'language'
  | 'customer'
  | 'subject'
  | 'orders'
  | 'tags'
  | 'reopens'
  | 'urges'
>;

type Value = readonly string[] | number;

const VALUES: Readonly<Record<RuleField, (ticket: Routable) => Value>> = {
  category: ({ category }) => [category],
  priority: ({ priority }) => [priority],
  impact: ({ impact }) => [impact],
  channel: ({ channel }) => [channel],
  language: ({ language }) => [language],
  tier: ({ customer }) => [customer.tier],
  region: ({ customer }) => (customer.region === undefined ? [] : [customer.region]),
  customer: ({ customer }) => [customer.id],
  subject: ({ subject }) => [subject],
  order: ({ orders }) => orders,
  tag: ({ tags }) => tags,
  orders: ({ orders }) => orders.length,
  reopens: ({ reopens }) => reopens,
  urges: ({ urges }) => urges,
};

const matches = (value: Value, match: Match): boolean => {
  const texts = typeof value === 'number' ? [String(value)] : value;
  if (isList(match)) return texts.some((text) => match.includes(text));
  if ('not' in match) return !texts.some((text) => match.not.includes(text));
  if ('startsWith' in match)
    return texts.some((text) => match.startsWith.some((start) => fold(text).startsWith(fold(start))));
  if ('contains' in match) return texts.some((text) => match.contains.some((part) => fold(text).includes(fold(part))));
  if (typeof value !== 'number') return false;
  return 'atLeast' in match ? value >= match.atLeast : value <= match.atMost;
};

/** Parts of texts are compared whatever their case or width. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const isList = (match: Match): match is readonly string[] => Array.isArray(match);

const holds = ({ when, during }: RoutingRule, ticket: Routable, now: Instant): boolean =>
  Object.entries(when).every(([field, match]) => matches(VALUES[field as RuleField](ticket), match)) &&
  (!during || isDuring(during, now));

/** Hours over midnight belong to the day on which they begin, as a shift does. */
const isDuring = ({ timeZone, weekdays, from, to }: NonNullable<RoutingRule['during']>, now: Instant): boolean => {
  const { date, minutes } = localOf(now, timeZone);
  const begun = minutes < minutesOf(from) ? dateBefore(date) : date;
  return weekdays.includes(weekdayOf(begun)) && isWithin(minutes, from, to);
};

/** The queue and what is asked of the agent; without a rule that matches, the queue of the category and nothing. */
export const routeOf = (
  ticket: Routable,
  categoryQueue: string,
  now: Instant,
  { routing }: Policy,
): { readonly queue: string; readonly route: Route } => {
  const rule = routing.rules.find((each) => holds(each, ticket, now));
  if (!rule) return { queue: categoryQueue, route: { skills: [] } };
  const { queue = categoryQueue, skills, strategy, teams } = rule.then;
  return { queue, route: { rule: rule.name, skills, ...(strategy && { strategy }), ...(teams && { teams }) } };
};
