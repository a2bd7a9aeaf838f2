/** Every quarter of an hour: whether what agents carry is what their tickets add up to. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { type Right, reconcileLoads } from '../../core/usecases/reconcile-loads.ts';
import { environmentOf } from '../shared/environment.ts';
import { tellMetric } from '../shared/metrics.ts';
import { wireDirectory, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('reconcile-loads');
const ports = { tickets: wireTickets(environment), directory: wireDirectory(environment), time };

const right: Right = new Map();

export const handler = async (): Promise<void> => {
  const { agents, differences } = await reconcileLoads(ports, right);
  tellMetric(METRICS.loadDifferences, differences.length, toMs(time.now()), { agents, differences });
};
