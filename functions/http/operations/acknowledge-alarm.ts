import type { Policies } from '../../../core/ports-policies.ts';
import { acknowledgeAlarm as acknowledge } from '../../../core/usecases/acknowledge-alarm.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { alarmViewOf } from '../desk/alarm-view.ts';

export const acknowledgeAlarm =
  (ports: Parameters<typeof acknowledge>[0] & { readonly policies: Policies }): Handler<'acknowledgeAlarm'> =>
  async ({ path, body, actor }) => {
    const noted = await acknowledge(ports, { alarm: path.alarm, by: actor.id, note: body.note });
    if (isRefused(noted)) return noted;
    const { alarms } = await ports.policies.active();
    const alarm = alarms.find(({ name }) => name === path.alarm);
    return { body: alarmViewOf(path.alarm, alarm, noted) };
  };
