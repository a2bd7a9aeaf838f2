/** Customers: how they want to be treated, and how they liked it. */
import type { Command } from 'commander';
import type { PutProfileRequest } from '../../../contracts/customer-profile-requests.ts';
import type { Context } from '../context.ts';
import { profileText, satisfactionText } from '../customers.ts';
import { Mistake } from '../mistake.ts';

interface NoteOptions {
  readonly note?: readonly string[];
  readonly forget?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly speaks?: 'zh' | 'en';
  readonly by?: 'mail' | 'sms';
  readonly quiet?: string;
}

export const addCustomers = (program: Command, { desk, print }: Context): void => {
  program
    .command('customer')
    .argument('<customer>', 'id, as the channel gives it')
    .summary('客户偏好 · how a customer wants to be treated')
    .action(async (customer: string) => print(await desk().getProfile({ customer }), profileText));

  program
    .command('note-customer')
    .argument('<customer>', 'id, as the channel gives it')
    .option('--note <text...>', 'add a note, at most 10 in all')
    .option('--forget <number>', 'take that note away, 1 is the latest')
    .option('--not-before <time>', 'nobody calls before, e.g. 12:00; none: whenever')
    .option('--not-after <time>', 'nobody calls after; none: whenever')
    .option('--speaks <language>', 'zh or en')
    .option('--by <channel>', 'mail or sms: by which they want to hear from us')
    .option('--quiet <hours>', 'no messages in these, e.g. 22:00-09:00; none: as the policy says')
    .summary('记录客户偏好 · note how a customer wants to be treated; what is not named stays')
    .action(async (customer: string, options: NoteOptions) => {
      const client = desk();
      const known = await client.getProfile({ customer });
      const body = changed(known, options);
      print(await client.putProfile({ customer, body }), profileText);
    });

  program
    .command('satisfaction')
    .option('--from <day>', 'of the solution, e.g. 2026-11-01 (default: 30 days ago)')
    .option('--to <day>', 'default: today in Shanghai')
    .summary('满意度 · how customers liked it, by category and agent')
    .action(async ({ from, to }: { readonly from?: string; readonly to?: string }) => {
      const last = to ?? dayInShanghai(0);
      print(await desk().getSatisfaction({ query: { from: from ?? dayInShanghai(-30), to: last } }), satisfactionText);
    });
};

type Known = Awaited<ReturnType<ReturnType<Context['desk']>['getProfile']>>;

const changed = (known: Known, options: NoteOptions): PutProfileRequest => {
  const kept = known.notes.map(({ text }) => text);
  const gone = options.forget === undefined ? undefined : Number(options.forget);
  if (gone !== undefined && kept[gone - 1] === undefined) throw new Mistake(`There is no note ${options.forget}.`);
  const notes = [...(options.note ?? []), ...kept.filter((_, at) => at + 1 !== gone)];
  const calls = {
    ...said('notBefore', options.notBefore, known.calls.notBefore),
    ...said('notAfter', options.notAfter, known.calls.notAfter),
  };
  const language = options.speaks ?? known.language;
  const channel = options.by ?? known.channel;
  const quiet = quietOf(options.quiet, known.quiet);
  return {
    ...{ notes, calls },
    ...(language !== undefined && { language }),
    ...(channel !== undefined && { channel }),
    ...(quiet && { quiet }),
  };
};

const NONE = 'none';

const said = (name: string, given: string | undefined, before: string | undefined): Record<string, string> => {
  const value = given === NONE ? undefined : (given ?? before);
  return value === undefined ? {} : { [name]: value };
};

const quietOf = (given: string | undefined, before: Known['quiet']): Known['quiet'] => {
  if (given === undefined) return before;
  if (given === NONE) return undefined;
  const [from, to] = given.split('-');
  if (from === undefined || to === undefined) throw new Mistake('--quiet is two times, e.g. 22:00-09:00.');
  return { from, to };
};

const DAY_MS = 24 * 60 * 60 * 1000;

const dayInShanghai = (later: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + later * DAY_MS));
