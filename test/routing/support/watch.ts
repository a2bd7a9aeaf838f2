/** Looks at every transaction when it is written, and notes what must never be. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { ticketOf } from '../../../adapters/dynamodb/ticket-head.ts';
import type { Agent } from '../../../core/domain/routing/agent.ts';
import { isOnLeave } from '../../../core/domain/routing/duty.ts';
import type { TicketAssigned } from '../../../core/domain/routing-events.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { type Instant, MINUTE_MS, msBetween } from '../../../core/domain/time.ts';
import type { AgentId, TicketId } from '../../../core/domain/vocabulary.ts';
import type { RoutingDesk } from './desk.ts';

const AUTOMATIC: ReadonlySet<string> = new Set(['dispatch', 'pull', 'lastResort']);

export const watchOver = (desk: RoutingDesk) => {
  const { routing } = desk.policy;
  /** As last written. */
  const heads = new Map<TicketId, Ticket>();
  const faults: string[] = [];
  /** Who was said to have room, until somebody looks: what the bus holds. */
  const freed: { readonly agent: AgentId; readonly team: string }[] = [];
  const given = new Map<AgentId, Instant[]>();
  const seen = { assigned: 0, pulled: 0, claimed: 0, paused: 0, resumed: 0, failed: 0 };

  /** `agent`: as they are now that they have it; `now`: when it was decided, a moment before. */
  const handedOut = (id: string, { by, units }: TicketAssigned['data'], agent: Agent, now: Instant): void => {
    const who = `${id} went to ${agent.id} by ${by}`;
    if (agent.load > agent.capacity) faults.push(`${who}, who carries ${agent.load} of ${agent.capacity}`);
    if (!AUTOMATIC.has(by)) return;
    if (agent.presence !== 'online') faults.push(`${who}, who is ${agent.presence}`);
    if (isOnLeave(agent, undefined, now)) faults.push(`${who}, who is on leave`);
    if (agent.seenAt !== undefined && msBetween(agent.seenAt, now) > routing.heartbeatSeconds * 1000)
      faults.push(`${who}, who was last seen at ${agent.seenAt}`);
    const within = (given.get(agent.id) ?? []).filter((at) => msBetween(at, now) < routing.window.minutes * MINUTE_MS);
    given.set(agent.id, [...within, now]);
    if (by !== 'lastResort' && within.length >= routing.window.assignments)
      faults.push(`${who}, the ${within.length + 1}th in ${routing.window.minutes} minutes`);
    if (units <= 0) faults.push(`${who} for ${units} units`);
  };

  desk.stores.after = ({ action, body }) => {
    if (action !== 'TransactWriteItems') return;
    const items: any[] = body.TransactItems.flatMap(({ Put }: any) => (Put ? [Put.Item] : []));
    const tickets = items.filter(({ sk }) => sk.S === 'TICKET').map(ticketOf);
    for (const ticket of tickets) heads.set(ticket.id, ticket);
    const events = items.filter(({ sk }) => sk.S.startsWith('EVENT#'));
    for (const { frees, team } of events) if (frees) freed.push({ agent: frees.S, team: team.S });
    const pauses = events.some((item) => item.type.S === 'ticket.paused');
    for (const item of events.filter(({ pk }) => pk.S.startsWith('tkt_'))) {
      const { type, data, ticketId, time } = unmarshall(item);
      const head = heads.get(ticketId);
      if (type === 'ticket.assigned') {
        const agent = desk.agents().find(({ id }) => id === data.assignee.id);
        seen.assigned += 1;
        seen.pulled += data.by === 'pull' ? 1 : 0;
        seen.claimed += data.by === 'claim' || data.by === 'choice' ? 1 : 0;
        if (!agent) faults.push(`${ticketId} went to ${data.assignee.id}, who is nobody`);
        else if (agent.paused > 0 && !pauses && (data.by === 'dispatch' || data.by === 'pull'))
          faults.push(`${ticketId} went to ${agent.id}, who has put something aside`);
        else if (AUTOMATIC.has(data.by) || data.by === 'claim' || data.by === 'choice')
          handedOut(ticketId, data, agent, time);
      } else if (type === 'ticket.paused') {
        seen.paused += 1;
        if (head?.priority === 'P0' || head?.priority === 'P1')
          faults.push(`${ticketId} was paused as ${head.priority}`);
        if (head && head.preemptions > routing.preemption.times)
          faults.push(`${ticketId} was paused ${head.preemptions} times`);
        if (!tickets.some(({ id, phase }) => id === data.for && phase === 'handling'))
          faults.push(`${ticketId} was paused for ${data.for}, which nobody got`);
      } else if (type === 'ticket.resumed') seen.resumed += 1;
      else if (type === 'ticket.dispatch-failed') seen.failed += 1;
    }
  };

  return { heads, faults, freed, seen };
};

export type Watch = ReturnType<typeof watchOver>;
