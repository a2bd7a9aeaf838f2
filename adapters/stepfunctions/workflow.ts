/** The ticket's execution, started by name and woken by the token that it left beside the ticket. */
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Workflow } from '../../core/ports.ts';
import { waitKey } from '../dynamodb/ticket-table.ts';

/** The wait ended otherwise in the meantime: by its timeout, or by another wake-up. */
const GONE: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export const createWorkflow = ({
  dynamo,
  sfn,
  ticketTable,
  stateMachineArn,
}: {
  readonly dynamo: Pick<DynamoDBClient, 'send'>;
  readonly sfn: Pick<SFNClient, 'send'>;
  readonly ticketTable: string;
  readonly stateMachineArn: string;
}): Workflow => ({
  start: async (ticketId, generation) => {
    try {
      await sfn.send(
        new StartExecutionCommand({
          stateMachineArn,
          name: `${ticketId}-${generation}`,
          input: JSON.stringify({ ticketId, generation }),
        }),
      );
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'exists';
      throw error;
    }
  },
  parked: async (ticketId) => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: ticketTable, Key: waitKey(ticketId), ConsistentRead: true }),
    );
    return Item?.token?.S === undefined ? undefined : { token: Item.token.S, version: Number(Item.version?.N) };
  },
  wake: async ({ token }, position) => {
    try {
      await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(position) }));
      return 'woken';
    } catch (error) {
      if (error instanceof Error && GONE.has(error.name)) return 'gone';
      throw error;
    }
  },
});
