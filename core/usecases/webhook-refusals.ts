/** Why a request about a webhook did nothing. */
import type { Refused } from './refused.ts';

export const webhookNotFound = (id: string): Refused => ({
  refused: 'webhook-not-found',
  detail: `There is no webhook ${id.slice(0, 40)}. GET /v1/webhooks lists all.`,
});

export const webhookChanged: Refused = {
  refused: 'webhook-changed',
  detail: 'Somebody has changed the webhook at the same time. Read it and try again.',
};
