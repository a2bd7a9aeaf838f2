/** Works on exports, one slice for each message. */
import * as z from 'zod/mini';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { ExportId } from '../../core/domain/exports/job.ts';
import { workExport } from '../../core/usecases/work-export.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies, wireTickets } from '../shared/wiring.ts';
import { wireExportFiles, wireExportQueue, wireExports, wireOpenedTickets } from '../shared/wiring-exports.ts';

const environment = environmentOf('work-export');
const ports = {
  exports: wireExports(environment),
  opened: wireOpenedTickets(environment),
  tickets: wireTickets(environment),
  policies: wirePolicies(environment),
  files: wireExportFiles(environment),
  queue: wireExportQueue(environment),
  time,
};

export const handler = consumerOf(z.object({ export: z.string(), by: z.string() }), ({ export: id, by }) =>
  workExport(ports, { by, id: id as ExportId }),
);
