/** Where tickets go, and why. */
import type { Command } from 'commander';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { dryRun } from '../../../contracts/requests.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { queuesText } from '../queues.ts';
import { routingText } from '../routing.ts';
import { localTime } from '../terminal.ts';
import { outcomeText } from '../tickets.ts';
import { say } from '../words.ts';

export const addRouting = (program: Command, { desk, print, read }: Context): void => {
  program
    .command('why')
    .argument('<ticket>', 'id or code')
    .summary('为什么分给谁 · why it went, or goes, where it does')
    .action(async (id: string) => print(await desk().getRouting({ id }), routingText));

  program
    .command('route')
    .argument('<file>', 'a ticket as a channel sends it, JSON or YAML; channel: by which one')
    .requiredOption('--dry-run', '只算不写 · it is only calculated, nothing is written')
    .summary('试算分派 · what would become of a ticket (supervisor, operator)')
    .action(async (file: string) =>
      print(await desk().dryRunRouting({ body: ticketIn(read(file), file) }), routingText),
    );

  program
    .command('queues')
    .summary('队列负载 · what waits in every queue')
    .action(async () => print((await desk().listQueues()).items, queuesText));

  program
    .command('next')
    .argument('<queue>', 'e.g. logistics')
    .summary('领取下一张 · take the most urgent ticket of a queue')
    .action(async (queue: string) => print(await desk().takeNext({ queue }), outcomeText));

  program
    .command('writing')
    .argument('<ticket>', 'id or code')
    .summary('正在回复 · I am writing: it is not pushed aside for half a minute')
    .action(async (id: string) =>
      print(await desk().draftReply({ id }), ({ until }, show) =>
        say(
          [`到 ${localTime(until, show, true)} 不会被暂停`, `not pushed aside until ${localTime(until, show, true)}`],
          show.language,
        ),
      ),
    );
};

/** Without the channel's own id: the ticket does not exist. */
const ticketIn = (text: string, file: string): z.input<typeof dryRun> => {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new Mistake(`${file} is neither JSON nor YAML: ${(error as Error).message}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new Mistake(`${file} does not hold one ticket: subject, description, customer …`);
  const { uniqueId: _, ...ticket } = content as Record<string, unknown>;
  return ticket as z.input<typeof dryRun>; // the API checks it
};
