import { removeView as remove, type ViewPorts } from '../../../core/usecases/saved-views.ts';
import type { Handler } from '../../shared/door.ts';

export const removeView =
  (ports: ViewPorts): Handler<'removeView'> =>
  async ({ path, actor, query }) =>
    (await remove(ports, actor, path.view, query.for)) ?? { body: { removed: true } };
