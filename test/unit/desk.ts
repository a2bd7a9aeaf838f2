/** The desk as the unit tests see it: the default policy, people, and short ways to bring a ticket where a test begins. */
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../contracts/policy.ts';
import type { Command, Open } from '../../core/domain/commands.ts';
import type { Context } from '../../core/domain/context.ts';
import { type Decision, decide, openTicket } from '../../core/domain/decide.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { isRefusal, type Refusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { Instant } from '../../core/domain/time.ts';
import type { Phase, Priority } from '../../core/domain/vocabulary.ts';
import { checker, chief, clockwork, customer, LIN, lin, OPEN, ROUTING, START, shop } from './people.ts';

const POLICY_FILE = new URL('../../policies/desk.yaml', import.meta.url);
export const policyText = readFileSync(POLICY_FILE, 'utf8');
export const policy = parsePolicy(policyText, 'policies/desk.yaml');

export {
  at,
  checker,
  chief,
  clockwork,
  customer,
  LIN,
  lin,
  MINUTE,
  OPEN,
  ROUTING,
  START,
  shop,
  since,
  WANG,
  wang,
} from './people.ts';

export const context = (actor: Actor, now: Instant = START): Context => ({ now, policy, actor, correlation: 'test' });

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

/** What a merged ticket was merged into. */
export const SURVIVOR = { id: 'tkt_9', code: 'SVRV2345' } as const;

/** Solved with what its supervisor has to agree to. */
const toApproval = (ticket: Ticket, now: Instant): Ticket => {
  const stage = { name: 'lead', title: { zh: '主管', en: 'Supervisor' }, of: ['supervisor'], need: 1 } as const;
  const rule = { name: 'all', title: stage.title, when: {}, stages: [{ ...stage, limitMinutes: 240, escalateTo: [] }] };
  const command = { type: 'resolve', code: 'delivered', text: '已送到' } as const;
  const asked = decide(
    ticket,
    { ...command, approvers: { lead: { of: ['agt_chief'], late: [] } } },
    { ...context(lin, now), policy: { ...policy, approvals: [rule] } },
  );
  if (isRefusal(asked)) throw new Error(asked.detail);
  return asked.ticket;
};

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
  if (phase === 'merged') return does(ticket, { type: 'merge', into: SURVIVOR }, chief, now).ticket;
  for (const [reached, command, actor] of steps) {
    ticket = does(ticket, command, actor, now).ticket;
    if (reached === 'handling' && phase === 'onHold')
      return does(ticket, { type: 'hold', for: 'customer' }, lin, now).ticket;
    if (reached === 'handling' && phase === 'approval') return toApproval(ticket, now);
    if (reached === 'handling' && phase === 'paused')
      return does(ticket, { type: 'pause', for: 'tkt_2', forCode: 'WXYZ6789' }, clockwork, now).ticket;
    if (reached === phase) return ticket;
  }
  return ticket;
};
