/** What agents, supervisors and reviewers look at. */
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireDirectory, wireInsight, wireKeys, wireTickets } from '../shared/wiring.ts';
import { getDayReport } from './desk/get-day-report.ts';
import { getOpenApi } from './desk/get-open-api.ts';
import { getTicket } from './desk/get-ticket.ts';
import { getTimeline } from './desk/get-timeline.ts';
import { listMine } from './desk/list-mine.ts';
import { listOfCustomer } from './desk/list-of-customer.ts';
import { listOfOrder } from './desk/list-of-order.ts';
import { listQueue } from './desk/list-queue.ts';
import { listTeam } from './desk/list-team.ts';

const environment = environmentOf('desk-queries');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  insight: wireInsight(environment),
  keys: wireKeys(environment),
};

export const handler = httpFunction('desk-queries', {
  getTicket: getTicket(ports),
  getTimeline: getTimeline(ports),
  listQueue: listQueue(ports),
  listMine: listMine(ports),
  listOfCustomer: listOfCustomer(ports),
  listOfOrder: listOfOrder(ports),
  listTeam: listTeam(ports),
  getDayReport: getDayReport(ports),
  getOpenApi,
});
