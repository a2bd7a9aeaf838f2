/**
 * Recounts what every agent carries from the tickets they hold. Nothing is repaired: a difference is a fault of the desk that
 * somebody has to understand. Who carries what they carried when it was last found right is counted once an hour, all others each
 * time. Database operations: one query for the teams and one per team, one query and its batches per agent that is counted; for
 * each where they differ at first sight the same up to three times more, with two reads.
 */
import type { Agent, AgentLoad } from '../domain/routing/agent.ts';
import { shareOf, type Ticket } from '../domain/ticket.ts';
import { type Instant, MINUTE_MS, msBetween } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';

export interface ReconcilePorts {
  readonly tickets: Pick<Tickets, 'held'>;
  readonly directory: Pick<Directory, 'teams' | 'team' | 'agent'>;
  readonly time: Time;
}

type Carried = Pick<AgentLoad, 'open' | 'load' | 'claimed' | 'paused'>;

interface Difference {
  readonly agent: AgentId;
  readonly team: string;
  /** As the directory has it. */
  readonly kept: Carried;
  /** As their tickets add up. */
  readonly counted: Carried;
}

export interface Reconciled {
  /** How many agents there are. */
  readonly agents: number;
  readonly differences: readonly Difference[];
}

const LOOKS = 3; // the list of what somebody holds may be a moment behind: a difference is one that stays
const MOST_HELD = 500;
const AT_ONCE = 10;
const AGAIN_MS = 60 * MINUTE_MS;

/** How agents stood, and when, as their tickets last added up. */
export type Right = Map<AgentId, { readonly agent: Agent; readonly at: Instant }>;

/** `right`: what the process remembers between two counts; it may be lost. */
export const reconcileLoads = async (ports: ReconcilePorts, right: Right = new Map()): Promise<Reconciled> => {
  const names = await ports.directory.teams();
  const rosters = await Promise.all(names.map((name) => ports.directory.team(name)));
  const agents = rosters.flatMap((roster) => roster.agents);
  const differences: Difference[] = [];
  const now = ports.time.now();
  const left = agents.filter((agent) => !isKnownRight(agent, right, now)).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const agent of left) {
        const difference = await differenceOf(ports, agent, () => right.set(agent.id, { agent, at: now }));
        if (difference) differences.push(difference);
      }
    }),
  );
  return { agents: agents.length, differences: differences.toSorted((a, b) => (a.agent < b.agent ? -1 : 1)) };
};

const isKnownRight = (agent: Agent, right: Right, now: Instant): boolean => {
  const known = right.get(agent.id);
  return known !== undefined && msBetween(known.at, now) < AGAIN_MS && !hasMoved(known.agent, agent);
};

/** Undefined when there is none, and when the agent got or gave something meanwhile: the next time will tell. */
const differenceOf = async (
  ports: ReconcilePorts,
  listed: Agent,
  isRight: () => void,
): Promise<Difference | undefined> => {
  const { id } = listed;
  const first = await ports.tickets.held(id, MOST_HELD);
  if (isSame(carriedBy(listed), countedOf(id, first))) {
    isRight();
    return undefined;
  }
  let before: Agent = listed;
  let found: Difference | undefined;
  for (let look = 1; look <= LOOKS; look += 1) {
    const held = await ports.tickets.held(id, MOST_HELD);
    const after = await ports.directory.agent(id);
    if (!after || held.length === MOST_HELD) return undefined;
    const counted = countedOf(id, held);
    if (isSame(carriedBy(after), counted)) return undefined;
    found = hasMoved(before, after) ? undefined : { agent: id, team: after.team, kept: carriedBy(after), counted };
    before = after;
    await ports.time.jitter(look);
  }
  return found;
};

const carriedBy = ({ open, load, claimed, paused }: Agent): Carried => ({ open, load, claimed, paused });

const isSame = (a: Carried, b: Carried): boolean =>
  a.open === b.open && a.load === b.load && a.claimed === b.claimed && a.paused === b.paused;

const hasMoved = (before: Agent, after: Agent): boolean =>
  before.assignments !== after.assignments || !isSame(carriedBy(before), carriedBy(after));

const countedOf = (agent: AgentId, held: readonly Ticket[]): Carried => {
  const shares = held.flatMap((ticket) => {
    const share = shareOf(ticket);
    return share?.assignee.id === agent ? [share] : [];
  });
  const sum = (of: 'load' | 'claimed' | 'paused'): number => shares.reduce((total, share) => total + share[of], 0);
  return { open: shares.length, load: sum('load'), claimed: sum('claimed'), paused: sum('paused') };
};
