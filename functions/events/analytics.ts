/** Keeps the numbers of the day in step with the tickets. */
import { recordFact } from '../../core/usecases/record-fact.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireInsight, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('analytics');
const ports = { tickets: wireTickets(environment), insight: wireInsight(environment) };

export const handler = consumer(({ ticketId }) => recordFact(ports, ticketId));
