import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { rebuildClocks as rebuild } from '../../../core/usecases/rebuild-clocks.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const rebuildClocks =
  (ports: ChangePorts): Handler<'rebuildClocks'> =>
  async ({ path, body, actor, correlation }) => {
    const rebuilt = await rebuild(ports, { idOrCode: path.id, dryRun: body.dryRun, actor, correlation });
    return isRefused(rebuilt) ? rebuilt : { body: rebuilt };
  };
