import type { DeadLetters } from '../../../core/ports-dead-letters.ts';
import { lookAtDeadLetters } from '../../../core/usecases/look-at-dead-letters.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const showDeadLetters =
  (ports: { readonly deadLetters: DeadLetters }): Handler<'showDeadLetters'> =>
  async ({ path }) => {
    const letters = await lookAtDeadLetters(ports, path.queue);
    return isRefused(letters) ? letters : { body: { items: letters } };
  };
