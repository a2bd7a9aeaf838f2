import type { DeadLetters } from '../../../core/ports-dead-letters.ts';
import { redriveDeadLetters as redrive } from '../../../core/usecases/redrive-dead-letters.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const redriveDeadLetters =
  (ports: { readonly deadLetters: DeadLetters }): Handler<'redriveDeadLetters'> =>
  async ({ path }) => {
    const done = await redrive(ports, path.queue);
    return isRefused(done) ? done : { body: { queue: path.queue, ...done } };
  };
