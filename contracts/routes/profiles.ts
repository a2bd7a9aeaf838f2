/** What stays with a customer when their ticket is over. */
import * as requests from '../customer-profile-requests.ts';
import { AGENTS, DESK, type Route } from './route.ts';

export const PROFILES = {
  getProfile: {
    method: 'GET',
    path: '/v1/customers/{customer}/profile',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    status: 200,
    summary: 'How a customer wants to be treated',
  },
  putProfile: {
    method: 'PUT',
    path: '/v1/customers/{customer}/profile',
    auth: 'token',
    scopes: AGENTS,
    function: 'desk-commands',
    body: requests.putProfile,
    status: 200,
    summary: 'Note how a customer wants to be treated, in the place of what was noted before',
  },
} as const satisfies Record<string, Route>;
