import { type ExportPorts, listExports as list } from '../../../core/usecases/list-exports.ts';
import type { Handler } from '../../shared/door.ts';
import { exportView } from './export-view.ts';

export const listExports =
  (ports: ExportPorts): Handler<'listExports'> =>
  async ({ actor }) => ({ body: { items: (await list(ports, actor.id)).map(exportView) } });
