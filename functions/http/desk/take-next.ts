import type { ClaimPorts } from '../../../core/usecases/claim-ticket.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { takeNext as take } from '../../../core/usecases/take-next.ts';
import type { Handler } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';

export const takeNext =
  (ports: ClaimPorts): Handler<'takeNext'> =>
  async ({ path, actor, correlation }) => {
    const taken = await take(ports, path.queue, { actor, correlation });
    if (isRefused(taken)) return taken;
    return { headers: { etag: etagOf(taken.outcome.version) }, body: taken.outcome };
  };
