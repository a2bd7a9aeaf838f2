/** What a newcomer is told to type, typed: the commands of the README and of `npm start`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { SCOPES } from '../../contracts/routes/route.ts';
import { seedSampleDesk } from '../../local/sample-desk.ts';
import { welcome } from '../../local/welcome.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gongdan-minute-'));
  system = await startSystem();
  const { runtime } = system;
  await seedSampleDesk(runtime.url, await runtime.token('agt_operator', [SCOPES.operator]));
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

/** Every `npx gongdan …` of a text, as words; `# …` is a remark, `$code` is filled in. */
const commandsIn = (text: string, code = ''): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\s+#.*$/, ''))
    .filter((line) => line.startsWith('npx gongdan '))
    .flatMap((line) => line.split(/;\s*/))
    .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''))
    .map(([, , ...args]) => args.map((arg) => (arg === '$code' ? code : arg)));

const type = async (args: readonly string[]): Promise<string> => {
  let said = '';
  const code = await run(args, {
    env: { HOME: home },
    out: (text) => {
      said += text;
    },
    err: (text) => {
      said += text;
    },
    colours: false,
    timeZone: 'Asia/Shanghai',
    readFile: (path) => readFileSync(path, 'utf8'),
  });
  expect(code, `${args.join(' ')}: ${said}`).toBe(0);
  await system.runtime.advance(2000); // nobody types faster; what was said is found within three seconds
  return said;
};

it('says at the start what works as it stands, whatever the port', async () => {
  const said = new Map<string, string>();
  for (const args of commandsIn(welcome(system.runtime, '.gongdan'))) said.set(args[0] ?? '', await type(args));
  expect([...said.keys()]).toEqual(['login', 'create', 'find', 'agents', 'local']);
  expect(said.get('find')).toContain('delivery-delay');
});

it('leads through the README from a ticket to its end', async () => {
  await type(['login', '--url', system.runtime.url]);
  const [, , minute = '', toItsEnd = ''] = readFileSync('README.md', 'utf8').split('```sh\n');
  const [begin, end] = [minute, toItsEnd].map((block) => block.slice(0, block.indexOf('```')));
  const said: string[] = [];
  for (const args of commandsIn(begin ?? '').filter((words) => !words.includes(''))) said.push(await type(args));
  const code = /^ticket +([0-9A-Z]{8})/m.exec(said[1] ?? '')?.[1] ?? '';
  const find = /\$\((npx gongdan find .*) \|/.exec(begin ?? '')?.[1] ?? '';
  const [found] = JSON.parse(await type(commandsIn(find)[0] ?? []));
  expect(found.code).toBe(code);
  expect(await type(['timeline', code])).toContain('dispatched to');
  for (const args of commandsIn(end ?? '', code)) said.push(await type(args));
  expect(said.at(-2)).toMatch(/^phase +resolved$/m);
  // What was said is found again.
  expect(said.at(-1)).toContain(code);
});
