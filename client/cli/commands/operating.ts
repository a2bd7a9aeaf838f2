/** Agents, presence, policy: what keeps the desk itself going. */
import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { presence, type putAgent } from '../../../contracts/requests.ts';
import type { AgentView } from '../../../contracts/views.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { table } from '../table.ts';
import type { Show } from '../terminal.ts';
import { COLUMNS, PRESENCES, say } from '../words.ts';

interface PutOptions {
  readonly name: string;
  readonly team: string;
  readonly role: readonly string[];
  readonly email?: string;
  readonly presence: string;
  readonly capacity: string;
}

export const addOperating = (program: Command, { world, desk, print }: Context): void => {
  const presences = Object.keys(PRESENCES);
  program
    .command('presence')
    .argument('<presence>', presences.join(', '))
    .summary('在线状态 · say whether you are here')
    .action(async (value: string) => {
      const parsed = presence.safeParse({ presence: value });
      if (!parsed.success) throw new Mistake(`presence is one of ${presences.join(', ')}.`);
      print(await desk().setPresence({ body: parsed.data }), (agent, show) => agentsText([agent], show));
    });

  const agents = program.command('agents').summary('坐席 · the agents');
  agents
    .command('list')
    .argument('<team>', 'e.g. logistics')
    .summary('部门坐席 · of a team (supervisor, operator)')
    .action(async (team: string) => print((await desk().listTeam({ team })).items, agentsText));
  agents
    .command('put')
    .argument('<agent>', 'e.g. agt_lin')
    .requiredOption('--name <name>')
    .requiredOption('--team <team>')
    .option('-r, --role <role...>', 'agent, supervisor, reviewer, operator', ['agent'])
    .option('--email <address>')
    .addOption(new Option('--presence <presence>').choices(presences).default('offline'))
    .option('--capacity <number>', 'tickets at a time', '8')
    .summary('新建或修改坐席 · create or change one (operator)')
    .action(async (agent: string, { name, team, role, email, presence: at, capacity }: PutOptions) => {
      const body = { name, team, roles: role, ...(email && { email }), presence: at, capacity: Number(capacity) };
      const put = await desk().putAgent({ agent, body: body as z.input<typeof putAgent> });
      print(put, (answer, show) => agentsText([answer], show));
    });

  program
    .command('policy')
    .summary('规则集 · the rules of the desk')
    .command('publish')
    .argument('<file>', 'YAML, e.g. policies/desk.yaml')
    .summary('发布规则集 · check a policy and make it the active one (operator)')
    .action(async (file: string) => {
      let policy: string;
      try {
        policy = world.readFile(file);
      } catch {
        throw new Mistake(`${file} cannot be read.`);
      }
      print(await desk().publishPolicy({ body: { policy } }), ({ version }, { language }) =>
        say([`规则集 ${version} 已生效`, `Policy ${version} is active`], language),
      );
    });
};

const agentsText = (agents: readonly AgentView[], show: Show): string => {
  if (agents.length === 0) return say(['没有坐席。', 'No agents.'], show.language);
  const title = (name: keyof typeof COLUMNS) => ({ title: say(COLUMNS[name], show.language) });
  const columns = [title('id'), title('name'), title('team'), title('roles'), title('presence'), title('load')];
  const rows = agents.map(({ id, name, team, roles, presence: at, open, capacity }) => [
    id,
    name,
    team,
    roles.join(', '),
    say(PRESENCES[at], show.language),
    `${open}/${capacity}`,
  ]);
  return table(columns, rows, show.colour.bold);
};
