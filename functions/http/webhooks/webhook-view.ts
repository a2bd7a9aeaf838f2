import type { AttemptView, WebhookWithState } from '../../../contracts/webhook-views.ts';
import { stateOf } from '../../../core/domain/webhooks/breaker.ts';
import type { Webhook } from '../../../core/domain/webhooks/webhook.ts';
import type { Attempt, Lane } from '../../../core/ports-webhooks.ts';

/** What an operator sees of a webhook: never the value of a secret. */
export const webhookView = ({ version: _, secrets, ...webhook }: Webhook) => ({
  ...webhook,
  events: [...webhook.events],
  categories: [...webhook.categories],
  queues: [...webhook.queues],
  secrets: secrets.map((secret) => ({ ...secret })),
});

export const withState = (webhook: Webhook, { breaker, lastDeliveredAt }: Lane, now: string): WebhookWithState => {
  const state = stateOf(breaker, now);
  return {
    ...webhookView(webhook),
    state,
    failures: breaker.failures,
    ...(state === 'open' && breaker.closedTo !== undefined && { opensAgainAt: breaker.closedTo }),
    ...(lastDeliveredAt !== undefined && { lastDeliveredAt }),
  };
};

export const attemptView = ({ outcome, position: _, ...attempt }: Attempt): AttemptView => {
  const { ms } = outcome;
  return { ...attempt, ms, ...('status' in outcome ? { status: outcome.status } : { fault: outcome.fault }) };
};
