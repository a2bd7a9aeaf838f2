/** Somebody sees to an alarm that is on. Database operations: one write. */
import type { Episode } from '../domain/alarms.ts';
import type { Time } from '../ports.ts';
import type { Alarms } from '../ports-alarms.ts';
import type { Refused } from './refused.ts';

export const acknowledgeAlarm = async (
  { alarms, time }: { readonly alarms: Pick<Alarms, 'acknowledge'>; readonly time: Pick<Time, 'now'> },
  { alarm, by, note }: { readonly alarm: string; readonly by: string; readonly note?: string | undefined },
): Promise<Episode | Refused> => {
  const { done, episode } = await alarms.acknowledge(alarm, {
    by,
    at: time.now(),
    ...(note !== undefined && { note }),
  });
  if (done && episode) return episode;
  if (!episode)
    return {
      refused: 'alarm-not-found',
      detail: `The alarm ${alarm} has never been on, or there is none of this name.`,
    };
  if (episode.clearedAt !== undefined)
    return { refused: 'nothing-to-acknowledge', detail: `The alarm ${alarm} is over since ${episode.clearedAt}.` };
  return {
    refused: 'nothing-to-acknowledge',
    detail: `${episode.acknowledged?.by ?? 'Somebody'} has acknowledged this alarm already.`,
  };
};
