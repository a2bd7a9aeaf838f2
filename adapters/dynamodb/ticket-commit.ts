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
type Role = (typeof RESULTS)[number] | 'release' | 'take';

const COMMAND_TTL_S = 24 * 60 * 60;

/** `teamOf`: where an agent is listed now, for those who changed team while they held the ticket. */
export const commitChange = async (
  ports: CommitPorts,
  change: Change,
  teamOf: (agent: Assignee) => Promise<string | undefined>,
): Promise<CommitResult> => {
  const ticket = ticketWrites(ports, change);
  const once: Write<Role>[] = [
    ...(change.intake ? opening(ports, change, change.intake.bodyHash) : []),
    ...(change.nonce ? [{ role: 'nonce-used' as const, item: { Put: noncePut(ports, change.nonce) } }] : []),
    ...(change.command ? [{ role: 'command-taken' as const, item: { Put: commandPut(ports, change.command) } }] : []),
  ];
  let load = loadOf(change);
  let failed = await transact(ports, [...ticket, ...loadWrites(ports, change, load), ...once]);
  if (failed.length > 0 && failed.every((role) => role === 'release' || role === 'take')) {
    // They changed team since the ticket was given to them, or have left the desk.
    const listed = async (agent: Assignee): Promise<Assignee | undefined> => {
      const team = await teamOf(agent);
      return team === undefined ? undefined : { ...agent, team };
    };
    load = {
      from: load.from && failed.includes('release') ? await listed(load.from) : load.from,
      to: load.to && failed.includes('take') ? await listed(load.to) : load.to,
    };
    failed = await transact(ports, [...ticket, ...loadWrites(ports, change, load), ...once]);
  }
  if (failed.length === 0) return 'committed';
  return RESULTS.find((result) => failed.includes(result)) ?? 'stale';
};

/** Who carries one ticket less, and who one more. */
interface Load {
  readonly from: Assignee | undefined;
  readonly to: Assignee | undefined;
}

const loadOf = ({ before, after }: Change): Load => {
  const [from, to] = [holder(before), holder(after)];
  return from?.id === to?.id ? { from: undefined, to: undefined } : { from, to };
};

const loadWrites = (ports: CommitPorts, change: Change, { from, to }: Load): Write<Role>[] => {
  const within = change.withinCapacity ?? false;
  return [
    ...(from ? [{ role: 'release' as const, item: releaseWrite(directory(ports), from) }] : []),
    ...(to
      ? [
          {
            role: within ? ('agent-full' as const) : ('take' as const),
            item: takeWrite(directory(ports), to, change.after, within),
          },
        ]
      : []),
  ];
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
