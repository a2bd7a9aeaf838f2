/** What may happen at a desk, in any order: people, customers, time and the machine. */

import type { Actor } from '../../../core/domain/permissions.ts';
import { PRESENCES } from '../../../core/domain/routing/agent.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { addMs } from '../../../core/domain/time.ts';
import { type AgentId, PRIORITIES, type Priority, TIERS, type TicketId } from '../../../core/domain/vocabulary.ts';
import type { TicketCommand } from '../../../core/usecases/change-ticket.ts';
import { claiming, takeNext } from '../../../core/usecases/claim-ticket.ts';
import fc from '../../support/properties.ts';
import type { RoutingDesk } from './desk.ts';
import type { Interleaving, Mode } from './interleaving.ts';
import type { Watch } from './watch.ts';

export interface Stage {
  readonly desk: RoutingDesk;
  readonly watch: Watch;
  readonly overlap: Interleaving;
  readonly agents: readonly AgentId[];
  /** How many may come. */
  readonly mostTickets: number;
}

interface Step {
  readonly kind: keyof typeof HAPPENINGS;
  readonly mode: Mode;
  readonly a: number;
  readonly b: number;
}

type Happening = (stage: Stage, a: number, b: number) => Promise<unknown>;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
/** Mostly one whom something that is held back is about to change, if there is any. */
const agentOf = ({ agents, overlap }: Stage, n: number): AgentId => {
  const concerned = n % 4 > 0 ? overlap.agents() : [];
  return pick(concerned.length > 0 ? concerned : agents, n >> 2)!;
};
const inPhase = ({ watch }: Stage, ...phases: Ticket['phase'][]): Ticket[] =>
  [...watch.heads.values()].filter(({ phase }) => phases.includes(phase));
const CHIEF: Actor = { kind: 'agent', id: 'agt_chief', roles: ['supervisor'] };
const CHECKER: Actor = { kind: 'agent', id: 'agt_checker', roles: ['reviewer'] };
const CUSTOMER: Actor = { kind: 'customer', id: 'c', roles: ['customer'] };
const SYSTEM: Actor = { kind: 'system', id: 'desk', roles: ['system'] };
const agentActor = (id: string): Actor => ({ kind: 'agent', id, roles: ['agent'] });

export const ownerOf = (ticket: Ticket): Actor => agentActor('assignee' in ticket ? ticket.assignee.id : 'agt_nobody');

/** On a ticket in one of these phases, if there is any. */
const command =
  (phases: readonly Ticket['phase'][], make: (b: number, stage: Stage) => [TicketCommand, Actor?]): Happening =>
  async (stage, a, b) => {
    const ticket = pick(inPhase(stage, ...phases), a);
    if (!ticket) return;
    const [wanted, actor = ownerOf(ticket)] = make(b, stage);
    await stage.desk.give(ticket.id, wanted, actor);
  };

const advance = async (stage: Stage, a: number, ...phases: Ticket['phase'][]): Promise<void> => {
  const ticket = pick(inPhase(stage, ...phases), a);
  if (ticket) await stage.desk.advance(ticket.id);
};

const claim = async (stage: Stage, id: AgentId, ticket: TicketId | undefined): Promise<void> => {
  if (ticket) await stage.desk.give(ticket, claiming(stage.desk.ports, id), agentActor(id));
};

const profile = async (stage: Stage, a: number, more: object): Promise<void> => {
  const agent = await stage.desk.ports.directory.agent(agentOf(stage, a));
  if (!agent) return;
  const { presence: _, seenAt: __, ...known } = agent;
  await stage.desk.ports.directory.put({ ...known, ...more });
};

