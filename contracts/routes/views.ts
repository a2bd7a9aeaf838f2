/** Lists that people keep under a name. */
import * as requests from '../view-requests.ts';
import { READERS, type Route } from './route.ts';

const view = { path: '/v1/me/views/{view}', auth: 'token', scopes: READERS, function: 'desk-commands' } as const;

export const VIEWS = {
  listViews: {
    method: 'GET',
    path: '/v1/me/views',
    auth: 'token',
    scopes: READERS,
    function: 'desk-queries',
    status: 200,
    summary: 'The views that I keep, and those of my team',
  },
  putView: {
    method: 'PUT',
    ...view,
    body: requests.putView,
    status: 200,
    summary: 'Keep a list or a search with its filter under a name; for the team by its supervisors',
  },
  removeView: {
    method: 'DELETE',
    ...view,
    query: requests.removeView,
    status: 200,
    summary: 'Keep it no longer',
  },
} as const satisfies Record<string, Route>;
