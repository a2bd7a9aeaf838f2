/** What people of the desk approve by the link in a message. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { APPROVER_PAGES } from '../../contracts/routes/approver-pages.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireDirectory, wireInsight, wireKeys, wirePolicies, wireRates, wireTickets } from '../shared/wiring.ts';
import { wireReviewers } from '../shared/wiring-reviews.ts';
import { approverHandlers } from './approver/pages.ts';
import { problemPage } from './approver/problem-page.ts';

const environment = environmentOf('approver');
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  reviewers: wireReviewers(environment),
  policies: wirePolicies(environment),
  insight: wireInsight(environment),
  keys: wireKeys(environment),
  time,
};

export const handler = httpFunction('approver', approverHandlers(ports), {
  rates: wireRates(environment),
  problemPage,
  routes: APPROVER_PAGES,
});
