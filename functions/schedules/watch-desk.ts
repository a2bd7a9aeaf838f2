/** Every minute: the load of the queues, what those on leave hold, who has come to their shift, and the on-duty alarms. */
import type { Context } from 'aws-lambda';
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { raiseAlarms } from '../../core/usecases/raise-alarms.ts';
import { type Watched, watchDesk } from '../../core/usecases/watch-desk.ts';
import { environmentOf } from '../shared/environment.ts';
import { tellMetric, tellMetricOf } from '../shared/metrics.ts';
import { wireAlarmReads, wireAlarms, wireRouter } from '../shared/wiring.ts';

const environment = environmentOf('watch-desk');
const ports = wireRouter(environment);

const alarmPorts = { ...ports, alarms: wireAlarms(environment), tickets: wireAlarmReads(environment) };

let last: Watched | undefined;
let calm = false;

export const handler = async (_: unknown, { awsRequestId }: Pick<Context, 'awsRequestId'>): Promise<void> => {
  const before = last;
  last = undefined; // one that fails tells the next nothing
  try {
    last = await watchDesk(ports, { correlation: awsRequestId, ...(before && { last: before }) });
  } finally {
    await lookForAlarms(last);
  }
  const { quiet, red, changed } = last;
  if (quiet && changed.length === 0) return; // no number is no alarm
  const at = toMs(time.now());
  tellMetric(METRICS.redQueues, red.length, at, { queues: red });
  if (changed.length > 0) tellMetric(METRICS.colourChanges, changed.length, at, { changed });
};

/** After the queues, by whose colours some alarms go; also when something went wrong there. */
const lookForAlarms = async (watched: Watched | undefined): Promise<void> => {
  const looked = await raiseAlarms(alarmPorts, {
    calm: calm && watched?.quiet === true,
    ...(watched && { waiting: watched.waiting }),
  });
  calm = looked.calm;
  const at = toMs(time.now());
  for (const alarm of looked.on) tellMetricOf(alarm, METRICS.dutyAlarms, 1, at);
  for (const alarm of looked.cleared) tellMetricOf(alarm, METRICS.dutyAlarms, 0, at);
};
