/** Who is at the desk of the unit tests, when their day begins, and what the shop sends them. */
import type { Open } from '../../core/domain/commands.ts';
import type { Actor, Role } from '../../core/domain/permissions.ts';
import type { RoutingReason } from '../../core/domain/routing-events.ts';
import { addMs, type Instant, msBetween } from '../../core/domain/time.ts';
import type { Assignee } from '../../core/domain/vocabulary.ts';

/** A Sunday, noon in Shanghai. */
export const START: Instant = '2026-11-22T04:00:00.000Z';
export const MINUTE = 60_000;

/** Time since the start: `at('11:15')` is minutes and seconds, `at('2:10:00')` hours too. */
export const at = (text: string): Instant => {
  const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return addMs(START, seconds * 1000);
};
/** The other way round. */
export const since = (instant: Instant): string => {
  const seconds = msBetween(START, instant) / 1000;
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'agent', id, roles });
export const lin = person('agt_lin', 'agent');
export const wang = person('agt_wang', 'agent');
export const chief = person('agt_chief', 'supervisor');
export const checker = person('agt_checker', 'reviewer');
export const operator = person('agt_operator', 'operator');
export const shop: Actor = { kind: 'channel', id: 'shop', roles: ['channel'] };
export const customer: Actor = { kind: 'customer', id: 'cus_1', roles: ['customer'] };
export const courier: Actor = { kind: 'party', id: 'pty_1', roles: ['party'] };
export const clockwork: Actor = { kind: 'system', id: 'clock', roles: ['system'] };

export const LIN: Assignee = { id: 'agt_lin', team: 'logistics', name: '林' };
export const WANG: Assignee = { id: 'agt_wang', team: 'logistics', name: '王' };

export const OPEN: Open = {
  type: 'open',
  id: 'tkt_1',
  code: 'ABCD2345',
  channel: 'shop',
  uniqueId: 'r-1',
  subject: '订单超时未派送',
  description: '说好昨天到的',
  language: 'zh',
  customer: { id: 'cus_1', tier: 'standard' },
  orders: [],
  impact: 'one',
  tags: [],
  related: [],
  earlier: [],
};

/** Why somebody was chosen, where it does not matter. */
export const ROUTING: RoutingReason = { strategy: 'bestMatch', relaxed: [], candidates: [], skipped: {} };
