/** What channels send for their customers. */
import type { ZodMiniType } from 'zod/mini';
import * as requests from '../requests.ts';
import type { Route } from './route.ts';

const signed = <P extends `/v1/${string}`, B extends ZodMiniType>(path: P, body: B, summary: string) =>
  ({
    method: 'POST',
    path,
    auth: 'signature',
    function: 'channel',
    body,
    status: 200,
    summary,
    command: true,
  }) as const;

const forms = <P extends `/v1/${string}`>(path: P, summary: string) =>
  ({ method: 'GET', path, auth: 'signature', function: 'channel', status: 200, summary }) as const;

export const CHANNEL = {
  createTicket: {
    method: 'POST',
    path: '/v1/tickets',
    auth: 'signature',
    function: 'intake',
    body: requests.openTicket,
    status: 201,
    summary: 'Open a ticket; 200 with the same ticket when the uniqueId is known',
  },
  addMessage: signed('/v1/channel/tickets/{id}/messages', requests.message, 'A further message of the customer'),
  urgeTicket: signed('/v1/channel/tickets/{id}/urge', requests.optionalMessage, 'The customer urges'),
  reopenAsCustomer: signed('/v1/channel/tickets/{id}/reopen', requests.reason, 'The customer is not satisfied: reopen'),
  confirmTicket: signed(
    '/v1/channel/tickets/{id}/confirm',
    requests.nothing,
    'The customer is satisfied: close at once',
  ),
  getPublicState: {
    method: 'GET',
    path: '/v1/channel/tickets/{id}',
    auth: 'signature',
    function: 'channel',
    status: 200,
    summary: 'What the customer may know',
  },
  listChannelForms: forms('/v1/channel/forms', 'The forms of the policy, one for each category'),
  getChannelForm: forms('/v1/channel/forms/{category}', 'What a category asks for: JSON Schema, layout and questions'),
  listNotices: {
    method: 'GET',
    path: '/v1/notices',
    auth: 'none',
    function: 'channel',
    status: 200,
    summary: 'What customers are told of the promotions that run or are announced',
  },
} as const satisfies Record<string, Route>;
