/** Whether an agent is at work: what they say, what the roster says, and whether their client is still there. */
import { addMinutes, type Instant, msBetween } from '../time.ts';
import type { Agent, AgentProfile } from './agent.ts';
import type { RoutingPolicy } from './routing-policy.ts';
import type { Hours, Team } from './team.ts';
import { dateAfter, dateBefore, instantOf, localOf, minutesOf, weekdayOf } from './zone.ts';

export type Absence = 'busy' | 'away' | 'offline' | 'noHeartbeat' | 'offShift' | 'onLeave';

export interface Duty {
  /** Undefined: they are pushed tickets. */
  readonly absence?: Absence;
  /** When the shift that runs now ends; undefined without a roster or outside it. */
  readonly endsAt?: Instant;
}

interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** `team`: undefined when nothing is known of it but its name; then there is no roster. */
export const dutyOf = (
  agent: Agent,
  team: Team | undefined,
  now: Instant,
  { heartbeatSeconds }: RoutingPolicy,
): Duty => {
  if (isOnLeave(agent, team, now)) return { absence: 'onLeave' };
  const rostered = team && (team.shifts.length > 0 || team.changes.length > 0);
  const endsAt = rostered ? shiftEnd(agent, team, now) : undefined;
  if (rostered && !endsAt) return { absence: 'offShift' };
  const ends = endsAt === undefined ? {} : { endsAt };
  if (agent.presence !== 'online') return { absence: agent.presence, ...ends };
  if (agent.seenAt !== undefined && msBetween(agent.seenAt, now) > heartbeatSeconds * 1000)
    return { absence: 'noHeartbeat', ...ends };
  return ends;
};

const DEFAULT_ZONE = 'Asia/Shanghai';

/** Somebody whose time at the desk is over is on leave from then on. */
export const isOnLeave = (
  { leave, until: last }: Pick<AgentProfile, 'leave' | 'until'>,
  team: Team | undefined,
  now: Instant,
): boolean => {
  if (leave.length === 0 && last === undefined) return false;
  const { date } = localOf(now, team?.timeZone ?? DEFAULT_ZONE);
  return (last !== undefined && last < date) || leave.some(({ from, until }) => from <= date && date <= until);
};

/** The first instant of the leave that runs now. */
export const leaveStart = (
  { leave, until: last }: AgentProfile,
  team: Team | undefined,
  now: Instant,
): Instant | undefined => {
  const zone = team?.timeZone ?? DEFAULT_ZONE;
  const { date } = localOf(now, zone);
  const starts = leave.filter(({ from, until }) => from <= date && date <= until).map(({ from }) => from);
  if (last !== undefined && last < date) starts.push(dateAfter(last));
  const [first] = starts.toSorted();
  return first === undefined ? undefined : instantOf({ date: first, minutes: 0 }, zone);
};

/** The end of the hours that run now, one after the other without a gap; undefined when none does. */
const shiftEnd = (agent: AgentProfile, team: Team, now: Instant): Instant | undefined => {
  const today = localOf(now, team.timeZone).date;
  const spans = [dateBefore(today), today, dateAfter(today)]
    .flatMap((date) => spansOf(agent, team, date))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  let end: Instant | undefined;
  for (const span of spans) if (span.start <= (end ?? now) && span.end > (end ?? now)) end = span.end;
  return end;
};

const spansOf = (agent: AgentProfile, team: Team, date: string): readonly Span[] =>
  hoursOn(agent, team, date).map(({ from, to }) => {
    const start = instantOf({ date, minutes: minutesOf(from) }, team.timeZone);
    const overnight = minutesOf(to) <= minutesOf(from);
    return {
      start,
      end: instantOf({ date: overnight ? dateAfter(date) : date, minutes: minutesOf(to) }, team.timeZone),
    };
  });

const concerns = (agents: readonly string[], { id }: AgentProfile): boolean =>
  agents.length === 0 || agents.includes(id);

const ALL_DAY: readonly Hours[] = [{ from: '00:00', to: '00:00' }];

/** A change for this agent by name goes before one for the whole team, and both before the week. */
const hoursOn = (agent: AgentProfile, team: Team, date: string): readonly Hours[] => {
  const changes = team.changes.filter((change) => change.date === date && concerns(change.agents, agent));
  const change = changes.find(({ agents }) => agents.length > 0) ?? changes[0];
  if (change) return change.hours;
  if (team.shifts.length === 0) return ALL_DAY;
  const weekday = weekdayOf(date);
  return team.shifts.filter(({ weekdays, agents }) => weekdays.includes(weekday) && concerns(agents, agent));
};

/** Whether the end of the shift is so near that the agent is told. */
export const endsSoon = ({ endsAt }: Duty, now: Instant, { absence }: RoutingPolicy): boolean =>
  endsAt !== undefined && endsAt <= addMinutes(now, absence.warnMinutes);
