/** The load of agents, moved in the same transaction as the ticket they hold. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Assignee, Ticket } from '../../core/domain/ticket.ts';
import { agentKey } from './directory-table.ts';

/** Broken when the agent is not listed in that team (any more). */
export const releaseWrite = (TableName: string, { team, id }: Assignee): TransactWriteItem => ({
  Update: {
    TableName,
    Key: agentKey(team, id),
    UpdateExpression: 'ADD #open :less',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#open': 'open' },
    ExpressionAttributeValues: { ':less': { N: '-1' } },
  },
});

/** Broken when the agent is not listed in that team (any more) or, within capacity, is full. */
export const takeWrite = (
  TableName: string,
  { team, id }: Assignee,
  after: Ticket,
  withinCapacity: boolean,
): TransactWriteItem => ({
  Update: {
    TableName,
    Key: agentKey(team, id),
    UpdateExpression: 'SET lastAssignedAt = :at ADD #open :more',
    ConditionExpression: withinCapacity ? 'attribute_exists(pk) AND #open < #capacity' : 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#open': 'open', ...(withinCapacity && { '#capacity': 'capacity' }) },
    ExpressionAttributeValues: {
      ':more': { N: '1' },
      ':at': { S: 'assignedAt' in after ? after.assignedAt : after.openedAt },
    },
  },
});
