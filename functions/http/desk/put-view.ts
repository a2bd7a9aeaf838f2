import { isRefused } from '../../../core/usecases/refused.ts';
import { putView as put, type ViewPorts } from '../../../core/usecases/saved-views.ts';
import type { Handler } from '../../shared/door.ts';

export const putView =
  (ports: ViewPorts): Handler<'putView'> =>
  async ({ path, actor, body: { for: whose, ...view } }) => {
    const kept = await put(ports, actor, path.view, whose, view);
    return isRefused(kept) ? kept : { body: kept };
  };
