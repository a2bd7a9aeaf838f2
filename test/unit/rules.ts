/**
 * Rules of a desk that say as little as possible, so that a test of clocks, escalation or holds says what it needs: open at any
 * time, no ladder, no stages. A text names its priority: `P1 …`.
 */
import { ALWAYS, type Calendar } from '../../core/domain/calendar/calendar.ts';
import type { Day } from '../../core/domain/calendar/hours.ts';
import type { ClockName } from '../../core/domain/clocks/clock.ts';
import { DEFAULT_CONDITIONS } from '../../core/domain/clocks/conditions.ts';
import type { Conditions, SlaMatch, SlaRule, SlaTarget } from '../../core/domain/clocks/sla.ts';
import type { Level, Rung } from '../../core/domain/escalation/ladder.ts';
import type { HoldRule, Policy } from '../../core/domain/policy.ts';
import type { Promotion } from '../../core/domain/promotion.ts';
import type { Queue } from '../../core/domain/routing/routing-policy.ts';
import { type HoldReason, PRIORITIES, type Titles } from '../../core/domain/vocabulary.ts';

const titled = (text: string): Titles => ({ zh: text, en: text });

const queue = (name: string, teams: readonly string[]): Queue => ({
  name,
  title: titled(name),
  teams,
  strategy: 'bestMatch',
  lastResort: 'supervisor',
  learning: false,
  pool: { limitMinutes: { P0: 2, P1: 5, P2: 10, P3: 30 }, claimed: 3, choice: true },
});

const category = (name: string, of: string) => ({
  name,
  title: titled(name),
  queue: of,
  priority: 'P2' as const,
  keywords: { zh: [name], en: [] },
});

const closed: Day = [];
const working: Day = [[9 * 60, 18 * 60]];
/** Monday to Friday, 9 to 18 in Shanghai: it is closed at the start of the tests, a Sunday. */
export const OFFICE: Calendar = {
  name: 'office',
  zone: 'Asia/Shanghai',
  week: [working, working, working, working, working, closed, closed],
  days: {},
};

type Minutes = number | (Partial<SlaTarget> & { readonly minutes: number });

/** A row of promises, in minutes of `always` unless it says otherwise. */
export const promise = (
  when: SlaMatch,
  targets: Partial<Record<ClockName, Minutes>>,
  over: Partial<SlaRule> = {},
): SlaRule => ({
  name: JSON.stringify(when),
  when,
  targets: Object.fromEntries(
    Object.entries(targets).map(([name, target]) => [
      name,
      { calendar: 'always', ...(typeof target === 'number' ? { minutes: target } : target) },
    ]),
  ),
  ...over,
});

const level = (to: Level['to'][number], acknowledgeMinutes: number, repeatMinutes: number): Level => ({
  title: titled(to),
  to: [to],
  acknowledgeMinutes,
  repeatMinutes,
});

const hold = (limitMinutes: number, over: Partial<HoldRule> = {}): HoldRule => ({
  limitMinutes,
  remind: true,
  atEnd: 'resume',
  ...over,
});

