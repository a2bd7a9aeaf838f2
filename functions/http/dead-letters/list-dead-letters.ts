import { DEAD_LETTERS_RUNBOOK } from '../../../contracts/letter-queues.ts';
import type { DeadLetters } from '../../../core/ports-dead-letters.ts';
import type { Handler } from '../../shared/door.ts';

export const listDeadLetters =
  ({ deadLetters }: { readonly deadLetters: Pick<DeadLetters, 'queues'> }): Handler<'listDeadLetters'> =>
  async () => {
    const items = (await deadLetters.queues()).map(({ name, ...known }) => ({ queue: name, ...known }));
    return { body: { items, runbook: DEAD_LETTERS_RUNBOOK } };
  };
