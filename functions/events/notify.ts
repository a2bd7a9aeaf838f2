/** Mails what happened to whom it concerns: events of tickets, and alarms. */
import { systemTime as time } from '../../adapters/system-time.ts';
import { type BusAlarm, type BusDetail, busAlarm, busDetail } from '../../contracts/bus.ts';
import { notifyOfAlarm } from '../../core/usecases/notify-of-alarm.ts';
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { consumerOf } from '../shared/consumer.ts';
import { environmentOf } from '../shared/environment.ts';
import { trackingUrl } from '../shared/tracking-link.ts';
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
  trackingUrl: async (id: `tkt_${string}`) => trackingUrl(environment.PUBLIC_URL, await keys.tracking(), id),
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
