/**
 * Ports of this process, each over one client. A bundle carries only the clients it asks for, so every one has its own
 * function here.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createDirectory } from '../../adapters/dynamodb/directory.ts';
import { createEffects } from '../../adapters/dynamodb/effects.ts';
import { createInsight } from '../../adapters/dynamodb/insight.ts';
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createPolicies } from '../../adapters/dynamodb/policy-table.ts';
import { createRosters } from '../../adapters/dynamodb/rosters.ts';
import { createTickets } from '../../adapters/dynamodb/tickets.ts';
import { createKeys, type Keys } from '../../adapters/secrets/keys.ts';
import { createMailer } from '../../adapters/ses/mailer.ts';
import { createWorkflow } from '../../adapters/stepfunctions/workflow.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Directory, Effects, Insight, Mailer, Policies, Tickets, Workflow } from '../../core/ports.ts';
import { bundledPolicy } from './bundled-policy.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

const client = new DynamoDBClient({});
/** One for all tables: what the records of a batch read side by side is one call. */
const readItem = createItemReads({ client, time });

export const wireTickets = (from: Has<'TICKET_TABLE'> & Partial<Has<'DIRECTORY_TABLE'>>): Tickets =>
  createTickets({
    client,
    time,
    readItem,
    ticketTable: from.TICKET_TABLE,
    ...(from.DIRECTORY_TABLE !== undefined && { directoryTable: from.DIRECTORY_TABLE }),
  });

export const wireDirectory = (from: Has<'DIRECTORY_TABLE'> & Partial<Has<'TICKET_TABLE'>>): Directory =>
  createDirectory({
    client,
    time,
    directoryTable: from.DIRECTORY_TABLE,
    ...(from.TICKET_TABLE !== undefined && { ticketTable: from.TICKET_TABLE }),
  });

export const wireRosters = (from: Has<'DIRECTORY_TABLE'>): ReturnType<typeof createRosters> =>
  createRosters({ client, time, directoryTable: from.DIRECTORY_TABLE });

export const wirePolicies = (from: Has<'POLICY_TABLE'>): Policies =>
  createPolicies({ client, time, policyTable: from.POLICY_TABLE, bundled: bundledPolicy });

export const wireInsight = (from: Has<'INSIGHT_TABLE'>): Insight =>
  createInsight({ client, time, readItem, insightTable: from.INSIGHT_TABLE });

/** All that the router reads and writes. */
export const wireRouter = (from: Has<'TICKET_TABLE' | 'DIRECTORY_TABLE' | 'POLICY_TABLE' | 'INSIGHT_TABLE'>) => ({
  tickets: wireTickets(from),
  directory: wireDirectory(from),
  policies: wirePolicies(from),
  insight: wireInsight(from),
  time,
});

export const wireEffects = (from: Has<'TICKET_TABLE'>): Effects =>
  createEffects({ client, time, ticketTable: from.TICKET_TABLE });

export const wireKeys = (from: Has<'SIGNING_SECRET_ID'>): Keys =>
  createKeys(new SecretsManagerClient({}), from.SIGNING_SECRET_ID);

export const wireWorkflow = (from: Has<'TICKET_TABLE' | 'STATE_MACHINE_ARN'>): Workflow =>
  createWorkflow({
    readItem,
    sfn: new SFNClient({}),
    ticketTable: from.TICKET_TABLE,
    stateMachineArn: from.STATE_MACHINE_ARN,
  });

export const wireMailer = (from: Has<'MAIL_FROM'>): Mailer =>
  createMailer({ ses: new SESv2Client({}), from: from.MAIL_FROM });
