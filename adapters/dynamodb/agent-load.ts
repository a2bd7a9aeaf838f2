/** What a change of tickets adds to the load of agents and takes from it, moved in the same transaction as the tickets. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Share, shareOf, type Ticket } from '../../core/domain/ticket.ts';
import type { Instant } from '../../core/domain/time.ts';
import type { AgentId, Assignee } from '../../core/domain/vocabulary.ts';
import type { Change, OtherChange, Taking, TicketChange } from '../../core/ports.ts';
import { agentKey } from './directory-table.ts';

/** Of one agent, over all tickets of the change. */
export interface LoadMove {
  readonly assignee: Assignee;
  readonly open: number;
  readonly load: number;
  readonly claimed: number;
  readonly paused: number;
  /** When a ticket was given to them by this change. */
  readonly givenAt?: Instant;
  readonly taking?: Taking;
}

/** One for everybody whose load changes: one item can stand in a transaction only once. */
export const loadMoves = ({ before, after, others, taking }: Change): readonly LoadMove[] => {
  const moves = new Map<AgentId, LoadMove>();
  const add = (share: Share | undefined, sign: 1 | -1, givenAt?: Instant): void => {
    if (!share) return;
    const { id } = share.assignee;
    const known = moves.get(id) ?? { assignee: share.assignee, open: 0, load: 0, claimed: 0, paused: 0 };
    moves.set(id, {
      ...known,
      open: known.open + sign,
      load: known.load + sign * share.load,
      claimed: known.claimed + sign * share.claimed,
      paused: known.paused + sign * share.paused,
      ...(sign > 0 && { assignee: share.assignee }),
      ...(givenAt !== undefined && { givenAt }),
      ...(taking?.agent.id === id && { taking }),
    });
  };
  // The ticket that was asked for comes last: it says in which team they are listed now.
  for (const change of [...(others ?? []), { before, after }]) {
    const [from, to] = [shareOf(change.before), shareOf(change.after)];
    add(from, -1);
    add(to, 1, isGiven(change) ? assignedAt(change.after) : undefined);
  }
  return [...moves.values()].filter(
    ({ open, load, claimed, paused, givenAt }) =>
      [open, load, claimed, paused].some((amount) => amount !== 0) || givenAt !== undefined,
  );
};

/** To somebody who did not hold it. What another ticket gives back was given to them long ago. */
const isGiven = ({ before, after }: Pick<TicketChange, 'before' | 'after'>): boolean => {
  const to = shareOf(after)?.assignee.id;
  if (before?.phase === 'merged' && to === shareOf(before.was)?.assignee.id) return false;
  return to !== undefined && to !== shareOf(before)?.assignee.id;
};

const assignedAt = (ticket: Ticket): Instant => ('assignedAt' in ticket ? ticket.assignedAt : ticket.openedAt);

/**
 * Who has more room than before by one of the changes, or one ticket less that waits for their room. Whom nothing of `others` is
 * taken from is freed by the first change.
 */
export const freedBy = (
  moves: readonly LoadMove[],
  { before }: Pick<TicketChange, 'before'>,
  others?: readonly OtherChange[],
): Assignee | undefined => {
  const holders = others?.filter(({ aside }) => !aside).map((other) => shareOf(other.before)?.assignee.id);
  const holder = shareOf(before)?.assignee.id;
  return moves.find(
    ({ assignee: { id }, open, load }) => (open < 0 || load < 0) && (holders ? !holders.includes(id) : id === holder),
  )?.assignee;
};

const KEPT = 40;

/**
 * Broken when the agent is not listed in that team (any more), or is not what the taking says. Only what is taken on these
 * terms counts for the limit per stretch of time, and only then the list of times can be cut short.
 */
export const loadWrite = (TableName: string, move: LoadMove): TransactWriteItem => {
  const { assignee, givenAt, taking } = move;
  const counts = (['open', 'claimed', 'paused'] as const).filter((name) => move[name] !== 0);
  const remembers = taking && givenAt !== undefined;
  const set = [
    // Before capacity was counted in units, the load was the number of tickets.
    ...(move.load === 0 ? [] : ['#load = if_not_exists(#load, #open) + :load']),
    ...(givenAt === undefined ? [] : ['lastAssignedAt = :at']),
    ...(remembers ? ['recent = :recent'] : []),
  ];
  const add = [...counts.map((name) => `#${name} :${name}`), ...(givenAt === undefined ? [] : ['assignments :one'])];
  const conditions = ['attribute_exists(pk)', ...(taking ? unchanged(taking) : [])];
  const names = [
    ...new Set([
      ...counts,
      ...(move.load === 0 ? [] : ['load', 'open']),
      ...(taking ? ['load', 'capacity'] : []),
      ...(taking?.present ? ['leave'] : []),
    ]),
  ];
  const values = {
    ...Object.fromEntries(counts.map((name) => [`:${name}`, move[name]])),
    ...(move.load !== 0 && { ':load': move.load }),
    ...(givenAt !== undefined && { ':at': givenAt, ':one': 1 }),
    ...(remembers && { ':recent': [...taking.agent.recent, givenAt].slice(-KEPT) }),
    ...(taking && seen(taking)),
  };
  return {
    Update: {
      TableName,
      Key: agentKey(assignee.team, assignee.id),
      UpdateExpression: `${section('SET', set)}${section('ADD', add)}`.trim(),
      ConditionExpression: conditions.join(' AND '),
      ...(names.length > 0 && {
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      }),
      ExpressionAttributeValues: marshall(values),
    },
  };
};

const section = (name: string, parts: readonly string[]): string =>
  parts.length === 0 ? '' : `${name} ${parts.join(', ')} `;

/** Nothing was given to them or taken from them, and what they may carry and when they are there is the same. */
const unchanged = ({ present }: Taking): readonly string[] => [
  '(attribute_not_exists(assignments) OR assignments = :assignments)',
  '(attribute_not_exists(#load) OR #load = :seenLoad)',
  '#capacity = :capacity',
  ...(present
    ? [
        'presence = :online',
        '(attribute_not_exists(seenAt) OR seenAt >= :seenSince)',
        '(attribute_not_exists(#leave) OR #leave = :leave)',
      ]
    : []),
];

const seen = ({ agent, present }: Taking): Record<string, unknown> => ({
  ':assignments': agent.assignments,
  ':seenLoad': agent.load,
  ':capacity': agent.capacity,
  ...(present && { ':online': 'online', ':seenSince': present.seenSince, ':leave': agent.leave }),
});
