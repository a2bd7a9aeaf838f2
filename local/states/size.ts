import { TaskFailure } from './failure.ts';

/** No input, output, argument or variable may be larger. */
const MOST_BYTES = 262_144;

export const tooLarge = (text: string): boolean =>
  text.length > MOST_BYTES || (text.length * 3 > MOST_BYTES && Buffer.byteLength(text) > MOST_BYTES);

/** Throws States.DataLimitExceeded when the JSON text is larger than a state may pass on. */
export function checkSize(text: string, state: string): void {
  if (!tooLarge(text)) return;
  throw new TaskFailure(
    'States.DataLimitExceeded',
    `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
