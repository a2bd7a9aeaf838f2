/** The ticket's execution, started by name and woken by the token that it left beside the ticket. */
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Workflow } from '../../core/ports-workflow.ts';
import type { ReadItem } from '../dynamodb/item-reads.ts';
import { ticketOf } from '../dynamodb/ticket-head.ts';
import { headKey, waitKey } from '../dynamodb/ticket-table.ts';

/** The wait ended otherwise in the meantime: by its timeout, or by another wake-up. */
const GONE: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export const createWorkflow = ({
  readItem,
  sfn,
  ticketTable,
  stateMachineArn,
}: {
  readonly readItem: ReadItem;
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
    const [wait, head] = await Promise.all([
      readItem(ticketTable, waitKey(ticketId)),
      readItem(ticketTable, headKey(ticketId)),
    ]);
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
