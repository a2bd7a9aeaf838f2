/** Tickets by what they say, and the views that somebody keeps. */
import type { Command } from 'commander';
import type { DeskClient } from '../desk-client.ts';
import { eachItem } from '../each-item.ts';
import type { Context } from './context.ts';
import { Mistake } from './mistake.ts';
import { table } from './table.ts';
import type { Show } from './terminal.ts';
import { ticketsText } from './tickets.ts';
import { say } from './words.ts';

type Query = NonNullable<NonNullable<Parameters<DeskClient['searchTickets']>[0]>['query']>;
type Views = Awaited<ReturnType<DeskClient['listViews']>>['items'];

interface Options extends Pick<Query, 'phase' | 'category' | 'queue' | 'tag'> {
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
}

export const addSearch = (program: Command, { desk, print }: Context): void => {
  program
    .command('search')
    .argument('[words...]', 'all of them are to be there; "in quotation marks": one after the other')
    .option('--phase <phase>', 'e.g. queued, handling, closed')
    .option('--category <name>')
    .option('--queue <name>')
    .option('--tag <tag>', 'also without words')
    .option('--from <time>', 'opened then or later, e.g. 2026-11-20')
    .option('--to <time>', 'opened before')
    .option('-n, --limit <number>', 'at most so many', '25')
    .summary('全文搜索 · tickets by what they say, the last written first')
    .action(async (words: readonly string[], { from, to, limit, ...same }: Options) => {
      const most = Number(limit);
      if (!Number.isInteger(most) || most < 1) throw new Mistake('--limit is a whole number from 1.');
      if (words.length === 0 && same.tag === undefined) throw new Mistake('Give words, or --tag.');
      const client = desk();
      // A shell takes the quotation marks off: a word with a space in it had some.
      const q = words.map((word) => (/\s/u.test(word) ? `"${word.replaceAll('"', ' ')}"` : word)).join(' ');
      const query: Query = {
        ...same,
        ...(q && { q }),
        ...(from && { from: instant(from) }),
        ...(to && { to: instant(to) }),
      };
      const found = [];
      const pages = eachItem((page) => client.searchTickets({ query: { ...query, limit: 50, ...(page && { page }) } }));
      for await (const item of pages) {
        found.push(item);
        if (found.length === most) break;
      }
      print(found, ticketsText);
    });

  program
    .command('views')
    .summary('已存视图 · lists that I and my team keep')
    .action(async () => print((await desk().listViews()).items, viewsText));
};

/** A day begins in Shanghai. */
const instant = (text: string): string => {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(time)) throw new Mistake(`${text} is no time: write it like 2026-11-20 or 2026-11-20T08:00:00Z.`);
  return new Date(time).toISOString();
};

const viewsText = (views: Views, { language, colour }: Show): string => {
  if (views.length === 0) return say(['没有已存视图。', 'No views are kept.'], language);
  const titles = say(['名称|所属|标题|列表|筛选', 'name|of|title|list|filter'], language).split('|');
  const rows = views.map(({ name, for: whose, title, list, of, q, filter }) => [
    name,
    whose === 'me' ? say(['我', 'me'], language) : say(['团队', 'team'], language),
    title,
    [list, of].filter(Boolean).join(' '),
    [q, ...Object.entries(filter).map(([key, value]) => `${key}=${value}`)].filter(Boolean).join(' '),
  ]);
  return table(
    titles.map((title) => ({ title })),
    rows,
    colour.bold,
  );
};
