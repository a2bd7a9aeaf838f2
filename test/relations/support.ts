/** The use cases that concern several tickets, on the real adapters; ids are counted, time is stepped. */
import type { Actor } from '../../core/domain/permissions.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { assigneeOf } from '../../core/domain/routing/agent.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs } from '../../core/domain/time.ts';
import type { AgentId, TicketId } from '../../core/domain/vocabulary.ts';
import { type Changed, changeTicket, type TicketCommand } from '../../core/usecases/change-ticket.ts';
import type { Request } from '../../core/usecases/join-request.ts';
import { linkTickets, unlinkTickets } from '../../core/usecases/link-tickets.ts';
import { mergeTickets } from '../../core/usecases/merge-tickets.ts';
import { openSubTicket, type SubTicketRequest } from '../../core/usecases/open-sub-ticket.ts';
import { type Opened, openTicket } from '../../core/usecases/open-ticket.ts';
import { isRefused, type Refused } from '../../core/usecases/refused.ts';
import { splitMessage } from '../../core/usecases/split-message.ts';
import { tellRelated } from '../../core/usecases/tell-related.ts';
import { unmergeTicket } from '../../core/usecases/unmerge-ticket.ts';
import { wholeTimeline } from '../../core/usecases/whole-timeline.ts';
import { actorOf, DEFAULT_POLICY, openRoutingDesk } from '../routing/support/desk.ts';

export const CHIEF = actorOf('agt_chief', 'supervisor');
export const REVIEWER = actorOf('agt_bai', 'reviewer');
export const SHOP: Actor = { kind: 'channel', id: 'shop', roles: ['channel'] };
const CORRELATION = 'test';

/** The default rules, in which nothing joins by itself and any resolution will do. */
export const PLAIN: Policy = {
  ...DEFAULT_POLICY,
  joining: { windowMinutes: 1440, sameOrder: 'none', sameCustomer: 'none', categories: {} },
  resolutionCodes: [],
  checklists: {},
  forms: {},
};

export const openRelationsDesk = async (policy: Policy = PLAIN) => {
  const desk = await openRoutingDesk(policy);
  let number = 0;
  const ids = {
    ticketId: (): TicketId => {
      number += 1;
      return `tkt_${String(number).padStart(26, '0')}`;
    },
    code: (): string => String(number).padStart(8, '0'),
  };
  const ports = { ...desk.ports, ids };
  const read = async (id: string): Promise<Ticket> => {
    const found = await desk.ports.tickets.read(id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found.ticket;
  };
  const by = (id: string, actor: Actor) => ({ idOrCode: id, actor, correlation: CORRELATION });
  return {
    ...desk,
    ports,
    read,
    timeline: async (id: string) => {
      const { id: ticketId, version } = await read(id);
      return wholeTimeline(desk.ports.tickets, ticketId, version);
    },
    types: async (id: string): Promise<string[]> => {
      const { id: ticketId, version } = await read(id);
      return (await wholeTimeline(desk.ports.tickets, ticketId, version)).map(({ type }) =>
        type.slice('ticket.'.length),
      );
    },
    post: (more: Partial<Request> & { readonly uniqueId: string }): Promise<Opened | Refused> =>
      openTicket(ports, {
        request: {
          ...{ channel: 'shop', subject: '订单超时未派送', description: '昨天就该到了', language: 'zh' },
          ...{ customer: { id: 'c-1', tier: 'standard' }, orders: [], impact: 'one', tags: [] },
          ...more,
        },
        bodyHash: JSON.stringify(more),
        nonce: { channel: 'shop', value: `${number}-${Math.random()}`, expiresAt: addMs(desk.now(), 600_000) },
        correlation: CORRELATION,
      }),
    assign: async (id: string, agent: AgentId): Promise<void> => {
      const found = await desk.ports.directory.agent(agent);
      if (!found) throw new Error(`There is no ${agent}.`);
      done(await changeTicket(ports, { ...by(id, CHIEF), command: { type: 'assign', assignee: assigneeOf(found) } }));
    },
    command: (id: string, command: TicketCommand, actor: Actor = CHIEF) =>
      changeTicket(ports, { ...by(id, actor), command }),
    say: (id: string, text: string) =>
      changeTicket(ports, { ...by(id, SHOP), channel: 'shop', command: { type: 'customerReply', text } }),
    merge: (id: string, into: string, actor = CHIEF) =>
      mergeTickets(ports, { ...by(id, actor), into, reason: '同一件事' }),
    unmerge: (id: string, actor = CHIEF) => unmergeTicket(ports, by(id, actor)),
    link: (id: string, to: string, as: 'related' | 'problem', actor = CHIEF) =>
      linkTickets(ports, { ...by(id, actor), to, as }),
    unlink: (id: string, to: string, actor = CHIEF) => unlinkTickets(ports, { ...by(id, actor), to }),
    sub: (id: string, request: Partial<SubTicketRequest> = {}, actor = CHIEF) =>
      openSubTicket(ports, {
        ...by(id, actor),
        request: { subject: '核实照片', description: '请网点提供', ...request },
      }),
    split: (id: string, seq: number, actor = CHIEF) => splitMessage(ports, { ...by(id, actor), seq }),
    /** As the consumer does it. */
    tell: (ticketId: TicketId, concerns: 'parent' | 'absorbed') =>
      tellRelated(ports, { ticketId, concerns, correlation: CORRELATION }),
  };
};

export type RelationsDesk = Awaited<ReturnType<typeof openRelationsDesk>>;

/** What must have worked. */
export const done = <T extends object>(result: T | Refused): T => {
  if (isRefused(result)) throw new Error(`${result.refused}: ${result.detail}`);
  return result;
};

export const refusalOf = (result: Changed | Opened | Refused): string => (isRefused(result) ? result.refused : 'done');
