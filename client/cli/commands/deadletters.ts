/** Dead letters: what nobody could handle, and its way back. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { deadLettersText, letterQueuesText, redrivenText } from '../dead-letters.ts';
import { Mistake } from '../mistake.ts';

export const addDeadLetters = (program: Command, context: Context): void => {
  const { desk, print } = context;
  const letters = program
    .command('deadletters')
    .summary('死信 · dead letters: messages that nobody could handle, and their way back (operator)');
  letters
    .command('list')
    .summary('死信队列 · all queues of them, how many there are and since when')
    .action(async () => print(await desk().listDeadLetters(), letterQueuesText));
  letters
    .command('show')
    .argument('<queue>', 'as list calls it, e.g. notices')
    .summary('查看死信 · up to ten of a queue, with the ids of their events')
    .action(async (queue: string) => print((await desk().showDeadLetters({ queue })).items, deadLettersText));
  letters
    .command('redrive')
    .argument('[queue]', 'as list calls it, e.g. notices')
    .option('--all', 'of every queue that has some')
    .summary('重投死信 · have them handled again, once their cause is mended')
    .action(async (queue: string | undefined, { all }: { readonly all?: true }) => {
      if ((queue === undefined) === (all === undefined)) throw new Mistake('Name a queue, or say --all.');
      print(await redriven(context, queue), redrivenText);
    });
};

/** So many as there were at the beginning: what fails again at once is not moved for ever. */
const redriven = async ({ desk }: Context, queue: string | undefined) => {
  const client = desk();
  const { items } = await client.listDeadLetters();
  const wanted =
    queue === undefined
      ? items.filter(({ redrives, count }) => redrives && count > 0)
      : [items.find((each) => each.queue === queue) ?? { queue, count: 1 }];
  const done = [];
  for (const { queue: name, count } of wanted) {
    let answer = await client.redriveDeadLetters({ queue: name });
    let moved = answer.moved;
    while (answer.moved > 0 && answer.left > 0 && moved < count) {
      answer = await client.redriveDeadLetters({ queue: name });
      moved += answer.moved;
    }
    done.push({ ...answer, moved });
  }
  return done;
};
