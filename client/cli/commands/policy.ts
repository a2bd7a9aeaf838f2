/** The rules of the desk: as a whole, and those of routing alone. */
import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { PolicyChange } from '../../../contracts/views.ts';
import { ApiProblem } from '../../api-problem.ts';
import type { Context } from '../context.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { table } from '../table.ts';
import { localTime, type Show } from '../terminal.ts';
import { say } from '../words.ts';

const CHANGES = { policy: ['整个规则集', 'the policy'], rules: ['分派规则', 'the rules of routing'] } as const;

export const addPolicy = (program: Command, { desk, print, read }: Context): void => {
  const policy = program.command('policy').summary('规则集 · the rules of the desk');
  const active = ({ version }: { readonly version: string }, { language }: Show): string =>
    say(
      [`规则集 ${version} 已生效，下一张工单起按它分派`, `Policy ${version} is active, from the next ticket on`],
      language,
    );

  policy
    .command('publish')
    .argument('<file>', 'YAML, e.g. policies/desk.yaml')
    .option('--reason <text>', 'why; it is remembered with your name')
    .summary('发布规则集 · check a policy and make it the active one (operator)')
    .action(async (file: string, { reason }: { reason?: string }) => {
      const body = { policy: read(file), ...(reason !== undefined && { reason }) };
      print(await withFile(file, desk().publishPolicy({ body })), active);
    });
  policy
    .command('rules')
    .summary('当前分派规则 · the rules of routing that hold now, as YAML (supervisor, operator)')
    .action(async () => print(await desk().getRules(), ({ rules }) => stringify(rules).trimEnd()));
  policy
    .command('change-rules')
    .argument('<file>', 'YAML: the list of rules as `policy rules` prints it')
    .requiredOption('--reason <text>', 'why; it is remembered with your name')
    .summary('修改分派规则 · replace the rules of routing, for the next ticket on (supervisor, operator)')
    .action(async (file: string, { reason }: { reason: string }) =>
      print(await withFile(file, desk().changeRules({ body: { rules: read(file), reason } })), active),
    );
  policy
    .command('history')
    .summary('规则变更记录 · who changed them, when and why (supervisor, operator)')
    .action(async () => print((await desk().getPolicyHistory()).items, historyText));
};

/** What is wrong with a file is told with its name and lines. */
export const withFile = async <T>(file: string, answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'policy-invalid') throw error;
    const problems = error.problem?.errors ?? [];
    const lines = problems.map(
      ({ path, message, line }) => `${file}:${line ?? 1} ${path.startsWith('line ') ? '' : `${path}: `}${message}`,
    );
    throw new Mistake([`${error.message} [${error.code}]`, ...lines].join('\n'), EXIT.refused);
  }
};

const historyText = (changes: readonly PolicyChange[], show: Show): string => {
  const { language } = show;
  if (changes.length === 0) return say(['还没有变更。', 'No changes so far.'], language);
  const columns = [
    { title: say(['时间', 'time'], language) },
    { title: say(['谁', 'who'], language) },
    { title: say(['改了什么', 'what'], language) },
    { title: say(['版本', 'version'], language) },
    { title: say(['原因', 'why'], language) },
  ];
  const rows = changes.map(({ time, by, what, version, reason = '–' }) => [
    localTime(time, show, true),
    by,
    say(CHANGES[what], language),
    version,
    reason,
  ]);
  return table(columns, rows, show.colour.bold, show.width);
};
