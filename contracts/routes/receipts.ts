/** Where providers of short messages tell what became of them. The address is a secret between them and the desk (docs/notices.md). */
import { receipts } from '../deliveries.ts';
import type { Route } from './route.ts';

export const RECEIPTS = {
  takeReceipts: {
    method: 'POST',
    path: '/v1/receipts/{provider}/{token}',
    auth: 'none', // the token in the path is of the provider, not of a ticket
    function: 'receipts',
    body: receipts,
    status: 200,
    summary: 'What became of short messages, told by their provider',
    rate: 'queries', // many come at once
  },
} as const satisfies Record<string, Route>;
