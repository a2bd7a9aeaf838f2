/** Live lists, and the completion of the shell. */
import { Argument, type Command } from 'commander';
import type { QueueView } from '../../../contracts/routing-views.ts';
import type { TicketSummary } from '../../../contracts/views.ts';
import { completionFor, SHELLS, type Shell } from '../completion.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { queuesText } from '../queues.ts';
import type { Show } from '../terminal.ts';
import { ticketsText } from '../tickets.ts';
import { type Watched, watch } from '../watch.ts';
import { PHASES, say } from '../words.ts';

const LEAST_S = 1;
const SHOWN = 100;

interface WatchOptions {
  readonly every: string;
  readonly mine?: boolean;
}

export const addWatching = (program: Command, { world, desk, show }: Context): void => {
  program
    .command('watch')
    .argument('[queue]', 'e.g. logistics (default: all queues)')
    .option('--mine', '我的工单 · my tickets')
    .option('--every <seconds>', '间隔 · how often it looks', '5')
    .summary('实时查看 · a queue, all queues or my tickets, live')
    .action(async (queue: string | undefined, { every, mine }: WatchOptions) => {
      const seconds = Number(every);
      if (!(seconds >= LEAST_S)) throw new Mistake('--every is a number of seconds from 1.');
      if (mine && queue !== undefined) throw new Mistake('Either a queue or --mine.');
      const client = desk();
      const query = { limit: SHOWN };
      if (mine) {
        const load = async (signal: AbortSignal) => (await client.listMine({ query }, { signal })).items;
        return watch(world, show, seconds * 1000, tickets(say(['我的工单', 'my tickets'], show().language), load));
      }
      if (queue !== undefined) {
        const load = async (signal: AbortSignal) => (await client.listQueue({ queue, query }, { signal })).items;
        return watch(world, show, seconds * 1000, tickets(queue, load));
      }
      return watch(world, show, seconds * 1000, {
        title: say(['队列', 'queues'], show().language),
        load: async (signal) => (await client.listQueues({}, { signal })).items,
        keyOf: ({ name }) => name,
        text: queuesText,
        line: queueLine,
      });
    });

  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .summary('命令补全 · a script by which your shell completes command lines')
    .action((shell: Shell) => world.out(completionFor(shell, program, show().language)));
};

const tickets = (title: string, load: Watched<TicketSummary>['load']): Watched<TicketSummary> => ({
  title,
  load,
  keyOf: ({ id }) => id,
  text: ticketsText,
  line: ({ code, phase, priority, category, subject, assignee }, { language }) =>
    [code, say(PHASES[phase], language), priority, category, assignee?.name ?? '–', subject].join('  '),
});

const queueLine = ({ name, backlog, oldestMinutes, colour }: QueueView, { language }: Show): string =>
  `${name}  ${say(['等待', 'waiting'], language)} ${backlog}  ${oldestMinutes?.toFixed(0) ?? '–'} min  ${colour ?? '–'}`;
