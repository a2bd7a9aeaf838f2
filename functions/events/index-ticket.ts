/** Keeps what tickets are found by in step with what was said. */
import { keepIndex } from '../../core/usecases/keep-index.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireTickets } from '../shared/wiring.ts';
import { wireSearch } from '../shared/wiring-search.ts';

const environment = environmentOf('index-ticket');
const ports = { tickets: wireTickets(environment), search: wireSearch(environment) };

export const handler = consumer(({ ticketId, seq }) => keepIndex(ports, ticketId, seq));
