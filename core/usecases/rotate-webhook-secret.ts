/** A new secret for a webhook; the old one signs beside it for a day. Database operations: one read, one write. */
import { rotated, type SecretName } from '../domain/webhooks/webhook.ts';
import type { Time } from '../ports.ts';
import type { Signer, Webhooks } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';
import { webhookChanged, webhookNotFound } from './webhook-refusals.ts';

export interface RotatePorts {
  readonly webhooks: Pick<Webhooks, 'read' | 'replace'>;
  readonly signer: Pick<Signer, 'secret'>;
  readonly time: Pick<Time, 'now'>;
  readonly ids: { secret(): string };
}

/** With the value of the new one, which is not shown again. */
export const rotateWebhookSecret = async (
  { webhooks, signer, time, ids }: RotatePorts,
  id: string,
): Promise<{ readonly secret: string; readonly old?: SecretName } | Refused> => {
  const found = await webhooks.read(id);
  if (!found) return webhookNotFound(id);
  const { webhook } = found;
  const name = ids.secret();
  const secrets = rotated(webhook.secrets, name, time.now());
  if ((await webhooks.replace({ ...webhook, secrets, version: webhook.version + 1 })) === 'stale')
    return webhookChanged;
  const [, old] = secrets;
  return { secret: await signer.secret(id, name), ...(old && { old }) };
};
