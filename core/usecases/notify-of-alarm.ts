/**
 * Tells those on duty of an alarm by mail, once per episode and person.
 * Database operations: one read of what was raised, one of the policy at most once a second, one per team that is told and two per
 * agent, and two writes per mail.
 */
import { alarmMessage } from '../domain/messages/to-those-on-duty.ts';
import type { Alarms, Directory, Policies, Time } from '../ports.ts';
import { findPeople } from './people-of.ts';
import { type MailPorts, sendOnce } from './send-once.ts';

export interface NotifyOfAlarmPorts extends MailPorts {
  readonly alarms: Pick<Alarms, 'raised'>;
  readonly directory: Pick<Directory, 'agent' | 'team'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Pick<Time, 'now'>;
}

/** Answers how many mails went out. Throws when what was raised cannot be read. */
export const notifyOfAlarm = async (
  ports: NotifyOfAlarmPorts,
  { alarm: name, number }: { readonly alarm: string; readonly number: number },
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
  const found = (await Promise.all(alarm.to.map((who) => people(who, whose)))).flat();
  const mail = { ...alarmMessage(alarm, episode, now), language: 'zh' } as const;
  const persons = new Map(found.map((person) => [person.name, person]));
  let sent = 0;
  for (const person of persons.values()) if (await sendOnce(ports, `ALARM#${name}.${number}`, person, mail)) sent += 1;
  return sent;
};
