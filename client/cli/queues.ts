/** The queues on a terminal. */
import type { QueueView } from '../../contracts/routing-views.ts';
import { QUEUE_COLOURS, STRATEGIES } from './routing-words.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { COLUMNS, say } from './words.ts';

export const queuesText = (queues: readonly QueueView[], show: Show): string => {
  const { language, colour } = show;
  const right = (zh: string, en: string) => ({ title: say([zh, en], language), align: 'right' as const });
  const columns = [
    { title: say(COLUMNS.queue, language) },
    { title: say(['名称', 'title'], language) },
    { title: say(['颜色', 'load'], language) },
    { title: say(['自', 'since'], language) },
    right('等待', 'waiting'),
    right('最久(分)', 'oldest (min)'),
    right('每分派出', 'out per min'),
    { title: say(['策略', 'strategy'], language) },
    { title: say(['部门', 'teams'], language) },
  ];
  const paint = { green: colour.green, yellow: colour.yellow, red: colour.red };
  const rows = queues.map((queue) => [
    queue.name,
    queue.title[language],
    queue.colour ? paint[queue.colour](say(QUEUE_COLOURS[queue.colour], language)) : '–',
    queue.since === undefined ? '–' : localTime(queue.since, show),
    String(queue.backlog),
    queue.oldestMinutes?.toFixed(0) ?? '–',
    queue.drainPerMinute?.toFixed(1) ?? '–',
    say(STRATEGIES[queue.strategy], language),
    queue.teams.join(' → '),
  ]);
  return table(columns, rows, colour.bold, show.width);
};
