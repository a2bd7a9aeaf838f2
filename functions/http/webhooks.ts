/** Webhooks, the feed of events, and what describes them. */

import { createSigner } from '../../adapters/http/signer.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import { WEBHOOKS } from '../../contracts/routes/webhooks.ts';
import { environmentOf } from '../shared/environment.ts';
import { httpFunction } from '../shared/http-function.ts';
import { wireKeys, wireRates, wireStandings } from '../shared/wiring.ts';
import {
  webhookIds as ids,
  targetsOf,
  wireDeliveries,
  wireFeedReader,
  wireWakes,
  wireWebhooks,
} from '../shared/wiring-webhooks.ts';
import { createWebhook } from './webhooks/create-webhook.ts';
import { getAsyncApi } from './webhooks/get-async-api.ts';
import { getWebhook } from './webhooks/get-webhook.ts';
import { listDeliveries } from './webhooks/list-deliveries.ts';
import { listWebhooks } from './webhooks/list-webhooks.ts';
import { pingWebhook } from './webhooks/ping-webhook.ts';
import { putWebhook } from './webhooks/put-webhook.ts';
import { readEvents } from './webhooks/read-events.ts';
import { removeWebhook } from './webhooks/remove-webhook.ts';
import { replayDeliveries } from './webhooks/replay-deliveries.ts';
import { rotateSecret } from './webhooks/rotate-secret.ts';

const environment = environmentOf('webhooks');
const keys = wireKeys(environment);
const ports = {
  webhooks: wireWebhooks(environment),
  deliveries: wireDeliveries(environment),
  feed: wireFeedReader(environment),
  wakes: wireWakes(environment),
  signer: createSigner(keys),
  targets: targetsOf(environment),
  keys,
  ids,
  time,
};

export const handler = httpFunction(
  'webhooks',
  {
    listWebhooks: listWebhooks(ports),
    createWebhook: createWebhook(ports),
    getWebhook: getWebhook(ports),
    putWebhook: putWebhook(ports),
    removeWebhook: removeWebhook(ports),
    rotateSecret: rotateSecret(ports),
    pingWebhook: pingWebhook(ports),
    listDeliveries: listDeliveries(ports),
    replayDeliveries: replayDeliveries(ports),
    readEvents: readEvents(ports),
    getAsyncApi,
  },
  { routes: WEBHOOKS, rates: wireRates(environment), standing: wireStandings(environment) },
);
