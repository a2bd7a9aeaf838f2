/** Several tickets at once on the command line: what belongs together, and one command for many. */
import type { Command } from 'commander';
import type { BulkCommand } from '../../contracts/relation-requests.ts';
import type { BulkResult } from '../../contracts/relation-views.ts';
import { addVerbs, asTyped, listed, only, type Verb } from './commands/verbs.ts';
import type { Context } from './context.ts';
import { Mistake } from './mistake.ts';
import type { Show } from './terminal.ts';
import { say } from './words.ts';

const OTHER = ['<other>', 'id or code of the other ticket'] as const;
const CATEGORY = ['--category <name>', 'of the new ticket; else it is found in the text'] as const;

const told: NonNullable<Verb['told']> = ({ opened }, language) =>
  opened && say([`新工单：${opened.code}`, `the new ticket: ${opened.code}`], language);

const VERBS: readonly Verb[] = [
  {
    name: 'merge',
    summary: '合并 · it goes on in another ticket of the same customer',
    arguments: [OTHER],
    options: [['--reason <text>', 'why']],
    run: (desk, id, [into = ''], options, how) =>
      desk.mergeTicket({ id, body: { into, ...only(options, 'reason') } }, how),
  },
  {
    name: 'unmerge',
    summary: '取消合并 · a merged ticket comes back as it was',
    run: (desk, id, _, __, how) => desk.unmergeTicket({ id }, how),
  },
  {
    name: 'link',
    summary: '关联 · two tickets know of each other',
    arguments: [OTHER],
    options: [['--as <kind>', 'what the other one is to it: related (default), duplicate, problem or incident']],
    run: (desk, id, [to = ''], { as = 'related' }, how) =>
      desk.linkTickets({ id, body: { to, as: asTyped<'related'>(as) } }, how),
  },
  {
    name: 'unlink',
    summary: '取消关联 · they do so no longer',
    arguments: [OTHER],
    run: (desk, id, [to = ''], _, how) => desk.unlinkTickets({ id, body: { to } }, how),
  },
  {
    name: 'split',
    summary: '拆分 · a message of the customer becomes a ticket of its own',
    arguments: [['<message>', 'its number in the timeline']],
    options: [CATEGORY],
    told,
    run: (desk, id, [seq = ''], options, how) =>
      desk.splitMessage({ id, body: { seq: numberOf(seq), ...only(options, 'category') } }, how),
  },
  {
    name: 'sub',
    summary: '子工单 · a part of the work for another team, in a ticket of its own',
    arguments: [
      ['<subject>', 'what is to be done'],
      ['[text]', 'more of it'],
    ],
    options: [
      CATEGORY,
      ['--queue <name>', "instead of the category's own"],
      ['--wait <how>', 'the ticket waits for its sub-tickets: all, any or a number'],
    ],
    told,
    run: (desk, id, [subject = '', text = subject], options, how) => {
      const wait = options.wait === undefined ? {} : { wait: { for: awaited(options.wait) } };
      const body = { subject, description: text, ...only(options, 'category', 'queue'), ...wait };
      return desk.openSubTicket({ id, body }, how);
    },
  },
  {
    name: 'wait-for',
    summary: '等待子工单 · how many of its sub-tickets it waits for',
    arguments: [['<how>', 'all, any or a number']],
    run: (desk, id, [how = ''], _, under) => desk.awaitSubTickets({ id, body: { for: awaited(how) } }, under),
  },
];

const numberOf = (text: string): number => {
  const number = Number(text.replace(/^#/, ''));
  if (!Number.isInteger(number) || number < 1) throw new Mistake('A message is a number, as shown by timeline.');
  return number;
};

/** A word is left to the API. */
const awaited = (text: string): 'all' | number => (/^\d+$/.test(text) ? Number(text) : asTyped<'all'>(text));

interface BulkOptions {
  readonly tickets?: string;
  readonly incidentsOf?: string;
  readonly idempotencyKey?: string;
}

/** What stands after the verb, by its name in the API. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  reply: ['text'],
  note: ['text'],
  close: [],
  resolve: ['code', 'text'],
  queue: ['queue', 'reason'],
  transfer: ['queue', 'reason'],
  assign: ['agent', 'reason'],
  classify: ['category', 'priority'],
};

const bodyOf = (verb: string, given: readonly string[]): Readonly<Record<string, unknown>> => {
  if (verb === 'tag') {
    const tags = given.flatMap((each) => listed(each));
    const removed = tags.filter((tag) => tag.startsWith('-'));
    return { add: tags.filter((tag) => !tag.startsWith('-')), remove: removed.map((tag) => tag.slice(1)) };
  }
  const names = WORDS[verb];
  if (!names) throw new Mistake(`The verb is one of: ${[...Object.keys(WORDS), 'tag'].join(', ')}.`);
  return Object.fromEntries(names.flatMap((name, at) => (given[at] === undefined ? [] : [[name, given[at]]])));
};

export const addRelations = (program: Command, context: Context): void => {
  const { desk, print } = context;
  addVerbs(program, context, VERBS);
  program
    .command('bulk')
    .summary('批量 · one command for many tickets, with what came of each')
    .argument('<verb>', [...Object.keys(WORDS), 'tag'].join(', '))
    .argument('[words...]', 'as after the verb alone; of tag: tags, with - before those to take away')
    .option('--tickets <tickets>', 'ids or codes, with commas between; at most 100')
    .option('--incidents-of <problem>', 'all incidents that are linked to this ticket')
    .option('--idempotency-key <key>', 'the same key again does only what was not done')
    .action(async (verb: string, given: string[], { tickets, incidentsOf, idempotencyKey }: BulkOptions) => {
      const command = asTyped<BulkCommand>({ verb, body: bodyOf(verb, given) });
      const meant = {
        ...(tickets !== undefined && { tickets: listed(tickets) }),
        ...(incidentsOf !== undefined && { incidentsOf }),
      };
      const how = idempotencyKey === undefined ? {} : { idempotencyKey };
      print(await desk().bulkCommand({ body: { ...meant, command } }, how), bulkText);
    });
};

const bulkText = ({ done, items }: BulkResult, { colour, language }: Show): string =>
  [
    ...items.map(({ id, code = id, status, problem }) =>
      problem
        ? `${colour.red(`${code}  ${status}`)}  ${problem.code}: ${problem.detail}`
        : `${colour.bold(code)}  ${status}`,
    ),
    say([`完成 ${done} / ${items.length}`, `done: ${done} of ${items.length}`], language),
  ].join('\n');
