import { listViews as list, type ViewPorts } from '../../../core/usecases/saved-views.ts';
import type { Handler } from '../../shared/door.ts';

export const listViews =
  (ports: ViewPorts): Handler<'listViews'> =>
  async ({ actor }) => ({ body: { items: await list(ports, actor) } });