const HAPPENINGS = {
  arrives: async ({ desk, watch, mostTickets }, a, b) => {
    for (let more = 1 + (b % 4); more > 0 && watch.heads.size < mostTickets; more -= 1) {
      const priority: Priority = PRIORITIES[(a + more) % 5 === 0 ? 0 : 1 + ((a + more) % 3)]!;
      await desk.advance(await desk.open({ priority, tier: TIERS[b % TIERS.length]! }));
    }
  },
  advances: (stage, a) => advance(stage, a, 'queued', 'handling', 'paused', 'onHold', 'review', 'resolved'),
  isOffered: (stage, a) => advance(stage, a, 'queued'),
  /** One of the messages on the bus; now and then it comes again. */
  pulls: async ({ desk, watch: { freed } }, a, b) => {
    const [message] = freed.slice(a % Math.max(1, freed.length));
    if (!message) return;
    if (b % 5 > 0) freed.splice(freed.indexOf(message), 1);
    await desk.pull(message.agent, message.team);
  },
  claims: (stage, a, b) => claim(stage, pick(stage.agents, a)!, pick(inPhase(stage, 'queued', 'handling'), b)?.id),
  takesNext: async ({ desk, agents }, a, b) => {
    const queue = pick(desk.policy.queues, b)!.name;
    await takeNext(desk.ports, queue, { actor: agentActor(pick(agents, a)!), correlation: 'test' });
  },
  isAssigned: async (stage, a, b) => {
    const ticket = pick(inPhase(stage, 'queued', 'handling', 'paused', 'onHold'), a);
    const agent = await stage.desk.ports.directory.agent(agentOf(stage, b));
    if (!ticket || !agent) return;
    const { id, name, team } = agent;
    await stage.desk.give(ticket.id, { type: 'assign', assignee: { id, name, team } }, CHIEF);
  },
  isTransferred: command(['handling', 'paused', 'onHold', 'queued'], (b, { desk }) => [
    { type: 'transfer', queue: pick(desk.policy.queues, b)!.name, reason: '转' },
    CHIEF,
  ]),
  isGivenBack: command(['handling', 'paused', 'onHold'], () => [{ type: 'queue' }]),
  isTakenFromAbsent: command(['handling', 'paused'], () => [{ type: 'takeFromAbsent' }, SYSTEM]),
  isReclassified: command(['queued', 'handling', 'paused', 'onHold', 'review'], (b) => [
    { type: 'classify', priority: PRIORITIES[b % PRIORITIES.length]! },
    CHIEF,
  ]),
  isHeld: command(['handling'], (b) => [{ type: 'hold', for: b % 2 ? 'customer' : 'thirdParty' }]),
  isResumed: command(['onHold', 'paused'], () => [{ type: 'resume' }]),
  isAnswered: command(['handling', 'onHold', 'paused'], () => [{ type: 'reply', text: '在查' }]),
  customerWrites: command(['queued', 'handling', 'paused', 'onHold', 'resolved'], () => [
    { type: 'customerReply', text: '还没到' },
    CUSTOMER,
  ]),
  isUrged: command(['queued', 'handling'], () => [{ type: 'urge' }, CUSTOMER]),
  isResolved: command(['handling'], () => [{ type: 'resolve', code: 'done', text: '好了' }]),
  isReviewed: command(['review'], (b) =>
    b % 3 === 0
      ? [{ type: 'review', verdict: 'rework', remarks: '不全' }, CHECKER]
      : [{ type: 'review', verdict: 'pass' }, CHECKER],
  ),
  isReopened: command(['resolved'], (b) => [{ type: 'reopen', reason: '又坏了' }, b % 2 ? CHIEF : CUSTOMER]),
  isDrafted: async (stage, a) => {
    const ticket = pick(inPhase(stage, 'handling'), a);
    if (!ticket) return;
    await stage.desk.ports.tickets.draft(ticket.id, ownerOf(ticket).id, addMs(stage.desk.now(), 60_000));
  },
  changesPresence: async (stage, a, b) => {
    const id = agentOf(stage, a);
    const known = await stage.desk.ports.directory.agent(id);
    const presence = known?.presence === 'online' ? PRESENCES[b % PRESENCES.length]! : 'online';
    await stage.desk.ports.directory.setPresence(id, presence);
  },
  givesSign: (stage, a) => stage.desk.ports.directory.beat(agentOf(stage, a)),
  takesLeave: (stage, a, b) => profile(stage, a, { leave: b % 2 ? [] : [{ from: '2026-03-01', until: '2026-12-31' }] }),
  mayCarry: (stage, a, b) => profile(stage, a, { capacity: 4 + (b % 6) }),
} as const satisfies Record<string, Happening>;

const WEIGHTS: Readonly<Record<keyof typeof HAPPENINGS, number>> = {
  ...{ arrives: 50, advances: 15, isOffered: 20, pulls: 40, claims: 15, takesNext: 12 },
  ...{ isAssigned: 10, isTransferred: 4, isGivenBack: 6, isTakenFromAbsent: 3, isReclassified: 4 },
  ...{ isHeld: 12, isResumed: 8, isAnswered: 40, customerWrites: 8, isUrged: 3, isResolved: 14, isReviewed: 10 },
  ...{ isReopened: 4, isDrafted: 3, changesPresence: 16, givesSign: 5, takesLeave: 8, mayCarry: 8 },
};

const MODES = [
  { arbitrary: fc.constant<Mode>('runs'), weight: 5 },
  { arbitrary: fc.constant<Mode>('waits'), weight: 4 },
  { arbitrary: fc.constant<Mode>('dies'), weight: 1 },
];

/** One thing that happens; or those that are held go on or die; or time goes by. */
export type Moment = Step | { readonly release: number; readonly dies: boolean } | { readonly ms: number };

export const moment: fc.Arbitrary<Moment> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.oneof(
        ...(Object.keys(WEIGHTS) as (keyof typeof HAPPENINGS)[]).map((kind) => ({
          arbitrary: fc.constant(kind),
          weight: WEIGHTS[kind],
        })),
      ),
      mode: fc.oneof(...MODES),
      a: fc.nat(10_000),
      b: fc.nat(10_000),
    }),
    weight: 20,
  },
  { arbitrary: fc.record({ release: fc.nat(20), dies: fc.boolean() }), weight: 5 },
  { arbitrary: fc.record({ ms: fc.oneof(fc.nat(20_000), fc.nat(10 * 60_000)) }), weight: 3 },
);

export const take = async (stage: Stage, next: Moment): Promise<void> => {
  if ('ms' in next) stage.desk.wait(next.ms);
  else if ('release' in next) await stage.overlap.release(next.release, next.dies);
  else await stage.overlap.start(next.mode, () => HAPPENINGS[next.kind](stage, next.a, next.b));
};
