/** The ticket's execution, started by name and woken by the token that it left beside the ticket. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Time, Workflow } from '../../core/ports.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { ticketOf } from '../dynamodb/ticket-head.ts';
import { headKey, waitKey } from '../dynamodb/ticket-table.ts';

/** The wait ended otherwise in the meantime: by its timeout, or by another wake-up. */
const GONE: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export const createWorkflow = ({
  dynamo,
  time,
  sfn,
  ticketTable,
  stateMachineArn,
}: {
  readonly dynamo: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
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
    const items = await batchGet({ client: dynamo, time }, ticketTable, [waitKey(ticketId), headKey(ticketId)]);
    const [wait, head] = ['WAIT', 'TICKET'].map((sort) => items.find(({ sk }) => sk?.S === sort));
    if (wait?.token?.S === undefined) return undefined;
    if (!head) throw new Error(`${ticketId} has a wait but no head.`);
    return { token: wait.token.S, version: Number(wait.version?.N), ticket: ticketOf(head) };
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
