import type { DeadLetters } from '../ports-dead-letters.ts';
import type { Refused } from './refused.ts';

/** Of one call, so that it ends in time. */
const MOST = 100;

/** Moves up to 100 dead letters back to the queue that they came from. Consumers know by the event what they have done already. */
export const redriveDeadLetters = async (
  { deadLetters }: { readonly deadLetters: DeadLetters },
  queue: string,
): Promise<{ readonly moved: number; readonly left: number } | Refused> => {
  const known = deadLetters.has(queue);
  if (known === undefined) return noDeadLetters(queue);
  return known === 'redrives' ? deadLetters.moveBack(queue, MOST) : nowhere(queue);
};

export const noDeadLetters = (queue: string): Refused => ({
  refused: 'dead-letters-not-found',
  detail: `Nobody has dead letters of the name ${queue}. GET /v1/dead-letters lists them.`,
});

const nowhere = (queue: string): Refused => ({
  refused: 'dead-letters-stay',
  detail: `The dead letters of ${queue} come from no queue, so they cannot go back to one: see the runbook.`,
});
