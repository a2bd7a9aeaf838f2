/** Every minute, where the sweeper is the clockwork: sends what falls due in the next two and a half, each to its second. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { type Sent, sweepDue } from '../../core/usecases/sweep-due.ts';
import { environmentOf } from '../shared/environment.ts';
import { tellMetric } from '../shared/metrics.ts';
import { wireDueQueue, wireDueTimes } from '../shared/wiring.ts';

const environment = environmentOf('sweep');
const sent: Sent = new Map();
const ports = { dueTimes: wireDueTimes(environment), dueQueue: wireDueQueue(environment), time, sent };

export const handler = async (): Promise<void> => {
  const { secondsBehind, ...more } = await sweepDue(ports);
  if (secondsBehind > 0 || more.unfinished > 0)
    tellMetric(METRICS.secondsBehind, secondsBehind, toMs(time.now()), more);
};
