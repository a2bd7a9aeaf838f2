/** How people find tickets. */
import { search } from '../search-requests.ts';
import { READERS, type Route } from './route.ts';

export const SEARCH = {
  searchTickets: {
    method: 'GET',
    path: '/v1/search',
    auth: 'token',
    scopes: READERS,
    function: 'search',
    query: search,
    status: 200,
    summary: 'Tickets by what they say; the last written first. A page may be short, or empty, and still have a `next`',
    rate: 'search',
  },
} as const satisfies Record<string, Route>;
