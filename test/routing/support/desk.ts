/** A desk of use cases on the real adapters; time is stepped. */
import { readFileSync } from 'node:fs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { agentOf } from '../../../adapters/dynamodb/agent-item.ts';
import { createDirectory } from '../../../adapters/dynamodb/directory.ts';
import { createInsight } from '../../../adapters/dynamodb/insight.ts';
import { createItemReads } from '../../../adapters/dynamodb/item-reads.ts';
import { createPolicies } from '../../../adapters/dynamodb/policy-table.ts';
import { rememberedTallies } from '../../../adapters/dynamodb/remembered-tallies.ts';
import { ticketOf } from '../../../adapters/dynamodb/ticket-head.ts';
import { createTickets } from '../../../adapters/dynamodb/tickets.ts';
import { parsePolicy } from '../../../contracts/policy.ts';
import type { Actor } from '../../../core/domain/permissions.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import type { Agent, AgentProfile, Presence } from '../../../core/domain/routing/agent.ts';
import { shareOf, type Ticket } from '../../../core/domain/ticket.ts';
import { addMs, type Instant } from '../../../core/domain/time.ts';
import type { AgentId, Priority, TicketId, Tier } from '../../../core/domain/vocabulary.ts';
import { type AdvancePorts, advanceTicket } from '../../../core/usecases/advance-ticket.ts';
import { type ChangeInput, changeTicket } from '../../../core/usecases/change-ticket.ts';
import { openTicket } from '../../../core/usecases/open-ticket.ts';
import { pullWork } from '../../../core/usecases/pull-work.ts';
import { TABLES } from '../../functions/support/aws.ts';
import { openStores } from './stores.ts';

export const DEFAULT_POLICY = parsePolicy(readFileSync('policies/desk.yaml', 'utf8'), 'policies/desk.yaml');

const START: Instant = '2026-03-02T01:00:00.000Z';
const TEXTS: Readonly<Record<Priority, string>> = {
  P0: '充电器突然冒烟了',
  P1: '订单超时未派送',
  P2: '我要退款',
  P3: '请问开发票怎么弄',
};

export interface NewTicket {
  readonly text?: string;
  readonly priority?: Priority;
  readonly customer?: string;
  readonly tier?: Tier;
}

/** One after the other, so that the same seed is the same day. */
const idOf = (number: number): TicketId => `tkt_${String(number).padStart(26, '0')}`;

