/** Mails what happened to whom it concerns: events of tickets, and alarms. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { type BusAlarm, type BusDetail, busAlarm, busDetail } from '../../contracts/bus.ts';
import type { Party } from '../../core/domain/relations.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { notifyOfAlarm } from '../../core/usecases/notify-of-alarm.ts';
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { customerUrl, partyUrl } from '../shared/links.ts';
import {
  wireAlarmEvents,
  wireDirectory,
  wireEffects,
  wireKeys,
  wireMailer,
  wirePolicies,
  wireTickets,
} from '../shared/wiring.ts';

const environment = environmentOf('notify');
const keys = wireKeys(environment);
const ports = {
  tickets: wireTickets(environment),
  alarms: wireAlarmEvents(environment),
  directory: wireDirectory(environment),
  policies: wirePolicies(environment),
  effects: wireEffects(environment),
  mailer: wireMailer(environment),
  trackingUrl: async (ticket: Parameters<typeof customerUrl>[2]) =>
    customerUrl(environment.PUBLIC_URL, await keys.tracking(), ticket),
  partyUrl: async (
    { id: ticketId }: { readonly id: TicketId },
    { id: party, expiresAt }: Pick<Party, 'id' | 'expiresAt'>,
  ) => partyUrl(environment.PUBLIC_URL, await keys.tracking(), { ticketId, party, expiresAt }),
  time,
};

const told = {
  parse: (detail: unknown): BusAlarm | BusDetail => {
    const alarm = busAlarm.safeParse(detail);
    return alarm.success ? alarm.data : busDetail.parse(detail);
  },
};

export const handler = consumerOf(told, (event) =>
  'alarm' in event ? notifyOfAlarm(ports, event) : notifyOfEvent(ports, event),
);
