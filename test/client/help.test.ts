import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completionFor } from '../../client/cli/completion.ts';
import { EXAMPLES } from '../../client/cli/examples.ts';
import { half } from '../../client/cli/help.ts';
import { programFor, run } from '../../client/cli/run.ts';
import { leavesOf, pathOf } from '../../client/cli/tree.ts';
import { cliPage } from './cli-page.ts';
import { deafUrl } from './outside.ts';
import { worldOf } from './world.ts';

const program = programFor(worldOf().world, 'en');
const leaves = leavesOf(program).map(pathOf);

const NOWHERE = { XDG_CONFIG_HOME: '/nonexistent' };

/** As a shell would split it, as far as the examples need it. */
const words = (line: string): string[] =>
  [...(line.replace('$TOKEN', '.e30.').split(/ [|>] /)[0] ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );

describe('help', () => {
  it.each(leaves)('of %s has an example', (path) => {
    expect(EXAMPLES[path], `add one to client/cli/examples.ts`).toBeDefined();
  });

  it('has no example of a command that does not exist', () => {
    expect(Object.keys(EXAMPLES).filter((path) => !leaves.includes(path))).toEqual([]);
  });

  // Nobody is signed in and nobody answers: whatever the command line says is read, and nothing is sent.
  it.each(
    Object.values(EXAMPLES)
      .flat()
      .filter((line) => line.startsWith('gongdan')),
  )('shows what the command line takes: %s', async (line) => {
    const { world, err } = worldOf({ env: { ...NOWHERE, GONGDAN_URL: await deafUrl() }, readFile: () => '{}' });
    await run(words(line).slice(1), world);
    expect(err.join('\n')).not.toMatch(/^error: |gongdan <command> --help/m);
  });

  it('is in groups, in the language of the terminal or the one asked for', async () => {
    const help = async (args: string[], env: Record<string, string>) => {
      const { world, out } = worldOf({ env });
      expect(await run(args, world)).toBe(0);
      return out.join('\n');
    };
    const zh = await help(['--help'], { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_GB.UTF-8' });
    expect(zh).toMatch(/用法：[\s\S]*查看:\n[\s\S]*timeline[\s\S]*处理:\n[\s\S]* 领取\n[\s\S]*退出码/);
    expect(zh).not.toContain('take it from the queue');
    const en = await help(['--lang', 'en', '--help'], { LANG: 'zh_CN.UTF-8' });
    expect(en).toMatch(/Usage:[\s\S]*Look:[\s\S]*Work:[\s\S]*take it from the queue[\s\S]*Exit codes: 0 done/);
    expect(en).not.toMatch(/领取/);
    const one = await help(['hold', '--help'], { LANG: 'en' });
    expect(one).toMatch(/Examples:\n {2}gongdan hold K7M2Q9XD --for customer/);
    expect(one).toContain('--json');
  });

  it('leaves a text alone that is not in two languages', () => {
    expect([half('领取 · take it', 'zh'), half('领取 · take it', 'en'), half('id or code', 'zh')]).toEqual([
      '领取',
      'take it',
      'id or code',
    ]);
  });

  it('is a page, too', async () => {
    await expect(cliPage(program)).toMatchFileSnapshot('../../docs/cli.md');
  });
});

describe('completion', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gongdan-completion-'));
    writeFileSync(join(folder, 'gongdan.bash'), completionFor('bash', program, 'en'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What bash would offer for the last word. */
  const offered = (...line: string[]): string[] => {
    const script = `source ${join(folder, 'gongdan.bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _gongdan; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script, 'bash', ...line], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split('\n').filter(Boolean);
  };

  it.each([
    [
      ['gongdan', 're'],
      [
        'reveal',
        'redact',
        'reject',
        'retention',
        'report',
        'reply',
        'resume',
        'requeue',
        'resolve',
        'review',
        'reviews',
        'revoke-link',
        'reopen',
      ],
    ],
    [
      ['gongdan', 'clocks', ''],
      ['explain', 'rebuild'],
    ],
    [
      ['gongdan', '--url', 'clocks', 'te'],
      ['teams', 'template'],
    ],
    [['gongdan', '--json', 'local', 'b'], ['bill']],
    [
      ['gongdan', '--lang', ''],
      ['zh', 'en'],
    ],
    [
      ['gongdan', 'completion', ''],
      ['bash', 'zsh'],
    ],
    [['gongdan', 'hold', 'K7M2Q9XD', '--f'], ['--for']],
    [
      ['gongdan', 'hold', '--i'],
      ['--if-version', '--idempotency-key'],
    ],
    [['gongdan', 'mine', '--js'], ['--json']],
    [['gongdan', 'nothing', 'x'], []],
  ])('in bash of %j', (line, expected) => {
    expect(offered(...line).sort()).toEqual([...expected].sort());
  });

  it('offers every command of every group', () => {
    for (const path of leaves) {
      const names = path.split(' ');
      expect(offered('gongdan', ...names.slice(0, -1), names.at(-1)!)).toContain(names.at(-1));
    }
  });

  it('is written by the command itself, for zsh with what each command does', async () => {
    const { world, out } = worldOf({ env: { LANG: 'zh_CN' } });
    expect(await run(['completion', 'zsh'], world)).toBe(0);
    expect(out.join('\n')).toMatch(/^#compdef gongdan[\s\S]*'claim:领取'[\s\S]*_gongdan "\$@"$/);
    const bash = worldOf();
    expect(await run(['completion', 'bash'], bash.world)).toBe(0);
    expect(bash.out.join('\n')).toBe(completionFor('bash', program, 'en'));
  });
});
