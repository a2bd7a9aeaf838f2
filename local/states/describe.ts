/** An execution as the API shows it. */
import { executionArn, machineArn } from './context.ts';
import type { ExecutionRow } from './rows.ts';

const DAY_MS = 86_400_000;
const LONGEST_EXECUTION_MS = 365 * DAY_MS;
const REDRIVABLE_MS = 14 * DAY_MS;
const MOST_EVENTS_TO_REDRIVE = 24_999;
const MOST_REDRIVES = 1000;

/** Epoch ms at which an execution that begins now times out: its machine's limit, a year at most. */
export const deadlineOf = (timeoutSeconds: number | undefined, now: number): number =>
  now + Math.min((timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000, LONGEST_EXECUTION_MS);

/** Why an execution cannot be redriven; undefined when it can. */
export function notRedrivable(row: ExecutionRow, now: number): string | undefined {
  if (row.status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (row.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (now - row.stopped! > REDRIVABLE_MS) return 'Execution redrivable period exceeded';
  if (row.events >= MOST_EVENTS_TO_REDRIVE) return 'Execution history event limit exceeded';
  if (row.redrives >= MOST_REDRIVES) return 'Execution redrive limit exceeded';
  return undefined;
}

export const listItem = (row: Pick<ExecutionRow, 'machine' | 'name' | 'started'> & Partial<ExecutionRow>) => ({
  executionArn: executionArn(row.machine, row.name),
  stateMachineArn: machineArn(row.machine),
  name: row.name,
  status: row.status,
  startDate: row.started / 1000,
  ...(row.stopped != null && { stopDate: row.stopped / 1000 }),
  redriveCount: row.redrives,
  ...(row.redriven != null && { redriveDate: row.redriven / 1000 }),
});

export function describeExecution(row: ExecutionRow, now: number): unknown {
  const reason = notRedrivable(row, now);
  const included = { included: true };
  return {
    ...listItem(row),
    input: row.input,
    inputDetails: included,
    ...(row.output !== null && { output: row.output, outputDetails: included }),
    ...(row.error !== null && { error: row.error }),
    ...(row.cause !== null && { cause: row.cause }),
    redriveStatus: reason ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(reason && { redriveStatusReason: reason }),
  };
}
