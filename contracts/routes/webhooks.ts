/** What operators and the systems beside the desk use: webhooks, the feed of events, and what describes them. */
import type { ZodMiniType } from 'zod/mini';
import * as requests from '../requests.ts';
import * as webhooks from '../webhook-requests.ts';
import type { Route } from './route.ts';

const operator = <
  M extends Route['method'],
  P extends `/v1/${string}`,
  const More extends { body?: ZodMiniType; query?: ZodMiniType },
>(
  method: M,
  path: P,
  summary: string,
  more: More,
) =>
  ({
    method,
    path,
    auth: 'token',
    scopes: ['operator'],
    function: 'webhooks',
    status: 200,
    summary,
    ...more,
  }) as const;

export const WEBHOOKS = {
  listWebhooks: operator('GET', '/v1/webhooks', 'All webhooks, and how their endpoints do', {}),
  createWebhook: {
    ...operator('POST', '/v1/webhooks', 'Send events to a URL; answers the secret, once', {
      body: webhooks.putWebhook,
    }),
    status: 201,
  },
  getWebhook: operator('GET', '/v1/webhooks/{webhook}', 'A webhook, and how its endpoint does', {}),
  putWebhook: operator('PUT', '/v1/webhooks/{webhook}', 'Change it; enabling it goes on where it stopped', {
    body: webhooks.putWebhook,
  }),
  removeWebhook: operator('DELETE', '/v1/webhooks/{webhook}', 'Send nothing to it any more', {}),
  rotateSecret: operator(
    'POST',
    '/v1/webhooks/{webhook}/rotate-secret',
    'A new secret, shown once; the old one signs beside it for a day',
    { body: requests.nothing },
  ),
  pingWebhook: operator('POST', '/v1/webhooks/{webhook}/ping', 'Send an event of the type webhook.ping to try it', {
    body: requests.nothing,
  }),
  listDeliveries: operator(
    'GET',
    '/v1/webhooks/{webhook}/deliveries',
    'Attempts of the last 7 days, the last one first',
    {
      query: webhooks.deliveriesPage,
    },
  ),
  replayDeliveries: operator(
    'POST',
    '/v1/webhooks/{webhook}/replay',
    'Deliver one event again, or what failed, or all',
    {
      body: webhooks.replay,
    },
  ),
  readEvents: operator('GET', '/v1/events', 'All events of tickets in order of arrival, for a copy elsewhere', {
    query: webhooks.feedPage,
  }),
  getAsyncApi: {
    method: 'GET',
    path: '/v1/asyncapi.json',
    auth: 'none',
    function: 'webhooks',
    status: 200,
    summary: 'The events as an AsyncAPI document',
  },
} as const satisfies Record<string, Route>;
