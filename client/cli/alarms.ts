/** The on-duty alarms on a terminal. */
import type { AlarmView } from '../../contracts/alarm-views.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { COLUMNS, type Language, say } from './words.ts';

const SHOWN = 3; // codes; the rest is a number

export const alarmsText = (alarms: readonly AlarmView[], show: Show): string => {
  const { language, colour } = show;
  if (alarms.length === 0) return say(['规则集里没有值班告警。', 'The policy has no on-duty alarms.'], language);
  const columns = [
    { title: say(['名称', 'name'], language) },
    { title: say(['告警', 'alarm'], language) },
    { title: say(['状态', 'state'], language) },
    { title: say(['触发', 'raised'], language) },
    { title: say(['确认', 'acknowledged'], language) },
    { title: say(['数量', 'count'], language), align: 'right' as const },
    { title: say(COLUMNS.queue, language) },
    { title: say(['工单', 'tickets'], language) },
  ];
  const rows = alarms.map((alarm) => {
    const { name, title, episode } = alarm;
    if (!episode) return [name, title?.[language] ?? '–', stateText(alarm, language), '–', '–', '', '–', '–'];
    const { acknowledged, tickets } = episode;
    const more = tickets.length > SHOWN ? ' …' : '';
    return [
      name,
      title?.[language] ?? '–',
      alarm.on ? colour.red(stateText(alarm, language)) : stateText(alarm, language),
      localTime(episode.raisedAt, show),
      acknowledged ? `${acknowledged.by} ${localTime(acknowledged.at, show)}` : '–',
      String(episode.count),
      episode.queues.join(', '),
      tickets.length === 0 ? '–' : `${tickets.slice(0, SHOWN).join(' ')}${more}`,
    ];
  });
  return table(columns, rows, colour.bold, show.width);
};

const stateText = ({ on, episode }: AlarmView, language: Language): string => {
  if (on) return say(['响', 'on'], language);
  return episode ? say(['已解除', 'over'], language) : say(['从未触发', 'never on'], language);
};
