import { bindingsOf } from './context.ts';
import type { StateOf } from './definition.ts';
import { EvaluationFailure } from './failure.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import { evaluateAs } from './template.ts';
import { parseTimestamp } from './timestamp.ts';

const MOST_SECONDS = 99_999_999;

const isSeconds = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_SECONDS;

const isString = (value: unknown): value is string => typeof value === 'string';

/** Epoch ms at which a Wait state ends. Throws EvaluationFailure. */
export async function wakeTime(run: Run, frame: Frame, state: StateOf<'Wait'>): Promise<number> {
  if (state.seconds) {
    return run.now() + (await evaluateAs(state.seconds, bindingsOf(run, frame), 'integer', isSeconds)) * 1000;
  }
  const text = await evaluateAs(state.timestamp!, bindingsOf(run, frame), 'string', isString);
  const time = parseTimestamp(text);
  if (time !== undefined) return time;
  throw new EvaluationFailure(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  );
}
