/**
 * Tells those on duty of an alarm, once per episode and person.
 * Database operations: one read of what was raised, one of the policy at most once a second, one per team that is told and two per
 * agent; per notice those of notify-people.ts.
 */
import { planOfAlarm } from '../domain/messages/plan.ts';
import type { Recipient } from '../domain/messages/planned.ts';
import type { Time } from '../ports.ts';
import type { Alarms } from '../ports-alarms.ts';
import type { Directory } from '../ports-directory.ts';
import type { Policies } from '../ports-policies.ts';
import { alarmEventId } from './notify-ids.ts';
import { tellPeople } from './notify-people.ts';
import type { TellPorts } from './notify-person.ts';
import type { OneNotice } from './notify-telling.ts';
import { findPeople } from './people-of.ts';
import type { Delivery } from './send-notice.ts';

export interface NotifyOfAlarmPorts extends TellPorts {
  readonly alarms: Pick<Alarms, 'raised'>;
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Pick<Time, 'now'>;
}

export interface AlarmNotice extends Partial<Delivery> {
  readonly alarm: string;
  readonly number: number;
  /** Of what was put off: it alone. */
  readonly only?: OneNotice;
}

/** Kind of what tells one notice of an alarm again. */
export const ALARM_DUE = 'alarm';

/** Answers how many messages went out. Throws when what was raised cannot be read. */
export const notifyOfAlarm = async (
  ports: NotifyOfAlarmPorts,
  { alarm: name, number, only, due = false, last = false }: AlarmNotice,
): Promise<number> => {
  const raised = await ports.alarms.raised(name, number);
  if (!raised) throw new Error(`Episode ${number} of the alarm ${name} was announced but is not there.`);
  const { alarm, episode } = raised;
  const policy = await ports.policies.active();
  const now = ports.time.now();
  const people = findPeople(ports, { policy, now });
  // "The supervisor" of an alarm: those of the teams that come first in the queues it is about.
  const teams = policy.queues.flatMap((queue) =>
    episode.found.queues.includes(queue.name) ? queue.teams.slice(0, 1) : [],
  );
  const whose = { teams: [...new Set(teams)] };
  const eventId = alarmEventId(name, number);
  const meant = (who: Recipient) => (who === 'customer' || who === 'party' ? [] : people(who, whose));
  const again = ({ occasion, whom }: OneNotice) => ({
    ...{ kind: ALARM_DUE, id: `${eventId}#${occasion}#${whom}` },
    data: { alarm: name, number, occasion, whom },
  });
  const about = { eventId, since: episode.raisedAt, now, policy, meant, link: async () => undefined, again };
  const telling = { ...about, due, last, ...(only && { only }) };
  return tellPeople(ports, telling, planOfAlarm(alarm, episode, { policy, now }));
};