export const PLAIN: Policy = {
  version: 'plain',
  channels: [{ name: 'shop', title: titled('shop') }],
  queues: [queue('logistics', ['logistics', 'aftersales', 'presale']), queue('experts', ['experts'])],
  categories: [category('delivery', 'logistics'), category('complaint', 'experts'), category('refund', 'logistics')],
  defaultCategory: 'delivery',
  priorityRules: PRIORITIES.map((priority) => ({ anyOf: [priority], priority })),
  calendars: { always: ALWAYS, office: OFFICE },
  sla: [
    promise({ priority: ['P0'] }, { firstResponse: 5, resolution: 60 }),
    promise({ priority: ['P1'] }, { firstResponse: 15, resolution: 120 }),
    promise({ priority: ['P2'] }, { firstResponse: 30, resolution: 240 }),
    promise({}, { firstResponse: 120, resolution: 1440 }),
  ],
  clocks: DEFAULT_CONDITIONS,
  warning: { minutesBefore: 30, shortTargetMinutes: 120, percent: 75 },
  escalation: {
    untouchedMinutes: 10,
    levels: [level('supervisor', 30, 240), level('team:experts', 60, 240), level('agt_chief', 90, 120)],
    ladder: [],
  },
  dispatch: { retryMinutes: [1, 2, 4, 8, 30] },
  routing: {
    rules: [],
    units: { P0: 4, P1: 2, P2: 1, P3: 1 },
    window: { assignments: 20, minutes: 10 },
    relaxation: { urgentMinutes: 1, normalMinutes: 2 },
    weights: {
      skill: 1,
      language: 1,
      region: 1,
      capacity: 1,
      performance: 0,
      continuity: 1,
      seniority: 1,
      rest: 1,
    },
    exploration: 0,
    urgency: {
      priority: { P0: 2880, P1: 480, P2: 120, P3: 0 },
      tier: { standard: 0, silver: 30, gold: 60, vip: 120 },
      impact: { one: 0, several: 60, many: 240 },
      urge: 30,
      repeat: 240,
      level: 120,
      categories: {},
    },
    preemption: { dueMinutes: 15, times: 2 },
    repeats: { queue: 'experts', minutes: 7 * 1440 },
    heartbeatSeconds: 90,
    absence: { warnMinutes: 15, graceMinutes: 30 },
    overflow: {
      yellow: { drainMinutes: 30, oldestMinutes: 15 },
      red: { drainMinutes: 120, oldestMinutes: 60 },
      onRed: [],
    },
  },
  hold: {
    reasons: {
      customer: hold(4320, { atEnd: 'resolve', text: { zh: '未收到回复', en: 'No answer came.' } }),
      thirdParty: hold(2880),
      subTickets: hold(4320, { remind: false }),
    },
    totalMinutes: 14400,
  },
  review: {
    reworkRounds: 2,
    reworkMinutes: 24 * 60,
    expertQueue: 'experts',
    sampling: {
      share: 1,
      shares: [],
      risks: [],
      keywords: [],
      refunds: [],
      complaints: [],
      newcomer: 0,
      quota: 200,
      calibration: 0,
    },
    scorecards: {},
  },
  closing: { reopenMinutes: 4320, categories: {}, graceMinutes: 60, thanks: ['谢谢', 'thanks', '好的'] },
  promotions: [],
  capacityFactor: 1,
  alarms: [],
  forms: {},
  checklists: {},
  approvals: [],
  askBackMinutes: 480,
  resolutionCodes: [],
  macros: [],
  joining: { windowMinutes: 1440, sameOrder: 'none', sameCustomer: 'none', categories: {} },
  retention: { days: 180, categories: {}, lookDays: 365 },
  notices: {
    language: 'zh',
    desk: titled('desk'),
    quiet: { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai' },
    burst: { after: 10, withinMinutes: 10 },
    apology: { percent: 50 },
    digests: [],
    robots: {},
    hooks: {},
    table: [],
    templates: {},
  },
};

/** These promises before all others. */
export const promising = (rules: readonly SlaRule[], policy: Policy = PLAIN): Policy => ({
  ...policy,
  sla: [...rules, ...policy.sla],
});

/** Other conditions for a clock, with a promise of an hour for it. */
export const conditioned = (clock: ClockName, conditions: Conditions, policy: Policy = PLAIN): Policy => ({
  ...promising([promise({}, { [clock]: 60 })], policy),
  clocks: { ...policy.clocks, [clock]: conditions },
});

type Step = Partial<Rung> & Pick<Rung, 'name' | 'when'>;

/** With this ladder; a row without actions tells people. */
export const climbing = (ladder: readonly Step[], policy: Policy = PLAIN): Policy => ({
  ...policy,
  escalation: { ...policy.escalation, ladder: ladder.map((rung) => ({ actions: [{ do: 'notify' }], ...rung })) },
});

export const holding = (
  reasons: Partial<Record<HoldReason, Partial<HoldRule>>>,
  totalMinutes = PLAIN.hold.totalMinutes,
): Policy => ({
  ...PLAIN,
  hold: {
    totalMinutes,
    reasons: {
      customer: { ...PLAIN.hold.reasons.customer, ...reasons.customer },
      thirdParty: { ...PLAIN.hold.reasons.thirdParty, ...reasons.thirdParty },
      subTickets: { ...PLAIN.hold.reasons.subTickets, ...reasons.subTickets },
    },
  },
});

export const promotion = (over: Partial<Promotion> & Pick<Promotion, 'name' | 'from' | 'until'>): Promotion => ({
  title: titled(over.name),
  precedence: 1,
  improves: false,
  capacityFactor: 1,
  queues: {},
  squad: [],
  ...over,
});
