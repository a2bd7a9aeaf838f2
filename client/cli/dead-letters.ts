/** Dead letters on a terminal. */
import type { DeadLettersView, DeadLetterView, Redriven } from '../../contracts/dead-letter-views.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { COLUMNS, say } from './words.ts';

export const letterQueuesText = ({ items, runbook }: DeadLettersView, show: Show): string => {
  const { language, colour } = show;
  const columns = [
    { title: say(COLUMNS.queue, language) },
    { title: say(['数量', 'count'], language), align: 'right' as const },
    { title: say(['最早', 'oldest'], language) },
    { title: say(['可重投', 'redrives'], language) },
  ];
  const rows = items.map(({ queue, count, oldest, redrives }) => [
    queue,
    count > 0 ? colour.red(String(count)) : '0',
    oldest === undefined ? '–' : localTime(oldest, show),
    redrives ? say(['是', 'yes'], language) : say(['否', 'no'], language),
  ]);
  const text = table(columns, rows, colour.bold, show.width);
  return items.some(({ count }) => count > 0)
    ? `${text}\n${say(['处理办法：', 'What to do: '], language)}${runbook}`
    : text;
};

export const deadLettersText = (letters: readonly DeadLetterView[], show: Show): string => {
  const { language, colour } = show;
  if (letters.length === 0) return say(['没有死信。', 'There are no dead letters.'], language);
  const columns = [
    { title: say(['发送', 'sent'], language) },
    { title: say(['事件', 'event'], language) },
    { title: say(['类型', 'type'], language) },
    { title: say(['原因', 'reason'], language) },
  ];
  const rows = letters.map(({ sentAt, event, type, reason }) => [
    localTime(sentAt, show),
    event ?? '–',
    type ?? '–',
    reason ?? '–',
  ]);
  return table(columns, rows, colour.bold, show.width);
};

export const redrivenText = (done: readonly Redriven[], { language }: Show): string =>
  done.length === 0
    ? say(['没有死信。', 'There are no dead letters.'], language)
    : done
        .map(({ queue, moved, left }) =>
          say(
            [`${queue}：已送回 ${moved} 条，剩余 ${left} 条`, `${queue}: ${moved} moved back, ${left} left`],
            language,
          ),
        )
        .join('\n');
