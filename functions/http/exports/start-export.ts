import type { ExportWish } from '../../../core/domain/exports/job.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { startExport as start } from '../../../core/usecases/start-export.ts';
import type { Handler } from '../../shared/door.ts';
import { exportView } from './export-view.ts';

export const startExport =
  (ports: Parameters<typeof start>[0]): Handler<'startExport'> =>
  async ({ actor, body }) => {
    const { queue, category, phase, ...always } = body;
    const wish: ExportWish = {
      ...always,
      ...(queue !== undefined && { queue }),
      ...(category !== undefined && { category }),
      ...(phase !== undefined && { phase }),
    };
    const started = await start(ports, { actor, wish });
    return isRefused(started) ? started : { body: exportView(started) };
  };
