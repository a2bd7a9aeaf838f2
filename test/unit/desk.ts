/** The desk as the unit tests see it: the default policy, people, and short ways to bring a ticket where a test begins. */
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../contracts/policy.ts';
import type { Command, Open } from '../../core/domain/commands.ts';
import type { Context } from '../../core/domain/context.ts';
import { type Decision, decide, openTicket } from '../../core/domain/decide.ts';
import type { RoutingReason } from '../../core/domain/events.ts';
import type { Actor, Role } from '../../core/domain/permissions.ts';
import { isRefusal, type Refusal } from '../../core/domain/refusals.ts';
import type { Assignee, Phase, Priority, Ticket } from '../../core/domain/ticket.ts';
import { addMs, type Instant, msBetween } from '../../core/domain/time.ts';

const POLICY_FILE = new URL('../../policies/desk.yaml', import.meta.url);
export const policyText = readFileSync(POLICY_FILE, 'utf8');
export const policy = parsePolicy(policyText, 'policies/desk.yaml');

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
export const shop: Actor = { kind: 'channel', id: 'shop', roles: ['channel'] };
export const customer: Actor = { kind: 'customer', id: 'cus_1', roles: ['customer'] };
export const clockwork: Actor = { kind: 'system', id: 'clock', roles: ['system'] };

export const LIN: Assignee = { id: 'agt_lin', team: 'logistics', name: '林' };
export const WANG: Assignee = { id: 'agt_wang', team: 'logistics', name: '王' };

export const context = (actor: Actor, now: Instant = START): Context => ({ now, policy, actor, correlation: 'test' });

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

const TEXT_OF: Readonly<Record<Priority, string>> = {
  P0: '充电器突然冒烟了',
  P1: '订单超时未派送',
  P2: '我要退款',
  P3: '请问开发票怎么弄',
};

/** A ticket just opened, waiting in its queue. */
export const opened = (priority: Priority = 'P1', now: Instant = START): Ticket =>
  openTicket({ ...OPEN, subject: TEXT_OF[priority], description: '。' }, context(shop, now)).ticket;

type Given = Exclude<Command, Open>;

export const attempt = (ticket: Ticket, command: Given, actor: Actor, now: Instant = START): Decision | Refusal =>
  decide(ticket, command, context(actor, now));

/** The decision of a command that must be allowed. */
export const does = (ticket: Ticket, command: Given, actor: Actor, now: Instant = START): Decision => {
  const result = attempt(ticket, command, actor, now);
  if (isRefusal(result)) throw new Error(`${command.type}: ${result.refused}: ${result.detail}`);
  return result;
};

/** The code of a command's refusal, or `allowed`. */
export const verdict = (ticket: Ticket, command: Given, actor: Actor, now: Instant = START): string => {
  const result = attempt(ticket, command, actor, now);
  return isRefusal(result) ? result.refused : 'allowed';
};

export const types = ({ events }: Decision): string[] => events.map(({ type }) => type.replace('ticket.', ''));

/** A ticket in a phase, all of it done at `now`; handled by Lin. */
export const inPhase = (phase: Phase, priority: Priority = 'P1', now: Instant = START): Ticket => {
  const steps: readonly (readonly [Phase, Given, Actor])[] = [
    ['handling', { type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, clockwork],
    ['review', { type: 'resolve', code: 'delivered', text: '已送到' }, lin],
    ['resolved', { type: 'review', verdict: 'pass' }, checker],
    ['closed', { type: 'close' }, customer],
    ['archived', { type: 'archive' }, clockwork],
  ];
  let ticket = opened(priority, now);
  if (phase === 'queued') return ticket;
  for (const [reached, command, actor] of steps) {
    ticket = does(ticket, command, actor, now).ticket;
    if (reached === 'handling' && phase === 'onHold')
      return does(ticket, { type: 'hold', for: 'customer' }, lin, now).ticket;
    if (reached === 'handling' && phase === 'paused')
      return does(ticket, { type: 'pause', for: 'tkt_2', forCode: 'WXYZ6789' }, clockwork, now).ticket;
    if (reached === phase) return ticket;
  }
  return ticket;
};
