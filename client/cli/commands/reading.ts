import type { Command } from 'commander';
import type { DayReport } from '../../../contracts/views.ts';
import { eachItem } from '../../each-item.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { table } from '../table.ts';
import type { Show } from '../terminal.ts';
import { ticketsText, ticketText } from '../tickets.ts';
import { timelineText } from '../timeline.ts';
import { COLUMNS, say } from '../words.ts';

interface ListOptions {
  readonly limit: string;
}

interface FindOptions extends ListOptions {
  readonly customer?: string;
  readonly order?: string;
}

export const addReading = (program: Command, { desk, print }: Context): void => {
  program
    .command('show')
    .argument('<ticket>', 'id or code')
    .summary('工单详情 · a ticket')
    .action(async (id: string) => print(await desk().getTicket({ id }), ticketText));

  program
    .command('timeline')
    .argument('<ticket>', 'id or code')
    .option('--merged', '连同已吸收的工单 · with what happened to the tickets that it has absorbed')
    .summary('流转记录 · what happened to it, in order')
    .action(async (id: string, { merged }: { readonly merged?: true }) => {
      const client = desk();
      const events = await firstOf(
        eachItem((page) =>
          client.getTimeline({ id, query: { limit: 100, ...(merged && { merged: 'true' }), ...(page && { page }) } }),
        ),
        Number.POSITIVE_INFINITY,
      );
      print(events, timelineText);
    });

  const limited = (command: Command): Command => command.option('-n, --limit <number>', 'at most so many', '25');

  limited(program.command('queue'))
    .argument('<name>', 'e.g. logistics; review is the queue of the reviewers')
    .summary('排队工单 · who waits in a queue')
    .action(async (queue: string, options: ListOptions) => {
      const client = desk();
      const fetchPage = (page?: string) => client.listQueue({ queue, query: { limit: 100, ...(page && { page }) } });
      print(await firstOf(eachItem(fetchPage), numberOf(options)), ticketsText);
    });

  limited(program.command('mine'))
    .summary('我的工单 · tickets that are mine')
    .action(async (options: ListOptions) => {
      const client = desk();
      const fetchPage = (page?: string) => client.listMine({ query: { limit: 100, ...(page && { page }) } });
      print(await firstOf(eachItem(fetchPage), numberOf(options)), ticketsText);
    });

  limited(program.command('find'))
    .option('--customer <id>', 'of this customer, open ones first')
    .option('--order <number>', 'of this order (the first one that a ticket names)')
    .summary('查找工单 · tickets of a customer or an order, newest first')
    .action(async ({ customer, order, ...options }: FindOptions) => {
      if ((customer === undefined) === (order === undefined)) throw new Mistake('Give --customer or --order.');
      const client = desk();
      const fetchPage = (page?: string) => {
        const query = { limit: 100, ...(page && { page }) };
        return customer === undefined
          ? client.listOfOrder({ order: order ?? '', query })
          : client.listOfCustomer({ customer, query });
      };
      print(await firstOf(eachItem(fetchPage), numberOf(options)), ticketsText);
    });

  program
    .command('report')
    .argument('[day]', 'e.g. 2026-11-22, in the zone of the desk (default: today in Shanghai)')
    .summary('日报 · the numbers of a day')
    .action(async (day: string | undefined) =>
      print(await desk().getDayReport({ day: day ?? todayInShanghai() }), reportText),
    );
};

export const numberOf = ({ limit }: ListOptions): number => {
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1) throw new Mistake('--limit is a whole number from 1.');
  return most;
};

export const firstOf = async <T>(items: AsyncIterable<T>, most: number): Promise<T[]> => {
  const kept: T[] = [];
  for await (const item of items) {
    kept.push(item);
    if (kept.length === most) break;
  }
  return kept;
};

const todayInShanghai = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

const reportText = ({ day, rows }: DayReport, show: Show): string => {
  const title = (name: keyof typeof COLUMNS) => say(COLUMNS[name], show.language);
  const right = (name: keyof typeof COLUMNS) => ({ title: title(name), align: 'right' as const });
  const minutes = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(1));
  const total = (name: 'created' | 'resolved' | 'firstResponseBreached' | 'resolutionBreached'): string =>
    String(rows.reduce((sum, row) => sum + row[name], 0));
  const columns = [
    { title: day },
    right('created'),
    right('resolved'),
    right('firstBreached'),
    right('resolutionBreached'),
    right('meanFirst'),
    right('meanResolution'),
  ];
  const lines = rows.map((row) => [
    row.category,
    String(row.created),
    String(row.resolved),
    String(row.firstResponseBreached),
    String(row.resolutionBreached),
    minutes(row.meanFirstResponseMinutes),
    minutes(row.meanResolutionMinutes),
  ]);
  const totals = [
    title('total'),
    total('created'),
    total('resolved'),
    total('firstResponseBreached'),
    total('resolutionBreached'),
  ];
  return table(columns, [...lines, totals], show.colour.bold, show.width);
};
