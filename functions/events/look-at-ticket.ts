/** Looks at a ticket that has fallen due, or that somebody has moved: in the place of the workflow, where the sweeper is the clockwork. */
import * as z from 'zod/mini';
import { ticketId } from '../../contracts/common.ts';
import { lookAtTicket } from '../../core/usecases/look-at-ticket.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireDueQueue, wireDueTimes, wireRouter, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('look-at-ticket');
const ports = {
  ...wireRouter(environment, 'beside'),
  tickets: wireTickets(environment, 'looks'),
  dueTimes: wireDueTimes(environment),
  dueQueue: wireDueQueue(environment),
};

export const handler = consumerOf(z.object({ ticketId }), async (due, correlation) => {
  const looked = await lookAtTicket(ports, { ...due, correlation });
  if (typeof looked === 'object') throw new Error(`${due.ticketId}: ${looked.refused}`);
});
