/** Finds tickets by what they say. */

import { systemTime as time } from '../../adapters/system-time.ts';
import { SEARCH } from '../../contracts/routes/search.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireKeys, wirePolicies, wireRates, wireStandings, wireTickets } from '../shared/wiring.ts';
import { wireSearch } from '../shared/wiring-search.ts';
import { searchTickets } from './search/search-tickets.ts';

const environment = environmentOf('search');
const ports = {
  tickets: wireTickets({ TICKET_TABLE: environment.TICKET_TABLE }),
  policies: wirePolicies(environment),
  search: wireSearch(environment),
  keys: wireKeys(environment),
  time,
};

export const handler = httpFunction(
  'search',
  { searchTickets: searchTickets(ports) },
  { routes: SEARCH, rates: wireRates(environment), standing: wireStandings(environment) },
);
