/** A change of a ticket, and of others with it, as one transaction: all of it or nothing, and which condition broke. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { Assignee } from '../../core/domain/vocabulary.ts';
import type {
  Change,
  CommandKey,
  CommitResult,
  Intake,
  Nonce,
  OtherChange,
  RememberedCommand,
  TicketChange,
} from '../../core/ports.ts';
import { freedBy, type LoadMove, loadMoves, loadWrite } from './agent-load.ts';
import { rememberSeal, type Seals, sealsOf } from './audit-chain.ts';
import { revealWrites } from './audit-reveals.ts';
import type { Item } from './item.ts';
import { slotWrite } from './review-reviewers.ts';
import { eventItem } from './ticket-events.ts';
import { headItem } from './ticket-head.ts';
import { rewritesOf } from './ticket-redaction.ts';
import { codeKey, commandKey, draftKey, eraseKey, intakeKey, nonceKey } from './ticket-table.ts';
import { type Transactions, transact, type Write } from './transact.ts';

export interface CommitPorts extends Transactions {
  readonly ticketTable: string;
  readonly directoryTable: string | undefined;
  /** What the head of a changed ticket carries for the clockwork, if it carries anything: see wake-index.ts. */
  readonly wakeAttributes?: (change: TicketChange, isOther: boolean) => Promise<Item>;
}

/** In the order in which they are told when several conditions broke at once. */
const RESULTS = [
  ...(['nonce-used', 'command-taken', 'intake-taken', 'stale', 'being-answered', 'agent-changed'] as const),
  ...(['reveal-limit', 'code-taken', 'reviewer-full'] as const),
] as const;
/** `listed`: an agent, of whom nothing is asked but that they are listed where the ticket says. */
type Role = (typeof RESULTS)[number] | 'listed';

const COMMAND_TTL_S = 24 * 60 * 60;

/** `teamOf`: where an agent is listed now, for those who changed team while they held the ticket. */
export const commitChange = async (
  ports: CommitPorts,
  change: Change,
  teamOf: (agent: Assignee) => Promise<string | undefined>,
): Promise<CommitResult> => {
  const { others = [] } = change;
  const once: Write<Role>[] = [
    ...(change.nonce ? [{ role: 'nonce-used' as const, item: { Put: noncePut(ports, change.nonce) } }] : []),
    ...(change.command ? [{ role: 'command-taken' as const, item: { Put: commandPut(ports, change.command) } }] : []),
    ...revealWrites(ports, change),
    ...(change.slots ?? []).map((slot) => ({
      role: 'reviewer-full' as const,
      item: slotWrite(directory(ports), slot),
    })),
  ];
  const pieces = [change, ...others].map((each) => piecesOf(ports, each));
  const wake = await Promise.all([change, ...others].map(async (each, at) => ports.wakeAttributes?.(each, at > 0)));
  const attempt = (moves: readonly LoadMove[]): Promise<readonly Role[]> =>
    transact(ports, [
      ...ticketWrites(ports, change, pieces[0] as Pieces, wake[0], freedBy(moves, change, others)),
      ...others.flatMap((each, at) => otherWrites(ports, each, pieces[at + 1] as Pieces, wake[at + 1], moves)),
      ...moves.map(
        (move): Write<Role> => ({
          role: move.taking ? 'agent-changed' : 'listed',
          item: loadWrite(directory(ports), move),
        }),
      ),
      ...once,
    ]);
  const moves = loadMoves(change);
  let failed = await attempt(moves);
  // They changed team since the ticket was given to them, or have left the desk.
  if (failed.length > 0 && failed.every((role) => role === 'listed'))
    failed = await attempt(await listed(moves, teamOf));
  if (failed.length === 0) {
    [change, ...others].forEach(({ after }, at) => {
      rememberSeal(after, (pieces[at] as Pieces).seals);
    });
    return 'committed';
  }
  return RESULTS.find((result) => failed.includes(result)) ?? 'stale';
};

/** The moves of those who are still at the desk, where they are listed now. */
const listed = async (
  moves: readonly LoadMove[],
  teamOf: (agent: Assignee) => Promise<string | undefined>,
): Promise<readonly LoadMove[]> => {
  const found = await Promise.all(
    moves.map(async (move) => {
      const team = move.taking ? move.assignee.team : await teamOf(move.assignee);
      return team === undefined ? [] : [{ ...move, assignee: { ...move.assignee, team } }];
    }),
  );
  return found.flat();
};