export const openRoutingDesk = async (policy: Policy = DEFAULT_POLICY) => {
  const stores = openStores();
  let now = START;
  let number = 0;
  const time = { now: () => now, jitter: async () => {} };
  const { client } = stores;
  const readItem = createItemReads({ client, time });
  const insight = createInsight({ client, time, readItem, insightTable: TABLES.insight });
  const policyPorts = { client, time, policyTable: TABLES.policy, bundled: () => policy };
  const directoryPorts = { client, time, directoryTable: TABLES.directory, ticketTable: TABLES.ticket };
  const ports = {
    tickets: createTickets({ client, time, readItem, ticketTable: TABLES.ticket, directoryTable: TABLES.directory }),
    directory: createDirectory(directoryPorts),
    policies: createPolicies(policyPorts),
    insight,
    time,
  } satisfies AdvancePorts & Record<string, unknown>;
  /** Of those who read the policy and agents with the rest, and remember what agents have closed. */
  const router = {
    ...ports,
    insight: { ...insight, tallies: rememberedTallies(insight.tallies, time) },
    directory: createDirectory({ ...directoryPorts, readItem }),
    policies: createPolicies({ ...policyPorts, readItem }),
  };
  await ports.policies.publish(policy, { time: now, by: 'agt_ops', what: 'policy', reason: 'first' });

  const items = (TableName: string): any[] => {
    const found: any[] = [];
    for (let ExclusiveStartKey: unknown; ; ) {
      const page = stores.dynamo('Scan', { TableName, ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }) });
      found.push(...page.Items);
      ExclusiveStartKey = page.LastEvaluatedKey;
      if (ExclusiveStartKey === undefined) return found;
    }
  };

  return {
    stores,
    ports,
    router,
    policy,
    now: () => now,
    wait: (ms: number) => {
      now = addMs(now, ms);
    },
    agent: (id: string, more: Partial<AgentProfile> & { readonly presence?: Presence } = {}) =>
      ports.directory.put({
        id: `agt_${id}`,
        name: id,
        team: 'logistics',
        roles: ['agent'],
        capacity: 8,
        skills: {},
        languages: [],
        regions: [],
        seniority: 1,
        leave: [],
        presence: 'online',
        ...more,
      }),
    open: async ({
      text,
      priority = 'P3',
      customer = `c-${number}`,
      tier = 'standard',
    }: NewTicket = {}): Promise<TicketId> => {
      number += 1;
      const own = number;
      const ids = { ticketId: () => idOf(own), code: () => String(own).padStart(8, '0') };
      const opened = await openTicket(
        { ...ports, ids },
        {
          request: {
            channel: 'shop',
            uniqueId: `r-${own}`,
            subject: text ?? TEXTS[priority],
            description: '。',
            language: 'zh',
            customer: { id: customer, tier },
            orders: [],
            impact: 'one',
            tags: [],
          },
          bodyHash: `${own}`,
          nonce: { channel: 'shop', value: `n-${own}`, expiresAt: addMs(now, 600_000) },
          correlation: 'test',
        },
      );
      if ('refused' in opened) throw new Error(opened.refused);
      return opened.id;
    },
    advance: (ticketId: TicketId) => advanceTicket(router, { ticketId, correlation: 'test' }),
    pull: (agent: AgentId, team = 'logistics') => pullWork(router, { agent, team, correlation: 'test' }),
    give: (id: string, command: ChangeInput['command'], actor: Actor) =>
      changeTicket(ports, { idOrCode: id, command, actor, correlation: 'test' }),
    items,
    tickets: (): Ticket[] => items(TABLES.ticket).flatMap((item) => (item.sk.S === 'TICKET' ? [ticketOf(item)] : [])),
    agents: (): Agent[] =>
      items(TABLES.directory).flatMap((item) => (item.sk.S.startsWith('AGENT#') ? [agentOf(item)] : [])),
    /** What the events that were written say of agents with room, oldest first. */
    freed: (): { readonly frees: AgentId; readonly team: string }[] =>
      items(TABLES.ticket)
        .filter(({ sk, frees }) => sk.S.startsWith('EVENT#') && frees)
        .map((item) => unmarshall(item) as { frees: AgentId; team: string; time: string })
        .toSorted((a, b) => (a.time < b.time ? -1 : 1))
        .map(({ frees, team }) => ({ frees, team })),
    close: stores.close,
  };
};

export type RoutingDesk = Awaited<ReturnType<typeof openRoutingDesk>>;

export const actorOf = (id: string, ...roles: Actor['roles'][number][]): Actor => ({ kind: 'agent', id, roles });

/** Every sentence is a load that is not what the tickets say. */
export const wrongLoads = (tickets: readonly Ticket[], agents: readonly Agent[]): string[] =>
  agents.flatMap(({ id, open, load, claimed, paused }) => {
    const held = tickets.flatMap((ticket) => shareOf(ticket) ?? []).filter(({ assignee }) => assignee.id === id);
    const said = { open, load, claimed, paused };
    const sum = (name: 'load' | 'claimed' | 'paused') => held.reduce((total, share) => total + share[name], 0);
    const real = { open: held.length, load: sum('load'), claimed: sum('claimed'), paused: sum('paused') };
    return JSON.stringify(said) === JSON.stringify(real)
      ? []
      : [`${id} counts ${JSON.stringify(said)} but holds ${JSON.stringify(real)}`];
  });
