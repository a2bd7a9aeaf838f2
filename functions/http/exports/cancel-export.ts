import type { ExportId } from '../../../core/domain/exports/job.ts';
import { cancelExport as cancel } from '../../../core/usecases/cancel-export.ts';
import type { ExportPorts } from '../../../core/usecases/list-exports.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { exportView } from './export-view.ts';

export const cancelExport =
  (ports: ExportPorts): Handler<'cancelExport'> =>
  async ({ actor, path }) => {
    const cancelled = await cancel(ports, { by: actor.id, id: path.export as ExportId });
    return isRefused(cancelled) ? cancelled : { body: exportView(cancelled) };
  };
