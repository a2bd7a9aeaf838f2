/** Tells tickets of what happened to another one that concerns them: a parent of its parts, absorbed ones that the archive waits for them. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { busConcerning } from '../../contracts/bus.ts';
import { tellRelated } from '../../core/usecases/tell-related.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('tell-related');
const ports = { tickets: wireTickets(environment), policies: wirePolicies(environment), time };

export const handler = consumerOf(busConcerning, (event, correlation) => tellRelated(ports, { ...event, correlation }));
