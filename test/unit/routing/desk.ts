/** A desk for the tests of routing: the default policy, agents and tickets with whatever a test needs to be different. */
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../../contracts/policy.ts';
import type { Clocks } from '../../../core/domain/clocks/clock.ts';
import { begin } from '../../../core/domain/clocks/running.ts';
import { type Promised, selectTarget } from '../../../core/domain/clocks/selection.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { type Agent, NO_LOAD } from '../../../core/domain/routing/agent.ts';
import type { Circumstances } from '../../../core/domain/routing/assessment.ts';
import type { Queue, RoutingPolicy } from '../../../core/domain/routing/routing-policy.ts';
import type { Team } from '../../../core/domain/routing/team.ts';
import type { HandlingTicket, QueuedTicket, Ticket } from '../../../core/domain/ticket.ts';
import { addMinutes, type Instant } from '../../../core/domain/time.ts';
import type { AgentId } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';

const policyText = readFileSync(new URL('../../../policies/desk.yaml', import.meta.url), 'utf8');
export const policy: Policy = parsePolicy(policyText, 'policies/desk.yaml');

/** The default policy with other rules of routing. */
export const withRouting = (routing: Partial<RoutingPolicy>): Policy => ({
  ...policy,
  routing: { ...policy.routing, ...routing },
});

/** The default policy with another logistics queue. */
export const withQueue = (over: Partial<Queue>): Policy => ({
  ...policy,
  queues: policy.queues.map((queue) => (queue.name === 'logistics' ? { ...queue, ...over } : queue)),
});

/** A Sunday, noon in Shanghai. */
export const START: Instant = '2026-11-22T04:00:00.000Z';

/** Minutes after the start; before it when negative. */
export const at = (minutes: number): Instant => addMinutes(START, minutes);

export const agent = (id: string, over: Partial<Agent> = {}): Agent => ({
  ...NO_LOAD,
  id: `agt_${id}`,
  name: '某',
  team: 'logistics',
  roles: ['agent'],
  presence: 'online',
  capacity: 8,
  skills: {},
  languages: [],
  regions: [],
  seniority: 0,
  leave: [],
  ...over,
});

/** The clocks of a ticket that was opened then: what the default policy promises it. */
const clocksOf = (ticket: Promised, openedAt: Instant): Clocks => {
  const promised = (name: 'firstResponse' | 'resolution') =>
    begin(name, selectTarget(name, ticket, openedAt, policy)!, openedAt, policy);
  return { firstResponse: promised('firstResponse'), resolution: promised('resolution') };
};

type Waiting = Partial<Omit<QueuedTicket, 'phase'>>;

/** A ticket of logistics that waits since the start; its clocks follow from priority and opening. */
export const queued = (over: Waiting = {}): QueuedTicket => {
  const { priority = 'P2', openedAt = over.queuedAt ?? START } = over;
  const about: Promised = {
    channel: 'shop',
    customer: { tier: 'standard' },
    category: 'delivery-delay',
    queue: 'logistics',
    ...over,
    priority,
  };
  return {
    id: 'tkt_1',
    code: 'ABCD2345',
    channel: 'shop',
    uniqueId: 'r-1',
    subject: '订单超时未派送',
    language: 'zh',
    customer: { id: 'cus_1', tier: 'standard' },
    orders: [],
    category: 'delivery-delay',
    priority,
    impact: 'one',
    tags: [],
    queue: 'logistics',
    route: { skills: [] },
    served: [],
    clocks: clocksOf(about, openedAt),
    held: {},
    restedMs: 0,
    level: 0,
    rungs: [],
    followers: [],
    tasks: [],
    rescues: 0,
    urges: 0,
    transfers: 0,
    reworks: 0,
    reopens: 0,
    preemptions: 0,
    excluded: [],
    fields: {},
    steps: [],
    attachments: [],
    links: [],
    subs: [],
    absorbed: [],
    parties: [],
    mentioned: [],
    reviews: [],
    linkEpoch: 0,
    policyVersion: policy.version,
    version: 1,
    phase: 'queued',
    queuedAt: openedAt,
    ...over,
    openedAt,
  };
};

/** The same in the hands of an agent; one unit unless told. */
export const held = (by: AgentId, over: Waiting & Partial<Pick<HandlingTicket, 'units'>> = {}): HandlingTicket => {
  const { queuedAt: _, ...ticket } = queued(over);
  return {
    ...ticket,
    phase: 'handling',
    assignee: { id: by, team: 'logistics', name: '某' },
    assignedAt: ticket.openedAt,
    units: over.units ?? 1,
  };
};

/** And solved. */
export const resolved = (by: AgentId, resolvedAt: Instant, over: Waiting = {}): Ticket => ({
  ...held(by, over),
  phase: 'resolved',
  resolution: { code: 'delivered', text: '已送到', at: resolvedAt, by },
  resolvedAt,
  closesAt: addMinutes(resolvedAt, policy.closing.reopenMinutes),
});

export const circumstances = (over: Partial<Circumstances> = {}): Circumstances => ({
  now: START,
  policy,
  units: 1,
  teams: new Map(),
  performance: new Map(),
  ...over,
});

const DAILY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A team with one shift for everybody, every day, unless told. */
export const team = (over: Partial<Team> = {}): Team => ({
  name: 'logistics',
  title: { zh: '物流', en: 'Logistics' },
  timeZone: 'Asia/Shanghai',
  shifts: [{ name: 'day', weekdays: [...DAILY], agents: [], from: '09:00', to: '18:00' }],
  changes: [],
  ...over,
});

/** A list in any order. */
export const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
