/**
 * When the teams work, without their agents, remembered by the process: every sign of life asks for it, and it changes a few
 * times a day. Database operations: one read per team, process and minute.
 */
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Team } from '../../core/domain/routing/team.ts';
import { type Instant, msBetween } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import { rosterKey } from './directory-table.ts';
import { teamOf } from './teams.ts';

const FRESH_MS = 60_000;

/** May be a minute old. Undefined for a team without a roster. */
export const createRosters = ({
  client,
  time,
  directoryTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly directoryTable: string;
}): ((team: string) => Promise<Team | undefined>) => {
  const known = new Map<string, { readonly at: Instant; readonly team: Team | undefined }>();
  return async (name) => {
    const now = time.now();
    const found = known.get(name);
    if (found && msBetween(found.at, now) < FRESH_MS) return found.team;
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: rosterKey(name) }));
    const team = Item && teamOf(Item);
    known.set(name, { at: now, team });
    return team;
  };
};
