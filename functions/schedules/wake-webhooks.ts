/** Every five minutes: wakes the webhooks, for what is due. */
import { wakeWebhooks } from '../../core/usecases/wake-webhooks.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireWakes, wireWebhooks } from '../shared/wiring-webhooks.ts';

const environment = environmentOf('wake-webhooks');
const ports = { webhooks: wireWebhooks(environment), wakes: wireWakes(environment) };

export const handler = (): Promise<void> => wakeWebhooks(ports);
