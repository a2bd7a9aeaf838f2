import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { StateMachineFromFile } from '../../lib/constructs/state-machine-from-file.ts';
import { newApp } from '../../lib/desk-app.ts';
import { environmentNamed } from '../../lib/environments.ts';
import { DataStack } from '../../lib/stacks/data-stack.ts';

const WORK = '$' + '{Work}';
const folder = mkdtempSync(join(tmpdir(), 'gongdan-machine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(resource: string, substitutions: Record<string, string>): void {
  const file = join(folder, 'x.asl.json');
  const task = { Type: 'Task', Resource: resource, End: true };
  writeFileSync(file, JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Do', States: { Do: task } }));
  const app = newApp(join(folder, 'out'));
  const environment = environmentNamed('dev');
  const desk = { ...new DataStack(app, 'data', environment), environment, functions: folder };
  new StateMachineFromFile(new Stack(app, 'stack'), 'Machine', {
    ...{ file, substitutions, desk, grants: [], restartsItself: false },
  });
}

describe('StateMachineFromFile', () => {
  it('refuses a token that nothing stands for', () => {
    expect(() => build(WORK, {})).toThrow('nothing is substituted for Work');
  });

  it('refuses a substitution that the file does not have', () => {
    expect(() => build(WORK, { Work: 'x', Play: 'y' })).toThrow('there is no token Play');
  });

  it('takes a file whose tokens and substitutions are the same', () => {
    expect(() => build(WORK, { Work: 'x' })).not.toThrow();
  });
});
