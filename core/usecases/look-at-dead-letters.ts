import type { DeadLetter, DeadLetters } from '../ports-dead-letters.ts';
import { noDeadLetters } from './redrive-dead-letters.ts';
import type { Refused } from './refused.ts';

/** Up to ten of them, the oldest first. */
export const lookAtDeadLetters = async (
  { deadLetters }: { readonly deadLetters: DeadLetters },
  queue: string,
): Promise<readonly DeadLetter[] | Refused> => {
  if (deadLetters.has(queue) === undefined) return noDeadLetters(queue);
  return (await deadLetters.some(queue)).toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
};
