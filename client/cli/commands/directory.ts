/** Teams and agents from files: what would change is shown first, then done. */
import type { Command } from 'commander';
import { ApiProblem } from '../../api-problem.ts';
import type { DeskClient } from '../../desk-client.ts';
import { readAgents } from '../agents-csv.ts';
import type { Context } from '../context.ts';
import { readDirectory, type Wanted } from '../directory-file.ts';
import { type Directory, type Plan, planOf, type Step } from '../directory-plan.ts';
import { planText, stepName } from '../directory-text.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { say } from '../words.ts';

interface ApplyOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly delete?: boolean;
}

export const addDirectory = (program: Command, context: Context): void => {
  const { read } = context;
  const directory = program.command('directory').summary('部门和坐席文件 · teams and agents from files (operator)');
  const planned = (command: Command): Command =>
    command.option('-y, --yes', 'without asking').option('--dry-run', '只看计划 · the plan alone');

  planned(directory.command('apply'))
    .argument('<file>', 'YAML, e.g. examples/directory.yaml')
    .option('--delete', 'removes agents of its teams who are not in it')
    .summary('按文件调整 · make teams and agents as a file says')
    .action(async (file: string, options: ApplyOptions) => {
      const wanted = readDirectory(read(file), file);
      await settle(context, wanted, options);
    });

  planned(directory.command('import'))
    .argument('<file>', 'CSV with a heading, e.g. id,name,skills or 编号,姓名,技能')
    .option('--team <name>', 'of agents whose row names none')
    .summary('导入坐席 · create or change agents from a table')
    .action(async (file: string, { team, ...options }: ApplyOptions & { team?: string }) => {
      const text = read(file);
      const known = await presentDirectory(context.desk());
      const agents = readAgents(text, file, { known: known.agents, ...(team !== undefined && { team }) });
      await settle(context, { teams: [], agents }, options, known);
    });
};

/** Shows the plan, asks, and does it. */
const settle = async (context: Context, wanted: Wanted, options: ApplyOptions, known?: Directory): Promise<void> => {
  const { desk, print, show, world } = context;
  const client = desk();
  const plan = planOf(wanted, known ?? (await presentDirectory(client)), options.delete ?? false);
  print(known ? { ...plan, stay: [] } : plan, planText);
  if (plan.steps.length === 0 || options.dryRun) return;
  if (!options.yes) {
    const { language } = show();
    if (!world.ask) throw new Mistake('Nobody is there to confirm it: say --yes to do it, --dry-run to see it alone.');
    if (!(await world.ask(say(['执行吗？(y/N) ', 'Do it? (y/N) '], language)))) {
      world.err(say(['没有改动。', 'Nothing was changed.'], language));
      return;
    }
  }
  await carryOut(context, client, plan);
};

const carryOut = async ({ show, world }: Context, client: DeskClient, { steps }: Plan): Promise<void> => {
  const failed: string[] = [];
  for (const step of steps)
    try {
      await take(client, step);
    } catch (error) {
      if (!(error instanceof ApiProblem) || (error.status < 500 && !ONE_ONLY.has(error.code ?? ''))) throw error;
      failed.push(`${stepName(step, show())}: ${error.message}${error.code ? ` [${error.code}]` : ''}`);
    }
  const done = steps.length - failed.length;
  // Programs read the plan alone from the standard output.
  const tell = show().json ? world.err : world.out;
  tell(say([`已完成 ${done} 项。`, `${done} done.`], show().language));
  if (failed.length > 0) throw new Mistake([`${failed.length} not done:`, ...failed].join('\n  '), EXIT.refused);
};

/** Refusals that concern one agent or team alone: the rest goes on. */
const ONE_ONLY: ReadonlySet<string> = new Set([
  'agent-holds-tickets',
  'agent-not-found',
  'invalid-request',
  'roster-invalid',
]);

const take = (client: DeskClient, step: Step): Promise<unknown> => {
  if ('team' in step) {
    const { name, ...body } = step.team;
    return client.putTeam({ team: name, body });
  }
  if ('agent' in step) {
    const { id, ...body } = step.agent;
    return client.putAgent({ agent: id, body });
  }
  return client.removeAgent({ agent: step.remove.id });
};

const presentDirectory = async (client: DeskClient): Promise<Directory> => {
  const names = (await client.listTeams()).items.map(({ name }) => name);
  const found = await Promise.all(
    names.map(async (team) => ({
      team: await client.getTeam({ team }),
      agents: (await client.listTeam({ team })).items,
    })),
  );
  return { teams: found.map(({ team }) => team), agents: found.flatMap(({ agents }) => agents) };
};
