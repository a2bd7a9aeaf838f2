/** One ticket, late on a Sunday: the examples of all routes are about it. */
import type { z } from 'zod';
import type { ClockView } from '../clocks.ts';
import type { openTicket } from '../requests.ts';
import type { Outcome, TicketSummary } from '../views.ts';

export const ID = 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE';
export const CODE = 'K7M2Q9XD';
export const POLICY_VERSION = '035a4b166e31';
export const OPENED_AT = '2026-11-22T04:00:00.000Z';
export const RESPOND_BY = '2026-11-22T04:15:00.000Z';
export const RESOLVE_BY = '2026-11-22T06:00:00.000Z';

export const AT = { path: { id: CODE } } as const;
export const ORDER = 'E20261118004217';

export const request = {
  uniqueId: 'shop-20261122-0001',
  subject: '订单超时未派送',
  description: `订单 ${ORDER}，昨天就该到了，到现在一个电话都没有`,
  customer: { id: 'cus_1001', name: '王建国', phone: '13800000102', email: 'wangjg@example.com', tier: 'gold' },
  orders: [ORDER],
} as const satisfies z.input<typeof openTicket>;

export const lin = { id: 'agt_lin', team: 'logistics', name: '林晓' } as const;

export const summary: TicketSummary = {
  id: ID,
  code: CODE,
  phase: 'handling',
  version: 7,
  channel: 'shop',
  subject: request.subject,
  category: 'delivery-delay',
  priority: 'P1',
  queue: 'logistics',
  level: 0,
  assignee: lin,
  openedAt: OPENED_AT,
  firstResponseDueAt: RESPOND_BY,
  resolutionDueAt: RESOLVE_BY,
};

export const page = { items: [summary], next: 'eyJhZnRlciI6IjAwIn0.Zk3s9Qw1x7' };

const clock = {
  state: 'running',
  policy: 'gold-late',
  policyVersion: POLICY_VERSION,
  calendar: 'always',
  startedAt: OPENED_AT,
  pauses: [],
} as const satisfies Partial<ClockView>;
export const clocks = {
  firstResponse: { ...clock, targetMinutes: 15, dueAt: RESPOND_BY, warnAt: '2026-11-22T04:12:00.000Z' },
  resolution: { ...clock, targetMinutes: 120, dueAt: RESOLVE_BY, warnAt: '2026-11-22T05:36:00.000Z' },
} satisfies Record<string, ClockView>;

/** What a command did: one event more. */
export const outcome = (type: string, phase: Outcome['phase'] = 'handling'): Outcome => ({
  id: ID,
  code: CODE,
  phase,
  version: 8,
  ...(phase !== 'queued' && { assignee: lin }),
  events: [{ seq: 8, type }],
});

/** A command on it. */
export const commanded = <B>(body: B, type: string, phase?: Outcome['phase']) => ({
  ...AT,
  body,
  answer: outcome(type, phase),
});
