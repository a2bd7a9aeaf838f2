/** A change of a ticket as one transaction: all of it or nothing, and which condition broke. */
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Assignee, holder } from '../../core/domain/ticket.ts';
import { toMs } from '../../core/domain/time.ts';
import type { Change, CommandKey, CommitResult, Nonce, RememberedCommand } from '../../core/ports.ts';
import { releaseWrite, takeWrite } from './agent-load.ts';
import { eventItem } from './ticket-events.ts';
import { headItem, type Item } from './ticket-head.ts';
import { codeKey, commandKey, intakeKey, nonceKey } from './ticket-table.ts';
import { type Transactions, transact, type Write } from './transact.ts';

export interface CommitPorts extends Transactions {
  readonly ticketTable: string;
  readonly directoryTable: string | undefined;
}

/** In the order in which they are told when several conditions broke at once. */
const RESULTS = ['nonce-used', 'command-taken', 'intake-taken', 'stale', 'agent-full', 'code-taken'] as const;
type Role = (typeof RESULTS)[number] | 'release';

const COMMAND_TTL_S = 24 * 60 * 60;

/** `teamOf`: where an agent is listed now, for those who changed team while they held the ticket. */
export const commitChange = async (
  ports: CommitPorts,
  change: Change,
  teamOf: (agent: Assignee) => Promise<string | undefined>,
): Promise<CommitResult> => {
  const [from, to] = [holder(change.before), holder(change.after)];
  const moves = from?.id !== to?.id;
  let releaseFrom = moves ? from : undefined;
  const release = (): Write<Role>[] =>
    releaseFrom ? [{ role: 'release', item: releaseWrite(directory(ports), releaseFrom) }] : [];
  const rest: Write<Role>[] = [
    ...(moves && to
      ? [{ role: 'agent-full' as const, item: takeWrite(directory(ports), to, change.after, change.withinCapacity) }]
      : []),
    ...(change.intake ? opening(ports, change, change.intake.bodyHash) : []),
    ...(change.nonce ? [{ role: 'nonce-used' as const, item: { Put: noncePut(ports, change.nonce) } }] : []),
    ...(change.command ? [{ role: 'command-taken' as const, item: { Put: commandPut(ports, change.command) } }] : []),
  ];
  const ticket = ticketWrites(ports, change);
  let failed = await transact(ports, [...ticket, ...release(), ...rest]);
  if (releaseFrom && failed.length === 1 && failed[0] === 'release') {
    const team = await teamOf(releaseFrom);
    releaseFrom = team === undefined ? undefined : { ...releaseFrom, team };
    failed = await transact(ports, [...ticket, ...release(), ...rest]);
  }
  if (failed.length === 0) return 'committed';
  return RESULTS.find((result) => failed.includes(result)) ?? 'stale';
};

const directory = ({ directoryTable }: CommitPorts): string => {
  if (directoryTable === undefined) throw new Error('A change of the assignee needs the directory table.');
  return directoryTable;
};

const ticketWrites = ({ ticketTable }: CommitPorts, change: Change): Write<Role>[] => {
  const { before, after, events, wakes } = change;
  const condition = before
    ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': { N: String(before.version) } } }
    : NEW;
  const last = events.length - 1;
  return [
    { role: 'stale', item: { Put: { TableName: ticketTable, Item: headItem(after), ...condition } } },
    ...events.map(
      (event, at): Write<Role> => ({
        role: 'stale',
        item: { Put: { TableName: ticketTable, Item: eventItem(event, after, wakes && at === last), ...NEW } },
      }),
    ),
  ];
};

const NEW = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

const opening = ({ ticketTable }: CommitPorts, { after }: Change, bodyHash: string): Write<Role>[] => {
  const put = (role: Role, Item: Item): Write<Role> => ({
    role,
    item: { Put: { TableName: ticketTable, Item, ...NEW } },
  });
  return [
    put('intake-taken', { ...intakeKey(after.channel, after.uniqueId), ...marshall({ ticketId: after.id, bodyHash }) }),
    put('code-taken', { ...codeKey(after.code), ...marshall({ ticketId: after.id }) }),
  ];
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
