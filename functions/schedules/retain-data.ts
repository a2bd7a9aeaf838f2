/** Every hour: erases what is due today, a part of it at a time. */
import type { Context } from 'aws-lambda';
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { retainData } from '../../core/usecases/retain-data.ts';
import { environmentOf } from '../shared/environment.ts';
import { tellMetric } from '../shared/metrics.ts';
import { wirePolicies, wireTickets } from '../shared/wiring.ts';
import { wireAudit } from '../shared/wiring-audit.ts';

const environment = environmentOf('retain-data');
const tickets = wireTickets(environment);
const ports = { tickets, policies: wirePolicies(environment), time, ...wireAudit(environment, tickets) };
/** At some 50 ms each: done within five minutes. */
const MOST = 5000;

export const handler = async (_: unknown, { awsRequestId }: Pick<Context, 'awsRequestId'>): Promise<void> => {
  const { erased, held, postponed, failed } = await retainData(ports, { correlation: awsRequestId, most: MOST });
  const at = toMs(time.now());
  if (erased > 0) tellMetric(METRICS.ticketsErased, erased, at, { held, postponed });
  if (failed > 0) tellMetric(METRICS.erasuresFailed, failed, at);
};
