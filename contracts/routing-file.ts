/** The shape of what a policy file says of routing, and the defaults of what it leaves out. */
import * as z from 'zod';
import { STRATEGIES } from '../core/domain/routing/route.ts';
import { FACTORS, type Queue, RED_EFFECTS, type RoutingPolicy } from '../core/domain/routing/routing-policy.ts';
import { IMPACTS, PRIORITIES, TIERS } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { count, duration, durationOrNone, section, sectionOf, units } from './policy-parts.ts';
import { rule } from './routing-rule-file.ts';

const WHO = 'Name who gets what nobody else can take: supervisor, or the id of an agent such as agt_lin';
const lastResort = z
  .string(WHO)
  .regex(/^(supervisor|agt_[0-9A-Za-z_-]{1,60})$/, WHO)
  .transform((text) => text as Queue['lastResort']);

const POOL_LIMIT = { P0: '5 min', P1: '10 min', P2: '20 min', P3: '30 min' } as const;

/** Of a queue, besides its names. */
export const QUEUE = {
  teams: z.array(name).min(1),
  strategy: z.enum(STRATEGIES).default('bestMatch'),
  lastResort,
  learning: z.boolean().default(true),
  pool: section({
    limit: sectionOf(PRIORITIES, (priority) => duration.prefault(POOL_LIMIT[priority])).prefault({}),
    claimed: count.default(5),
    choice: z.boolean().default(true),
  }).prefault({}),
};

const UNITS = { P0: 4, P1: 2, P2: 1, P3: 1 } as const;
const WEIGHTS = {
  skill: 3,
  language: 2,
  region: 1,
  capacity: 2,
  performance: 1,
  continuity: 2,
  seniority: 1,
  rest: 1,
} as const;
const PRIORITY = { P0: '48 h', P1: '8 h', P2: '2 h', P3: '0 min' } as const;
const TIER = { standard: '0 min', silver: '30 min', gold: '1 h', vip: '2 h' } as const;
const IMPACT = { one: '0 min', several: '1 h', many: '4 h' } as const;

const weight = z.number().min(0, 'A weight is 0 or more').max(1000);

const PERCENT = 'Write a share from 0 % to 50 %, such as 5 %';
const share = z.string(PERCENT).transform((text, check): number => {
  const percent = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1]);
  if (percent <= 50) return percent / 100;
  check.addIssue(`${JSON.stringify(text)} cannot be: ${PERCENT.toLowerCase()}`);
  return z.NEVER;
});

const threshold = (drain: string, oldest: string) =>
  section({ drain: duration.prefault(drain), oldest: duration.prefault(oldest) }).prefault({});

export const ROUTING = {
  rules: z.array(rule).default([]),
  units: sectionOf(PRIORITIES, (priority) => units.default(UNITS[priority])).prefault({}),
  window: section({ assignments: count.default(20), within: duration.prefault('10 min') }).prefault({}),
  relaxation: section({ urgent: duration.prefault('1 min'), normal: duration.prefault('2 min') }).prefault({}),
  weights: sectionOf(FACTORS, (factor) => weight.default(WEIGHTS[factor])).prefault({}),
  exploration: share.prefault('5 %'),
  urgency: section({
    priority: sectionOf(PRIORITIES, (priority) => durationOrNone.prefault(PRIORITY[priority])).prefault({}),
    tier: sectionOf(TIERS, (tier) => durationOrNone.prefault(TIER[tier])).prefault({}),
    impact: sectionOf(IMPACTS, (impact) => durationOrNone.prefault(IMPACT[impact])).prefault({}),
    urge: durationOrNone.prefault('30 min'),
    repeat: durationOrNone.prefault('4 h'),
    level: durationOrNone.prefault('2 h'),
    categories: z.record(z.string(), durationOrNone).default({}),
  }).prefault({}),
  preemption: section({ due: durationOrNone.prefault('15 min'), times: z.int().min(0).default(2) }).prefault({}),
  repeats: section({ queue: name, within: duration.prefault('7 d') }),
  heartbeat: duration.prefault('90 s'),
  absence: section({ warn: durationOrNone.prefault('15 min'), grace: durationOrNone.prefault('30 min') }).prefault({}),
  overflow: section({
    yellow: threshold('30 min', '15 min'),
    red: threshold('2 h', '1 h'),
    onRed: z.array(z.enum(RED_EFFECTS)).default(['secondaryTeams']),
  }).prefault({}),
};

type RoutingFile = z.infer<z.ZodObject<typeof ROUTING>>;
type QueueFile = z.infer<z.ZodObject<typeof QUEUE>>;

export const toRouting = (file: RoutingFile): RoutingPolicy => ({
  rules: file.rules,
  units: file.units,
  window: { assignments: file.window.assignments, minutes: file.window.within },
  relaxation: { urgentMinutes: file.relaxation.urgent, normalMinutes: file.relaxation.normal },
  weights: file.weights,
  exploration: file.exploration,
  urgency: file.urgency,
  preemption: { dueMinutes: file.preemption.due, times: file.preemption.times },
  repeats: { queue: file.repeats.queue, minutes: file.repeats.within },
  heartbeatSeconds: Math.round(file.heartbeat * 60),
  absence: { warnMinutes: file.absence.warn, graceMinutes: file.absence.grace },
  overflow: {
    yellow: toThreshold(file.overflow.yellow),
    red: toThreshold(file.overflow.red),
    onRed: file.overflow.onRed,
  },
});

const toThreshold = ({ drain, oldest }: RoutingFile['overflow']['red']) => ({
  drainMinutes: drain,
  oldestMinutes: oldest,
});

export const toQueue = <Q extends QueueFile>({ pool: { limit, ...pool }, ...queue }: Q) => ({
  ...queue,
  pool: { limitMinutes: limit, ...pool },
});
