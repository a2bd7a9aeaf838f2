/** What goes over the event bus: ids, enums and numbers alone, never text of people. */
import * as z from 'zod/mini';
import { instant, name, phase, priority, ticketId } from './common.ts';

export const BUS_SOURCE = 'gongdan.tickets';

/** Detail of an event on the bus; its detail-type is the event's type, e.g. `ticket.assigned`. */
export const busDetail = z.object({
  id: z.string().check(z.describe('<ticketId>.<seq>')),
  ticketId,
  // The pipe hands a number of the table on as text: it does not convert what it extracts.
  seq: z.coerce.number().check(z.int()),
  type: z.string(),
  time: instant,
  wakes: z.boolean().check(z.describe('Whether the parked workflow has to look again')),
  phase: phase.check(z.describe('After the event')),
  category: name,
  priority,
  queue: name,
});
export type BusDetail = z.infer<typeof busDetail>;
