/**
 * Wakes every enabled webhook: what is due by now is delivered, also when the wake that should have said so was lost.
 * Database operations: one query. Calls: one per ten webhooks.
 */
import type { Wakes, Webhooks } from '../ports-webhooks.ts';

export const wakeWebhooks = async ({
  webhooks,
  wakes,
}: {
  readonly webhooks: Pick<Webhooks, 'list'>;
  readonly wakes: Wakes;
}): Promise<void> => {
  const enabled = (await webhooks.list()).filter((webhook) => webhook.enabled);
  await wakes.send(enabled.map(({ id }) => ({ webhook: id, delayS: 0 })));
};
