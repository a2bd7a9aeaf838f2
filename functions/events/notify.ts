/** Mails what happened to whom it concerns. */
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { consumer } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { trackingUrl } from '../shared/tracking-link.ts';
import { wireDirectory, wireEffects, wireKeys, wireMailer, wirePolicies, wireTickets } from '../shared/wiring.ts';

const environment = environmentOf('notify');
const keys = wireKeys(environment);
const ports = {
  tickets: wireTickets(environment),
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  effects: wireEffects(environment),
  mailer: wireMailer(environment),
  trackingUrl: async (id: `tkt_${string}`) => trackingUrl(environment.PUBLIC_URL, await keys.tracking(), id),
};

export const handler = consumer((event) => notifyOfEvent(ports, event));
