/**
 * Ports of this process, each over one client. A bundle carries only the clients it asks for, so every one has its own
 * function here.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createAlarmReads } from '../../adapters/dynamodb/alarm-reads.ts';
import { createAlarmEvents, createAlarms } from '../../adapters/dynamodb/alarms.ts';
import { createDirectory } from '../../adapters/dynamodb/directory.ts';
import { createInsight } from '../../adapters/dynamodb/insight.ts';
import { createItemReads, createPlainRead, type ReadItem } from '../../adapters/dynamodb/item-reads.ts';
import { createPolicies } from '../../adapters/dynamodb/policy-table.ts';
import { createRateLeases } from '../../adapters/dynamodb/rate-leases.ts';
import { createReadAhead } from '../../adapters/dynamodb/read-ahead.ts';
import { rememberedTallies } from '../../adapters/dynamodb/remembered-tallies.ts';
import { createRosters } from '../../adapters/dynamodb/rosters.ts';
import { createStandings } from '../../adapters/dynamodb/standings.ts';
import { placesOf } from '../../adapters/dynamodb/ticket-reads.ts';
import { createTickets } from '../../adapters/dynamodb/tickets.ts';
import { createDueTimes, dueTimeOf, wakeAttributes } from '../../adapters/dynamodb/wake-index.ts';
import { createFileLinks } from '../../adapters/s3/file-links.ts';
import { createQuarantine } from '../../adapters/s3/quarantine.ts';
import { createKeys, type Keys } from '../../adapters/secrets/keys.ts';
import { createWorkflow } from '../../adapters/stepfunctions/workflow.ts';
import { createDueQueue } from '../../adapters/sweeper/due-queue.ts';
import { createSweptWorkflow } from '../../adapters/sweeper/workflow.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Clockwork } from '../../contracts/environment.ts';
import type { DueQueue, DueTimes } from '../../core/clockwork.ts';
import type { Tickets } from '../../core/ports.ts';
import type { Directory } from '../../core/ports-directory.ts';
import type { FileLinks, Quarantine } from '../../core/ports-files.ts';
import type { Insight } from '../../core/ports-insight.ts';
import type { Policies } from '../../core/ports-policies.ts';
import type { Workflow } from '../../core/ports-workflow.ts';
import { wakeAtOf } from '../../core/usecases/wake-at.ts';
import { bundledPolicy } from './bundled-policy.ts';
import { dynamodb as client } from './dynamodb.ts';
import { LEAN, lean } from './lean-client.ts';
import { createRates, type Rates } from './rates.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

/** One for all tables: what the records of a batch read side by side is one call, and what the door of a ticket reads. */
const { readItem, readOr, expect } = createReadAhead(createItemReads({ client, time }));

const SWEEPER: Clockwork = 'sweeper';
interface NoClockwork {
  readonly CLOCKWORK?: undefined;
}

/**
 * Who changes tickets has to know the clockwork: a head that is written without its due time is never looked at again. `looks`:
 * for the one who looks at what is due, and by that moves it on.
 */
export const wireTickets = (
  from: Has<'TICKET_TABLE'> & Partial<Has<'DIRECTORY_TABLE'>> & (NoClockwork | Has<'CLOCKWORK' | 'POLICY_TABLE'>),
  looks?: 'looks',
): Tickets =>
  createTickets({
    client,
    time,
    ...{ readItem, readOr },
    ticketTable: from.TICKET_TABLE,
    ...(from.DIRECTORY_TABLE !== undefined && { directoryTable: from.DIRECTORY_TABLE }),
    ...(from.CLOCKWORK === SWEEPER && { wakeAttributes: wakesBy(wirePolicies(from), looks) }),
  });

const wakesBy =
  (
    policies: Policies,
    looks: 'looks' | undefined,
  ): NonNullable<Parameters<typeof createTickets>[0]['wakeAttributes']> =>
  async (change, isOther) => {
    const stored = looks && !isOther ? undefined : dueTimeOf(change.before);
    return wakeAttributes(change.after.id, wakeAtOf(change, stored, time.now(), await policies.active()));
  };

export const wireDueTimes = (from: Has<'TICKET_TABLE'>): DueTimes =>
  createDueTimes({ client, ticketTable: from.TICKET_TABLE });

export const wireDueQueue = (from: Has<'DUE_QUEUE_URL'>): DueQueue =>
  createDueQueue({
    time,
    queueUrl: from.DUE_QUEUE_URL,
    // The host of the queue's URL is not where the embedded runtime listens.
    client: new SQSClient({ useQueueUrlAsEndpoint: false }),
  });

