import type { AlarmView } from '../../../contracts/alarm-views.ts';
import { type Alarm, type Episode, isOn } from '../../../core/domain/alarms.ts';

/** `alarm`: undefined when the policy has it no longer. */
export const alarmViewOf = (name: string, alarm: Alarm | undefined, episode: Episode | undefined): AlarmView => ({
  name,
  ...(alarm && { title: alarm.title }),
  on: isOn(episode),
  ...(episode && { episode: episodeView(episode) }),
});

const episodeView = ({ number, raisedAt, clearedAt, acknowledged, found }: Episode): AlarmView['episode'] => ({
  number,
  raisedAt,
  ...(clearedAt && { clearedAt }),
  ...(acknowledged && { acknowledged }),
  count: found.count,
  queues: [...found.queues],
  tickets: [...found.tickets],
  since: found.since,
});
