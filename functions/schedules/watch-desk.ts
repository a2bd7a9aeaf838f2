/** Every minute: the load of the queues, what those on leave hold, and who has come to their shift. */
import type { Context } from 'aws-lambda';
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { watchDesk } from '../../core/usecases/watch-desk.ts';
import { environmentOf } from '../shared/environment.ts';
import { tellMetric } from '../shared/metrics.ts';
import { wireRouter } from '../shared/wiring.ts';

const environment = environmentOf('watch-desk');
const ports = wireRouter(environment);

let quiet = false;

export const handler = async (_: unknown, { awsRequestId }: Pick<Context, 'awsRequestId'>): Promise<void> => {
  const watched = await watchDesk(ports, { correlation: awsRequestId, quiet });
  quiet = watched.quiet;
  const { red, changed } = watched;
  if (quiet && changed.length === 0) return; // no number is no alarm
  const at = toMs(time.now());
  tellMetric(METRICS.redQueues, red.length, at, { queues: red });
  if (changed.length > 0) tellMetric(METRICS.colourChanges, changed.length, at, { changed });
};
