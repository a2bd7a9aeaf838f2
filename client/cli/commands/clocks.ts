/** Clocks of tickets: why they stand where they stand, and whether they are what follows from the timeline. */
import type { Command } from 'commander';
import type { ClocksRebuilt } from '../../../contracts/clock-views.ts';
import type { DeskClient } from '../../desk-client.ts';
import { eachItem } from '../../each-item.ts';
import { clocksText, rebuiltText } from '../clocks.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';

export const addClocks = (program: Command, { desk, print }: Context): void => {
  const clocks = program.command('clocks').summary('时效 · the clocks of a ticket');
  clocks
    .command('explain')
    .argument('<ticket>', 'id or code')
    .summary('时效明细 · why they stand where they stand: promise, calendar, pauses, milestones')
    .action(async (id: string) => print(await desk().getClocks({ id }), clocksText));
  clocks
    .command('rebuild')
    .argument('[ticket]', 'id or code')
    .option('--all-open', '所有未解决的工单 · all tickets that are not solved')
    .option('--fix', '写入修复 · repair what is stored; without it nothing is written')
    .summary('重算时效 · reckon them again from the timeline (operator)')
    .action(async (ticket: string | undefined, options: { readonly allOpen?: true; readonly fix?: true }) => {
      if ((ticket === undefined) === (options.allOpen === undefined)) throw new Mistake('Give a ticket or --all-open.');
      const client = desk();
      const body = { dryRun: !options.fix };
      const found: ClocksRebuilt[] = [];
      const ids = ticket === undefined ? openTickets(client) : [ticket];
      for await (const id of ids) found.push(await client.rebuildClocks({ id, body }));
      print(found, rebuiltText);
    });
};

const REVIEW = 'review';
const PAGE = 100;

/** Ids of those that wait in a queue or for a reviewer, and of those that somebody holds, each once. */
async function* openTickets(desk: DeskClient): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const { id } of openLists(desk)) {
    if (seen.has(id)) continue; // it was handed out in the meantime
    seen.add(id);
    yield id;
  }
}

async function* openLists(desk: DeskClient): AsyncGenerator<{ readonly id: string }> {
  const queues = [...(await desk.listQueues()).items.map(({ name }) => name), REVIEW];
  for (const queue of queues)
    yield* eachItem((page) => desk.listQueue({ queue, query: { limit: PAGE, ...(page && { page }) } }));
  for (const { name: team } of (await desk.listTeams()).items)
    for (const { id: agent } of (await desk.listTeam({ team })).items)
      yield* eachItem((page) => desk.listOfAgent({ agent, query: { limit: PAGE, ...(page && { page }) } }));
}
