/** When open tickets have to be looked at next, all clocks, holds and escalations considered; and how often they are. */
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../contracts/policy.ts';
import type { Command, Open } from '../core/domain/commands.ts';
import { decide, openTicket } from '../core/domain/decide.ts';
import { nextWake } from '../core/domain/milestones.ts';
import type { Actor } from '../core/domain/permissions.ts';
import { isRefusal } from '../core/domain/refusals.ts';
import type { Ticket } from '../core/domain/ticket.ts';
import { addMinutes, type Instant } from '../core/domain/time.ts';
import type { Assignee } from '../core/domain/vocabulary.ts';
import type { Row } from './table.ts';
import { waking } from './waking.ts';

const TICKETS = 100_000;
const BUDGET_S = 2;
const LIVES = 2_000; // different ones; each stands for as many as it takes
const START: Instant = '2026-11-20T01:00:00.000Z';

const file = new URL('../policies/desk.yaml', import.meta.url);
const SUBJECTS = ['快递到哪了', '订单超时未派送', '杯子碎了，要求补发', '发票抬头开错了', '账号登录不了'];
const LIN: Assignee = { id: 'agt_lin', team: 'logistics', name: '林' };
const lin: Actor = { kind: 'agent', id: 'agt_lin', roles: ['agent', 'supervisor'] };
const shop: Actor = { kind: 'channel', id: 'shop', roles: ['channel'] };

export const clocks = async (report: (row: Row) => void): Promise<void> => {
  nextWakes(report);
  await waking(report);
};

const nextWakes = (report: (row: Row) => void): void => {
  const policy = parsePolicy(readFileSync(file, 'utf8'), 'policies/desk.yaml');
  const steps: readonly (readonly [Exclude<Command, Open>, Actor])[] = [
    [{ type: 'assign', assignee: LIN }, lin],
    [{ type: 'accept' }, lin],
    [{ type: 'reply', text: '正在核实。' }, lin],
    [{ type: 'customerReply', text: '还要多久？' }, shop],
    [{ type: 'reply', text: '今天。' }, lin],
    [{ type: 'hold', for: 'customer' }, lin],
  ];
  const now = addMinutes(START, 24 * 60);
  const tickets = Array.from({ length: LIVES }, (_, index): Ticket => {
    const subject = SUBJECTS[index % SUBJECTS.length] as string;
    const opened = addMinutes(START, (index * 1440) / LIVES);
    const context = (actor: Actor, minutes: number) => ({
      now: addMinutes(opened, minutes),
      policy,
      actor,
      correlation: 'bench',
    });
    let { ticket } = openTicket(requestOf(index, subject), context(shop, 0));
    for (const [at, [command, actor]] of steps.slice(0, index % (steps.length + 1)).entries()) {
      const decision = decide(ticket, command, context(actor, at + 1));
      if (isRefusal(decision)) throw new Error(`${command.type}: ${decision.detail}`);
      ticket = decision.ticket;
    }
    return ticket;
  });
  const begun = performance.now();
  let sleeping = 0;
  for (let index = 0; index < TICKETS; index += 1)
    if (nextWake(tickets[index % LIVES] as Ticket, now, policy, true) !== undefined) sleeping += 1;
  const value = (performance.now() - begun) / 1000;
  if (sleeping !== TICKETS) throw new Error(`${TICKETS - sleeping} open tickets would never be looked at again.`);
  report({ what: `next wakes of ${TICKETS} open tickets`, value, unit: 's', budget: BUDGET_S, better: 'less' });
};

const requestOf = (index: number, subject: string): Open => ({
  type: 'open',
  id: `tkt_${index}`,
  code: 'ABCD2345',
  channel: 'shop',
  uniqueId: `r-${index}`,
  subject,
  description: subject,
  language: 'zh',
  customer: { id: `c-${index}`, tier: 'standard' },
  orders: [],
  impact: 'one',
  tags: [],
  related: [],
  earlier: [],
});
