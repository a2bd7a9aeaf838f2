import type { ExportId } from '../../../core/domain/exports/job.ts';
import { type ExportPorts, readExport } from '../../../core/usecases/list-exports.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { exportView } from './export-view.ts';

export const getExport =
  (ports: ExportPorts): Handler<'getExport'> =>
  async ({ actor, path }) => {
    const found = await readExport(ports, { by: actor.id, id: path.export as ExportId });
    if (isRefused(found)) return found;
    const { job, download } = found;
    return {
      body: { ...exportView(job), ...(download && { url: download.url, urlExpiresAt: download.expiresAt }) },
    };
  };
