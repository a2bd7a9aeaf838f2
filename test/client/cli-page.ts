/** docs/cli.md, made from the tree of commands. `npx vitest run test/client/help.test.ts -u` renews it. */
import type { Command } from 'commander';
import { EXAMPLES } from '../../client/cli/examples.ts';
import { half } from '../../client/cli/help.ts';
import { leavesOf, pathOf } from '../../client/cli/tree.ts';

const HEAD = `# The command \`gongdan\` 命令行

For agents, supervisors and operators, and for channels to try things with. \`gongdan <command> --help\` says all of a command with an
example. 坐席、主管、运维的命令行；每个命令的 \`--help\` 有例子，语言随终端。

## First steps

\`\`\`sh
npx gongdan login agt_luo --role supervisor     # at the issuer of the runtime on this machine
npx gongdan watch                               # all queues, live; Ctrl-C ends it
npx gongdan next logistics                      # the most urgent ticket that fits me
source <(npx gongdan completion bash)           # the shell completes commands and options
\`\`\`

## What holds for all commands

| option | meaning |
|---|---|
| \`--url <url>\` | the API; else \`GONGDAN_URL\`, else where you signed in, else the runtime on this machine |
| \`--json\` | the answer as it came, for programs; \`watch\` prints a line of JSON for each change |
| \`--lang zh\\|en\` | else by \`LC_ALL\`, \`LC_MESSAGES\`, \`LANG\`: what begins with \`zh\` is Chinese, everything else English |

- \`GONGDAN_TOKEN\` is used in the place of the session that \`login\` keeps; a saved token goes only to the API that it was given for.
- Tables fit the terminal (\`COLUMNS\`, else its width): the widest texts are cut with \`…\`, where a Chinese character counts as two columns.
  In a pipe nothing is cut.
- Requests are sent again where that is safe, up to four times: reads, commands under an \`Idempotency-Key\` that is made for them, and
  whatever was turned away by a limit for up to ten seconds.
- What customers wrote is printed without control characters.

## Exit codes 退出码

| code | meaning |
|---|---|
| 0 | done; of \`watch\`, ended by Ctrl-C |
| 1 | the API refused: its words and its code ([errors.md](errors.md)) are on the error output |
| 2 | the command line is wrong |
| 3 | nobody is signed in there, or the token is no longer good: \`gongdan login\` |
| 4 | nobody answers at that address |

## Live lists

\`gongdan watch\` looks every five seconds (\`--every\`) at all queues, \`gongdan watch logistics\` at the tickets of one, \`gongdan watch
--mine\` at those that are yours. On a terminal it draws over itself on a screen of its own. In a pipe it prints the list once, and then a
line for everything that is new (\`+\`), different (\`~\`) or gone (\`-\`). A look that fails is told and tried again.

## Completion 补全

\`\`\`sh
source <(gongdan completion bash)                     # in ~/.bashrc
gongdan completion zsh > ~/.zfunc/_gongdan            # with fpath+=~/.zfunc before compinit
\`\`\`
`;

export const cliPage = (program: Command): string => {
  const rows = leavesOf(program).map((command) => {
    const usage = `${pathOf(command)} ${command.usage().replace('[options]', '').trim()}`.trim();
    const both = command.summary() || command.description();
    const [example = ''] = EXAMPLES[pathOf(command)] ?? [];
    const what = [half(both, 'zh'), half(both, 'en')];
    return `| \`${cell(usage)}\` | ${cell([...new Set(what)].join(' · '))} | \`${cell(example)}\` |`;
  });
  return `${HEAD}
## All commands

| command | what it does | for example |
|---|---|---|
${rows.join('\n')}
`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
