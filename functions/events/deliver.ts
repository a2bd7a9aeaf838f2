/** Delivers to the webhooks that have something to deliver. */
import * as z from 'zod/mini';
import { createSender } from '../../adapters/http/sender.ts';
import { createSigner } from '../../adapters/http/signer.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { toMs } from '../../core/domain/time.ts';
import { deliverWebhook } from '../../core/usecases/deliver-webhook.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireKeys } from '../shared/wiring.ts';
import { targetsOf, wireFeedReader, wireLanes, wireWakes } from '../shared/wiring-webhooks.ts';

const environment = environmentOf('deliver');
const ports = {
  lanes: wireLanes(environment),
  feed: wireFeedReader(environment),
  wakes: wireWakes(environment),
  sender: createSender({ targets: targetsOf(environment) }),
  signer: createSigner(wireKeys(environment)),
  time,
  random: Math.random,
};

/** By the wall: another round begins no later, and takes ten seconds at the most. */
const ROUNDS_MS = 20_000;

export const handler = consumerOf(z.object({ webhook: z.string() }), async ({ webhook }) => {
  const begun = performance.now();
  const delivered = await deliverWebhook(ports, webhook, () => performance.now() - begun < ROUNDS_MS);
  if (delivered !== 'opening' && delivered !== 'disabling') return;
  const { tellMetric } = await import('../shared/metrics.ts');
  tellMetric(METRICS.brokenWebhooks, 1, toMs(time.now()), { webhook, delivered });
});
