import { TaskFailure } from './failure.ts';

/** No input, output, argument or variable may be larger. */
const MOST_BYTES = 262_144;

export const tooLarge = (text: string): boolean =>
  text.length > MOST_BYTES || (text.length * 3 > MOST_BYTES && Buffer.byteLength(text) > MOST_BYTES);

export const tooLargeCause = (what: string): string =>
  `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;

/** Throws States.DataLimitExceeded when the texts together are larger than that: the variables of one Assign. */
export function checkSizes(texts: readonly string[], state: string): void {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length * 3 > MOST_BYTES) checkSize(texts.join(''), state);
}

/** Throws States.DataLimitExceeded when the JSON text is larger than a state may pass on. */
export function checkSize(text: string, state: string): void {
  if (!tooLarge(text)) return;
  throw new TaskFailure('States.DataLimitExceeded', tooLargeCause(state));
}
