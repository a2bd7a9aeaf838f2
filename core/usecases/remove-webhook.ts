/** Sends nothing to a webhook any more. Database operations: one transaction. */
import type { Webhooks } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';
import { webhookNotFound } from './webhook-refusals.ts';

export const removeWebhook = async (
  { webhooks }: { readonly webhooks: Pick<Webhooks, 'remove'> },
  id: string,
): Promise<{ readonly removed: true } | Refused> =>
  (await webhooks.remove(id)) ? { removed: true } : webhookNotFound(id);
