import type { QueueView } from '../../../contracts/routing-views.ts';
import { type ListedQueue, listQueues as list } from '../../../core/usecases/list-queues.ts';
import type { Handler } from '../../shared/door.ts';

export const listQueues =
  (ports: Parameters<typeof list>[0]): Handler<'listQueues'> =>
  async () => ({ body: { items: (await list(ports)).map(viewOf) } });

const viewOf = ({ queue: { name, title, teams, strategy }, backlog, state }: ListedQueue): QueueView => ({
  name,
  title,
  teams: [...teams],
  strategy,
  backlog,
  ...(state && {
    oldestMinutes: tenths(state.oldestMinutes),
    drainPerMinute: tenths(state.drainPerMinute),
    colour: state.colour,
    since: state.since,
    at: state.at,
  }),
});

const tenths = (value: number): number => Math.round(value * 10) / 10;
