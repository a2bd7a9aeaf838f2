/** Messages that nobody could handle, and their way back. */
import type { Route } from './route.ts';

const shared = { auth: 'token', scopes: ['operator'], function: 'dead-letters', status: 200 } as const;

export const DEAD_LETTERS = {
  listDeadLetters: {
    ...shared,
    method: 'GET',
    path: '/v1/dead-letters',
    summary: 'All queues of dead letters, with how many there are and since when',
  },
  showDeadLetters: {
    ...shared,
    method: 'GET',
    path: '/v1/dead-letters/{queue}/messages',
    summary: 'Up to ten of them, with the ids of their events; nothing of what they say',
  },
  redriveDeadLetters: {
    ...shared,
    method: 'POST',
    path: '/v1/dead-letters/{queue}/redrive',
    summary: 'Move up to 100 back to where they came from, to be handled again',
  },
} as const satisfies Record<string, Route>;
