/** Keeps the numbers of the day in step with the tickets, and counts those that nobody could be found for. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { recordFact } from '../../core/usecases/record-fact.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireInsight, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('analytics');
const ports = { tickets: wireTickets(environment), insight: wireInsight(environment), time };

export const handler = consumer(async ({ type, ticketId, queue }) => {
  if (type !== 'ticket.dispatch-failed') return recordFact(ports, ticketId);
  const { tellMetric } = await import('../shared/metrics.ts');
  tellMetric(METRICS.nobodyFound, 1, toMs(time.now()), { ticketId, queue });
});
