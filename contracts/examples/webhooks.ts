import type { Examples } from './example.ts';
import { CODE, ID } from './ticket.ts';

const WEBHOOK = 'whk_01KAN3B7Q2M5X8Z1C4V6N9S0DE';
const wish = {
  url: 'https://erp.example.com/gongdan',
  description: 'ERP',
  events: ['ticket.resolved', 'ticket.closed'],
};
const webhook = {
  id: WEBHOOK,
  ...wish,
  categories: [],
  queues: [],
  enabled: true,
  secrets: [{ name: '9f86d081884c' }],
  createdAt: '2026-11-22T04:00:00.000Z',
  createdBy: 'agt_operator',
};
const withState = { ...webhook, state: 'closed', failures: 0, lastDeliveredAt: '2026-11-22T04:20:01.000Z' } as const;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwT8xqYxbE0xc=';
const ONE = { path: { webhook: WEBHOOK } } as const;
const facts = { phase: 'review', category: 'delivery-delay', priority: 'P2', queue: 'logistics' } as const;
const event = {
  id: `${ID}.9`,
  type: 'ticket.resolved',
  time: '2026-11-22T04:20:00.000Z',
  ticketId: ID,
  code: CODE,
  seq: 9,
  ...facts,
  actor: 'agent',
} as const;
const cursor = 'eyJhZnRlciI6IjEyMy4wIn0.bW9kZWwgc2lnbmF0dXJl';

export const WEBHOOK_EXAMPLES = {
  listWebhooks: { answer: { items: [withState] } },
  createWebhook: { body: wish, answer: { ...webhook, secret } },
  getWebhook: { ...ONE, answer: withState },
  putWebhook: { ...ONE, body: wish, answer: withState },
  removeWebhook: { ...ONE, answer: { removed: true } },
  rotateSecret: {
    ...ONE,
    body: {},
    answer: { secret, old: { name: '9f86d081884c', until: '2026-11-23T04:20:00.000Z' } },
  },
  pingWebhook: { ...ONE, body: {}, answer: { deliveries: 1 } },
  listDeliveries: {
    ...ONE,
    answer: {
      items: [
        {
          ...{ event: event.id, type: event.type, attempt: 1, at: '2026-11-22T04:20:01.000Z', ms: 84, status: 503 },
          ...{ state: 'waiting', nextAt: '2026-11-22T04:20:07.000Z' },
        },
      ],
    },
  },
  replayDeliveries: { ...ONE, body: { failedSince: '2026-11-21T00:00:00.000Z' }, answer: { deliveries: 12 } },
  readEvents: { answer: { items: [event], next: cursor, more: false } },
  getAsyncApi: { answer: { asyncapi: '3.0.0', info: { title: 'Gongdan 工单: events', version: '1' } } },
} as const satisfies Examples;
