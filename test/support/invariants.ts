/** What must be true of a desk whatever has happened to its machine. Every sentence that is answered is a fault and names its ticket. */
import { isDeepStrictEqual } from 'node:util';
import type { Recorded } from '../../core/domain/events.ts';
import { evolve } from '../../core/domain/evolve.ts';
import { type Share, shareOf, stageOf, type Ticket } from '../../core/domain/ticket.ts';
import type { DeskSnapshot } from './desk-snapshot.ts';
import { reportFaults } from './report-invariants.ts';

/** What somebody outside was told with a 2xx, and so must find again. */
export interface Told {
  /** Ticket id by `<channel>#<uniqueId>`. */
  readonly posts: Readonly<Record<string, string>>;
  readonly events: readonly { readonly ticketId: string; readonly seq: number; readonly type: string }[];
}

/** Holds in every moment, also while the desk is at work and before anything that was cut off is taken up again. */
export const faultsOf = (desk: DeskSnapshot, told: Told): string[] => [
  ...[...desk.heads].flatMap(([id, head]) => [...timelineFaults(id, head, desk.timelines.get(id) ?? [])]),
  ...orphans(desk),
  ...lookupFaults(desk),
  ...loadFaults(desk),
  ...broken(desk, told),
];

/** Holds when the system has come to rest. */
export const restlessFaultsOf = (desk: DeskSnapshot): string[] => [
  ...workflowFaults(desk),
  ...reportFaults(desk),
  ...[...desk.deadLetters].filter(([, n]) => n > 0).map(([queue, n]) => `${queue} holds ${n} messages`),
];

function* timelineFaults(id: string, head: Ticket, events: readonly Recorded[]): Iterable<string> {
  const seqs = events.map(({ seq }) => seq);
  const gap = seqs.findIndex((seq, at) => seq !== at + 1);
  if (gap >= 0) return yield `${id} has event ${seqs[gap]} where ${gap + 1} should be`;
  if (head.version !== seqs.length) yield `${id} has version ${head.version} and ${seqs.length} events`;
  try {
    const folded = events.reduce<Ticket | undefined>(evolve, undefined);
    if (!isDeepStrictEqual(folded, head))
      yield `${id} is not what its events say: ${JSON.stringify(head)} instead of ${JSON.stringify(folded)}`;
  } catch (error) {
    yield `${id} cannot be folded: ${(error as Error).message}`;
  }
}

const orphans = ({ heads, timelines }: DeskSnapshot): string[] =>
  [...timelines.keys()].filter((id) => !heads.has(id)).map((id) => `${id} has events but no head`);

/** Intakes and codes lead to the ticket that carries them, and every ticket is led to by both. */
function* lookupFaults({ heads, intakes, codes }: DeskSnapshot): Iterable<string> {
  for (const [id, { channel, uniqueId, code }] of heads) {
    const [byIntake, byCode] = [intakes.get(`${channel}#${uniqueId}`), codes.get(code)];
    if (byIntake !== id) yield `${id} came as ${channel}#${uniqueId}, which leads to ${byIntake}`;
    if (byCode !== id) yield `${id} has the code ${code}, which leads to ${byCode}`;
  }
  for (const [key, id] of intakes) if (!heads.has(id)) yield `${id} is the ticket of ${key} but has no head`;
  for (const [code, id] of codes) if (!heads.has(id)) yield `${id} is the ticket of code ${code} but has no head`;
  if (codes.size !== heads.size) yield `there are ${codes.size} codes for ${heads.size} tickets`;
  if (intakes.size !== heads.size) yield `there are ${intakes.size} intakes for ${heads.size} tickets`;
}

function* loadFaults({ heads, agents }: DeskSnapshot): Iterable<string> {
  const held = Map.groupBy([...heads.values()].flatMap(heldBy), ({ share }) => share.assignee.id);
  for (const { id, open, load, claimed, paused } of agents) {
    const tickets = held.get(id) ?? [];
    const names = tickets.map((each) => each.id).join(' ') || 'none';
    const sum = (name: 'load' | 'claimed' | 'paused'): number =>
      tickets.reduce((total, { share }) => total + share[name], 0);
    if (open !== tickets.length) yield `${id} counts ${open} open tickets but holds ${names}`;
    if (load !== sum('load')) yield `${id} counts ${load} units but holds ${sum('load')}: ${names}`;
    if (claimed !== sum('claimed')) yield `${id} counts ${claimed} claimed tickets but has ${sum('claimed')}: ${names}`;
    if (paused !== sum('paused')) yield `${id} counts ${paused} paused tickets but has ${sum('paused')}: ${names}`;
    held.delete(id);
  }
  for (const [agent, tickets] of held) yield `${agent} is nobody but holds ${tickets.map(({ id }) => id).join(' ')}`;
}

const heldBy = (ticket: Ticket): { readonly id: string; readonly share: Share }[] => {
  const share = shareOf(ticket);
  return share ? [{ id: ticket.id, share }] : [];
};

/** Promises that were not kept. */
function* broken({ intakes, timelines }: DeskSnapshot, { posts, events }: Told): Iterable<string> {
  for (const [key, id] of Object.entries(posts)) {
    const found = intakes.get(key);
    if (found !== id) yield `${id} was answered for ${key}, which leads to ${found}`;
  }
  for (const { ticketId, seq, type } of events) {
    const found = timelines.get(ticketId)?.[seq - 1]?.type;
    if (found !== type) yield `${ticketId} was answered ${type} as event ${seq}, which is ${found}`;
  }
}

function* workflowFaults({ heads, running }: DeskSnapshot): Iterable<string> {
  const byTicket = Map.groupBy(running, (name) => name.replace(/-\d+$/, ''));
  for (const [id, head] of heads) {
    const { phase } = head;
    const names = byTicket.get(id) ?? [];
    const expected = stageOf(head) === 'done' ? 0 : 1;
    if (names.length !== expected) yield `${id} is ${phase} and has ${names.length} workflows: ${names.join(' ')}`;
    byTicket.delete(id);
  }
  for (const [id, names] of byTicket) yield `${id} is no ticket but has the workflow ${names.join(' ')}`;
}
