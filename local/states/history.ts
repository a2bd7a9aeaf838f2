/** Writes the events of an execution, with AWS's names of types and details. */
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';

const MOST_EVENTS = 25_000;

/** The history has no room for another event: the one that ends the execution is the last. */
export class HistoryFull extends Error {
  constructor() {
    super(`The execution reached the maximum number of history events (${MOST_EVENTS}).`);
    this.name = 'HistoryFull';
  }
}

const notTruncated = { truncated: false };

/** Appends an event of `frame`; `details` is keyed as AWS does, e.g. `{ taskStartedEventDetails: {…} }`. Throws HistoryFull. */
export function record(run: Run, frame: Frame, type: string, details: Record<string, unknown> = {}): number {
  if (run.execution.events >= MOST_EVENTS - 1) throw new HistoryFull();
  frame.last = append(run, type, frame.last, details);
  run.changed.add(frame);
  return frame.last;
}

/** Appends an event without the limit: the events that end an execution always fit. */
export function append(run: Run, type: string, previousEventId: number, details: Record<string, unknown> = {}): number {
  run.execution.events += 1;
  const id = run.execution.events;
  run.events.push({ id, previousEventId, timestamp: run.now() / 1000, type, ...details });
  return id;
}

export const entered = (name: string, input: string) => ({
  stateEnteredEventDetails: { name, input, inputDetails: notTruncated },
});

export const exited = (name: string, output: string, assigned: Record<string, unknown> | undefined) => ({
  stateExitedEventDetails: {
    name,
    output,
    outputDetails: notTruncated,
    ...(assigned && {
      assignedVariables: Object.fromEntries(
        Object.entries(assigned).map(([key, value]) => [key, JSON.stringify(value)]),
      ),
      assignedVariablesDetails: notTruncated,
    }),
  },
});

export const withOutput = (output: string) => ({ output, outputDetails: notTruncated });
export const withInput = (input: string) => ({ input, inputDetails: notTruncated });
