/** What customers and outside parties see and do by their links, as pages and for apps. */

import { ulidAttachments as ids } from '../../adapters/attachment-ids.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { CUSTOMER } from '../../contracts/routes/customer.ts';
import { PAGES } from '../../contracts/routes/pages.ts';
import { SURVEYS } from '../../contracts/routes/surveys.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireFileLinks, wireKeys, wirePolicies, wireRates, wireTickets } from '../shared/wiring.ts';
import { wireContacts, wireProfiles, wireSurveys } from '../shared/wiring-surveys.ts';
import { linkHandlers } from './customer/by-link.ts';
import { pageHandlers } from './customer/forms.ts';
import { problemPage } from './customer/problem-page.ts';
import { sendFile } from './customer/send-file.ts';

const environment = environmentOf('customer');
const ports = {
  tickets: wireTickets(environment),
  policies: wirePolicies(environment),
  keys: wireKeys(environment),
  links: wireFileLinks(environment),
  surveys: wireSurveys(environment),
  profiles: wireProfiles(environment),
  contacts: wireContacts(environment),
  send: sendFile,
  ids,
  time,
};

export const handler = httpFunction(
  'customer',
  { ...linkHandlers(ports), ...pageHandlers(ports) },
  { rates: wireRates(environment), problemPage, routes: { ...CUSTOMER, ...PAGES, ...SURVEYS } },
);
