/** The alarms of the policy, each with its last episode. Database operations: one query, and the policy at most once a second. */
import type { Alarm, Episode } from '../domain/alarms.ts';
import type { Alarms } from '../ports-alarms.ts';
import type { Policies } from '../ports-policies.ts';

export interface ListedAlarm {
  readonly alarm: Alarm;
  /** None: it was never on. */
  readonly episode?: Episode;
}

export const listAlarms = async (ports: {
  readonly alarms: Pick<Alarms, 'last'>;
  readonly policies: Pick<Policies, 'active'>;
}): Promise<readonly ListedAlarm[]> => {
  const [{ alarms }, episodes] = await Promise.all([ports.policies.active(), ports.alarms.last()]);
  const last = new Map(episodes.map((episode) => [episode.alarm, episode]));
  return alarms.map((alarm) => {
    const episode = last.get(alarm.name);
    return { alarm, ...(episode && { episode }) };
  });
};
