/** Reads the executions of one ticket through the API of Step Functions. */
import { AwsError } from '../aws.ts';
import { executionArn } from '../states/context.ts';
import type { HistoryEvent } from './visits.ts';

/** Step Functions, asked as the operator. Throws AwsError. */
export type Executions = (action: string, body: object) => Promise<any>;

interface Generation {
  /** As DescribeExecution answers it. */
  readonly description: any;
  readonly history: readonly HistoryEvent[];
}

/** The executions of a ticket are named `<ticketId>-<generation>`, from 1 without a gap. */
export async function generationsOf(executions: Executions, ticketId: string): Promise<Generation[]> {
  const found: Generation[] = [];
  const { stateMachines } = await executions('ListStateMachines', {});
  for (const { name } of stateMachines as { name: string }[]) {
    for (;;) {
      const arn = executionArn(name, `${ticketId}-${found.length + 1}`);
      const description = await described(executions, arn);
      if (!description) break;
      found.push({ description, history: await historyOf(executions, arn) });
    }
  }
  return found;
}

async function described(executions: Executions, arn: string): Promise<any> {
  try {
    return await executions('DescribeExecution', { executionArn: arn });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}

async function historyOf(executions: Executions, arn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await executions('GetExecutionHistory', { executionArn: arn, maxResults: 1000, nextToken });
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}
