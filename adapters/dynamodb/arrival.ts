/**
 * That an agent has room: an item which the ticket table's pipe takes for an event, written in the same transaction as what
 * happened to the agent. Nobody reads it again.
 */
import { marshall } from '@aws-sdk/util-dynamodb';
import { ulid } from 'ulid';
import type { AgentProfile } from '../../core/domain/routing/agent.ts';
import { toMs } from '../../core/domain/time.ts';
import { nowSeconds } from './ticket-commit.ts';
import { arrivalKey } from './ticket-table.ts';
import type { Transactions, Write } from './transact.ts';

/** What the writes of the directory need. */
export interface DirectoryPorts extends Transactions {
  readonly directoryTable: string;
  readonly ticketTable: string | undefined;
}

const KEPT_S = 24 * 60 * 60;

export const arrivalWrite = (
  { time, ticketTable }: DirectoryPorts,
  { id, team }: Pick<AgentProfile, 'id' | 'team'>,
): Write<'arrival'> => {
  if (ticketTable === undefined) throw new Error('To say that an agent has room needs the ticket table.');
  const now = time.now();
  const unique = ulid(toMs(now));
  return {
    role: 'arrival',
    item: {
      Put: {
        TableName: ticketTable,
        Item: {
          ...arrivalKey(id, unique),
          ...marshall({
            id: `${id}.${unique}`,
            type: 'agent.available',
            time: now,
            seq: 0,
            wakes: false,
            frees: id,
            team,
            expiresAt: nowSeconds(time) + KEPT_S,
          }),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  };
};
