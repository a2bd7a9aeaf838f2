/** Agents, teams and presence: what keeps the desk itself going. */
import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { presence, type putAgent } from '../../../contracts/requests.ts';
import { agentsText, heartbeatText, meText, teamsText } from '../agents.ts';
import type { Context } from '../context.ts';
import { Mistake } from '../mistake.ts';
import { PRESENCES, say } from '../words.ts';

interface PutOptions {
  readonly name: string;
  readonly team: string;
  readonly role: readonly string[];
  readonly email?: string;
  readonly presence?: string;
  readonly capacity: string;
  readonly skill?: readonly string[];
  readonly language?: readonly string[];
  readonly region?: readonly string[];
  readonly seniority?: string;
  readonly substitute?: string;
  readonly leave?: readonly string[];
}

export const addOperating = (program: Command, { desk, print }: Context): void => {
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
  program
    .command('me')
    .summary('我的状态 · my load, and whether I am on duty')
    .action(async () => print(await desk().getMe(), meText));
  program
    .command('heartbeat')
    .summary('心跳 · a sign of life, as a desk client gives one every half minute')
    .action(async () => print(await desk().beat(), heartbeatText));

  const agents = program.command('agents').summary('坐席 · the agents');
  agents
    .command('list')
    .argument('<team>', 'e.g. logistics')
    .summary('部门坐席 · of a team, with load and duty (supervisor, operator)')
    .action(async (team: string) => print((await desk().listTeam({ team })).items, agentsText));
  agents
    .command('put')
    .argument('<agent>', 'e.g. agt_lin')
    .requiredOption('--name <name>')
    .requiredOption('--team <team>')
    .option('-r, --role <role...>', 'agent, supervisor, reviewer, operator', ['agent'])
    .option('--email <address>')
    .addOption(new Option('--presence <presence>', 'default: as it is').choices(presences))
    .option('--capacity <units>', 'units of work at a time: a ticket takes 4 (P0) to 1', '8')
    .option('--skill <skill:level...>', 'e.g. english:3 damage:1')
    .option('--language <language...>', 'zh, en (default: any)')
    .option('--region <region...>', 'default: any')
    .option('--seniority <number>', '0 (new) to 3')
    .option('--leave <from~until...>', 'e.g. 2026-10-01~2026-10-07')
    .option('--substitute <agent>', 'who approves in their place on leave')
    .summary('新建或修改坐席 · create or change one (operator)')
    .action(async (agent: string, options: PutOptions) => {
      const put = await desk().putAgent({ agent, body: profileOf(options) });
      print(put, (answer, show) => agentsText([answer], show));
    });
  agents
    .command('remove')
    .argument('<agent>', 'e.g. agt_lin')
    .summary('删除坐席 · remove one who holds no tickets (operator)')
    .action(async (agent: string) =>
      print(await desk().removeAgent({ agent }), (_, { language }) =>
        say([`已删除 ${agent}`, `${agent} is removed`], language),
      ),
    );

  const teams = program.command('teams').summary('部门 · the teams');
  teams
    .command('list')
    .summary('全部部门 · all of them (supervisor, operator)')
    .action(async () => print((await desk().listTeams()).items, teamsText));
  teams
    .command('remove')
    .argument('<team>', 'e.g. logistics')
    .summary('删除部门 · remove one without agents (operator)')
    .action(async (team: string) =>
      print(await desk().removeTeam({ team }), (_, { language }) =>
        say([`已删除 ${team}`, `${team} is removed`], language),
      ),
    );
};

/** The API checks it, and says what is allowed. */
const profileOf = (options: PutOptions): z.input<typeof putAgent> => {
  const {
    name,
    team,
    role,
    email,
    presence: at,
    capacity,
    skill,
    language,
    region,
    seniority,
    leave,
    substitute,
  } = options;
  return {
    ...{ name, team, roles: role, capacity: Number(capacity) },
    ...(email !== undefined && { email }),
    ...(at !== undefined && { presence: at }),
    ...(skill && { skills: Object.fromEntries(skill.map((each) => pairOf(each, ':', '--skill', 'english:3'))) }),
    ...(language && { languages: language }),
    ...(region && { regions: region }),
    ...(seniority !== undefined && { seniority: Number(seniority) }),
    ...(substitute !== undefined && { substitute }),
    ...(leave && {
      leave: leave.map((each) => {
        const [from, until] = each.split('~');
        return { from, until: until ?? from };
      }),
    }),
  } as z.input<typeof putAgent>;
};

const pairOf = (text: string, sign: string, option: string, example: string): [string, number] => {
  const [name = '', level] = text.split(sign);
  if (level === undefined || Number.isNaN(Number(level))) throw new Mistake(`${option} is written as ${example}.`);
  return [name, Number(level)];
};