export const wireDirectory = (
  from: Has<'DIRECTORY_TABLE'> & Partial<Has<'TICKET_TABLE'>>,
  beside?: 'beside',
): Directory =>
  createDirectory({
    client,
    time,
    ...(beside && { readItem }),
    directoryTable: from.DIRECTORY_TABLE,
    ...(from.TICKET_TABLE !== undefined && { ticketTable: from.TICKET_TABLE }),
  });

/** Where people stand at the desk, for the door of every function that they may call. */
export const wireStandings = (from: Has<'DIRECTORY_TABLE'>) => standingsBy(from, createPlainRead(client));

const standingsBy = ({ DIRECTORY_TABLE: directoryTable }: Has<'DIRECTORY_TABLE'>, read: ReadItem) => ({
  standings: createStandings({ readItem: read, time, directoryTable }),
  time,
});

/** The same for functions of tickets: what a route reads of the ticket is read with it. */
export const wireTicketDoor = (
  from: Has<'DIRECTORY_TABLE' | 'TICKET_TABLE'>,
  actOf: (route: string) => Parameters<typeof placesOf>[2] | undefined,
) => ({
  ...standingsBy(from, readItem),
  expect: (route: string, { id }: { readonly id?: string | undefined }): void => {
    const act = actOf(route);
    expect(act && id !== undefined ? placesOf(from.TICKET_TABLE, id, act) : []);
  },
});

export const wireRosters = (from: Has<'DIRECTORY_TABLE'>): ReturnType<typeof createRosters> =>
  createRosters({ client, time, directoryTable: from.DIRECTORY_TABLE });

/**
 * One for all of this process: what it has read is read once a second. `beside`: for those who read tickets with it side by side,
 * and wire it first.
 */
let policies: Policies | undefined;
export const wirePolicies = (from: Has<'POLICY_TABLE'>, beside?: 'beside'): Policies => {
  policies ??= createPolicies({
    ...{ client, time, policyTable: from.POLICY_TABLE, bundled: bundledPolicy },
    ...(beside && { readItem }),
  });
  return policies;
};

export const wireInsight = (from: Has<'INSIGHT_TABLE'>): Insight =>
  createInsight({ client, time, readItem, insightTable: from.INSIGHT_TABLE });

export const wireAlarmReads = (from: Has<'TICKET_TABLE'>) =>
  createAlarmReads({ client, ticketTable: from.TICKET_TABLE });

export const wireAlarms = (from: Has<'INSIGHT_TABLE'> & Partial<Has<'TICKET_TABLE'>>) =>
  createAlarms({ client, time, insightTable: from.INSIGHT_TABLE, ticketTable: from.TICKET_TABLE });

/** For those who tell people of them. */
export const wireAlarmEvents = (from: Has<'TICKET_TABLE'>) =>
  createAlarmEvents({ client, ticketTable: from.TICKET_TABLE });

/** All that the router reads and writes. `beside`: as for the policies. */
export const wireRouter = (
  from: Has<'TICKET_TABLE' | 'DIRECTORY_TABLE' | 'POLICY_TABLE' | 'INSIGHT_TABLE'> & (NoClockwork | Has<'CLOCKWORK'>),
  beside?: 'beside',
) => {
  const policies = wirePolicies(from, beside);
  const insight = wireInsight(from);
  return {
    tickets: wireTickets(from),
    directory: wireDirectory(from, beside),
    policies,
    insight: { ...insight, tallies: rememberedTallies(insight.tallies, time) },
    time,
  };
};

export const wireRates = (from: Has<'RATE_TABLE' | 'RATE_FACTOR'>): Rates =>
  createRates({
    leases: createRateLeases({ client, rateTable: from.RATE_TABLE }),
    time,
    factor: Number(from.RATE_FACTOR),
    onFault: (fault) => void import('./logger.ts').then(({ logFault }) => logFault(fault, {})),
  });

export const wireKeys = (from: Has<'SIGNING_SECRET_ID'>): Keys =>
  createKeys(new SecretsManagerClient({}), from.SIGNING_SECRET_ID);

export const wireWorkflow = (
  from: Has<'TICKET_TABLE' | 'STATE_MACHINE_ARN'> & (NoClockwork | Has<'CLOCKWORK'>),
): Workflow =>
  from.CLOCKWORK === SWEEPER
    ? createSweptWorkflow({ dueTimes: wireDueTimes(from), time })
    : createWorkflow({
        readItem,
        sfn: lean(new SFNClient(LEAN)),
        ticketTable: from.TICKET_TABLE,
        stateMachineArn: from.STATE_MACHINE_ARN,
      });

export const wireFileLinks = (from: Has<'FILE_BUCKET'>): FileLinks =>
  createFileLinks({ client: new S3Client({}), bucket: from.FILE_BUCKET, time });

export const wireQuarantine = (from: Has<'FILE_BUCKET'>): Quarantine =>
  createQuarantine({ client: new S3Client({}), bucket: from.FILE_BUCKET });
