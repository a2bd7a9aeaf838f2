/** Every minute: the load of the queues, what those on leave hold, who has come to their shift, and the on-duty alarms. */
import type { Context } from 'aws-lambda';
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { type Raised, raiseAlarms } from '../../core/usecases/raise-alarms.ts';
import { type Watched, watchDesk } from '../../core/usecases/watch-desk.ts';
import { environmentOf } from '../shared/environment.ts';
import { tellMetric, tellMetricOf } from '../shared/metrics.ts';
import { wireAlarmReads, wireAlarms, wireRouter } from '../shared/wiring.ts';

const environment = environmentOf('watch-desk');
const ports = { ...wireRouter(environment), alarms: wireAlarms(environment), lists: wireAlarmReads(environment) };

let last: Watched | undefined;
let raised: Raised | undefined;

export const handler = async (_: unknown, { awsRequestId }: Pick<Context, 'awsRequestId'>): Promise<void> => {
  const before = last;
  last = undefined; // one that fails tells the next nothing
  try {
    last = await watchDesk(ports, { correlation: awsRequestId, ...(before && { last: before }) });
  } finally {
    await lookForAlarms(last);
  }
  const { waiting, red, changed } = last;
  if (waiting.size === 0 && changed.length === 0) return; // no number is no alarm
  const at = toMs(time.now());
  tellMetric(METRICS.redQueues, red.length, at, { queues: red });
  if (changed.length > 0) tellMetric(METRICS.colourChanges, changed.length, at, { changed });
};

/** After the queues, by whose colours some alarms go; also when something went wrong there. */
const lookForAlarms = async (watched: Watched | undefined): Promise<void> => {
  const before = raised;
  raised = undefined;
  const looked = await raiseAlarms(ports, { last: before, queues: watched });
  raised = looked;
  const at = toMs(time.now());
  for (const alarm of looked.on) tellMetricOf(alarm, METRICS.dutyAlarms, 1, at);
  for (const alarm of looked.cleared) tellMetricOf(alarm, METRICS.dutyAlarms, 0, at);
};
