/** Exports: it begins and tells of them, and never reads a ticket. */

import { systemTime as time } from '../../adapters/system-time.ts';
import { EXPORTS } from '../../contracts/routes/exports.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireRates, wireStandings } from '../shared/wiring.ts';
import { exportIds as ids, wireExportFiles, wireExportQueue, wireExports } from '../shared/wiring-exports.ts';
import { cancelExport } from './exports/cancel-export.ts';
import { getExport } from './exports/get-export.ts';
import { listExports } from './exports/list-exports.ts';
import { startExport } from './exports/start-export.ts';

const environment = environmentOf('exports');
const ports = {
  exports: wireExports(environment),
  files: wireExportFiles(environment),
  queue: wireExportQueue(environment),
  ids,
  time,
};

export const handler = httpFunction(
  'exports',
  {
    startExport: startExport(ports),
    listExports: listExports(ports),
    getExport: getExport(ports),
    cancelExport: cancelExport(ports),
  },
  { routes: EXPORTS, rates: wireRates(environment), standing: wireStandings(environment) },
);