const directory = ({ directoryTable }: CommitPorts): string => {
  if (directoryTable === undefined) throw new Error('A change of the assignee needs the directory table.');
  return directoryTable;
};

/** What is reckoned once, however often the transaction is tried. */
interface Pieces {
  readonly seals: Seals;
  readonly more: readonly TransactWriteItem[];
}

const piecesOf = ({ ticketTable }: CommitPorts, change: TicketChange): Pieces => {
  const { replaced, writes } = rewritesOf(ticketTable, change.rewritten ?? []);
  const { eraseOn, after } = change;
  const due = eraseOn && { Put: { TableName: ticketTable, Item: eraseKey(eraseOn, after.id), ...NEW } };
  return { seals: sealsOf(change, replaced), more: [...writes, ...(due ? [due] : [])] };
};

const ticketWrites = (
  { ticketTable }: CommitPorts,
  change: TicketChange,
  { seals, more }: Pieces,
  wake: Item | undefined,
  freed?: Assignee,
): Write<Role>[] => {
  const { before, after, events, wakes, silent = [], urgency, intake } = change;
  const condition = before
    ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': { N: String(before.version) } } }
    : NEW;
  const last = events.length - 1;
  const head = { ...headItem(after, urgency), ...seals.head, ...wake };
  return [
    ...(intake ? intakeWrites(ticketTable, change, intake) : []),
    { role: 'stale', item: { Put: { TableName: ticketTable, Item: head, ...condition } } },
    ...events.map((event, at): Write<Role> => {
      const route = { silent: silent.includes(event.seq), ...(at === last ? { wakes, freed } : { wakes: false }) };
      const item = eventItem(event, after, route);
      const Item = { ...item, ...seals.events[at] };
      return { role: 'stale', item: { Put: { TableName: ticketTable, Item, ...NEW } } };
    }),
    ...more.map((item): Write<Role> => ({ role: 'stale', item })),
  ];
};

/** Whose ticket is put aside gets the other one in its place: they have no room to tell of. */
const otherWrites = (
  ports: CommitPorts,
  other: OtherChange,
  pieces: Pieces,
  wake: Item | undefined,
  moves: readonly LoadMove[],
): Write<Role>[] => {
  if (!other.aside) return ticketWrites(ports, other, pieces, wake, freedBy(moves, other));
  const answering = { TableName: ports.ticketTable, Key: draftKey(other.after.id), ...newOrExpired(ports) };
  return [...ticketWrites(ports, other, pieces, wake), { role: 'being-answered', item: { ConditionCheck: answering } }];
};

const NEW = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

/** What a request became, and of a new ticket its code. */
const intakeWrites = (TableName: string, { after }: TicketChange, { bodyHash, joins }: Intake): Write<Role>[] => {
  const put = (role: Role, Item: Item): Write<Role> => ({ role, item: { Put: { TableName, Item, ...NEW } } });
  const { channel, uniqueId } = joins ?? after;
  const became = { ticketId: after.id, bodyHash, ...(joins && { joined: joins.receipt }) };
  const known = put('intake-taken', { ...intakeKey(channel, uniqueId), ...marshall(became) });
  return joins ? [known] : [known, put('code-taken', { ...codeKey(after.code), ...marshall({ ticketId: after.id }) })];
};

/** TTL deletes late, so what has expired counts as gone. */
const newOrExpired = ({ time }: CommitPorts) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
  ExpressionAttributeValues: { ':now': { N: String(nowSeconds(time)) } },
});

export const nowSeconds = (time: Transactions['time']): number => Math.floor(toMs(time.now()) / 1000);

export const noncePut = (ports: CommitPorts, nonce: Nonce) => ({
  TableName: ports.ticketTable,
  Item: { ...nonceKey(nonce), expiresAt: { N: String(Math.ceil(toMs(nonce.expiresAt) / 1000)) } },
  ...newOrExpired(ports),
});

const commandPut = (ports: CommitPorts, command: RememberedCommand & CommandKey) => ({
  TableName: ports.ticketTable,
  Item: {
    ...commandKey(command),
    ...marshall({
      bodyHash: command.bodyHash,
      answer: command.answer,
      expiresAt: nowSeconds(ports.time) + COMMAND_TTL_S,
    }),
  },
  ...newOrExpired(ports),
});
