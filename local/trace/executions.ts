/** Reads the executions of one ticket through the API of Step Functions. */
import { AwsError } from '../aws.ts';
import { executionArn } from '../states/context.ts';
import type { HistoryEvent } from './visits.ts';

/** Step Functions, asked as the operator. Throws AwsError. */
export type Executions = (action: string, body: object) => Promise<any>;

interface Generation {
  readonly generation: number;
  /** As DescribeExecution answers it. */
  readonly description: any;
  readonly history: readonly HistoryEvent[];
}

// The first ones of a long life are forgotten, as closed executions are.
const MOST_FORGOTTEN = 20;

/** The executions of a ticket are named `<ticketId>-<generation>`, without a gap from the first that is still known. */
export async function generationsOf(executions: Executions, ticketId: string): Promise<Generation[]> {
  const found: Generation[] = [];
  const { stateMachines } = await executions('ListStateMachines', {});
  for (const { name } of stateMachines as { name: string }[]) {
    const before = found.length;
    for (let generation = 1; found.length > before || generation <= MOST_FORGOTTEN; generation += 1) {
      const arn = executionArn(name, `${ticketId}-${generation}`);
      const description = await described(executions, arn);
      if (description) found.push({ generation, description, history: await historyOf(executions, arn) });
      else if (found.length > before) break;
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
