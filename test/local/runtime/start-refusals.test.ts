import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { lambda, type Resources, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

const MAIN = new URL('../../../local/main.ts', import.meta.url).pathname;

const machine = (definition: unknown) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] }, DefinitionString: JSON.stringify(definition) },
});
const END = { QueryLanguage: 'JSONata', StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
const table = (keys: readonly string[]) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: keys[0], KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
});
const sound: Resources = {
  Role: role('lambda.amazonaws.com'),
  MachineRole: role('states.amazonaws.com'),
  Desk: lambda('a1', 'Role'),
  Table: table(['pk']),
  Machine: machine(END),
};
const HANDLER = 'export const handler = async () => ({});';
const assemblyOf = (changed: Resources, handler = HANDLER): string =>
  writeAssembly({ One: { Resources: { ...sound, ...changed } } }, { a1: handler });

async function npmStart(...args: string[]): Promise<{ code: number; printed: string }> {
  const child = spawn(process.execPath, [MAIN, '--port', '0', ...args]);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk));
  const [code] = await once(child, 'close');
  return { code, printed };
}

/** Everything in the store but the time of the clock. */
function contentOf(dataDir: string): unknown {
  const database = new DatabaseSync(join(dataDir, 'gongdan.db'), { readOnly: true });
  const all = (sql: string) => database.prepare(sql).all();
  const tables = all("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  const rows = tables.map(({ name }) => all(`SELECT * FROM "${name}"`).filter((row) => row.name !== 'clock'));
  database.close();
  return [tables, rows];
}

/** Data of a desk that has worked: a row in its table. */
async function usedData(): Promise<string> {
  const dataDir = tempFolder();
  const { runtime } = await start(assemblyOf({}), { dataDir });
  await runtime.call('DynamoDB_20120810', 'PutItem', { TableName: 'Table', Item: { pk: { S: 'tkt_1' } } });
  await runtime.stop();
  return dataDir;
}

const unreachable = { ...END, States: { ...END.States, Island: { Type: 'Succeed' } } };
const untold = { ...END, States: { Done: { Type: 'Succeed', Comment: `\${Nothing}` } } };

describe('a start that must not be', { timeout: 60_000 }, () => {
  it.each<[name: string, assembly: () => string, line: RegExp]>([
    [
      'a resource type it does not know',
      () => assemblyOf({ Bucket: { Type: 'AWS::S3::Bucket' } }),
      /^One Bucket \(AWS::S3::Bucket\): this resource type is not supported/,
    ],
    [
      'a property it does not know',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { Colour: 'red' } } }),
      /^One Queue \(AWS::SQS::Queue\): .*"Colour"/,
    ],
    [
      'an intrinsic that leads nowhere',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { Ref: 'Nobody' } } } }),
      /^One Queue \(AWS::SQS::Queue\): nothing is called Nobody$/,
    ],
    [
      'an intrinsic it does not know',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::Length': [1] } } } }),
      /^One Queue \(AWS::SQS::Queue\): the intrinsic function Fn::Length is not supported$/,
    ],
    [
      'a state that nothing leads to',
      () => assemblyOf({ Machine: machine(unreachable), Zone: table(['sk']) }),
      /^One Machine \(AWS::StepFunctions::StateMachine\): .*Island/,
    ],
    [
      'a token without substitution',
      () => assemblyOf({ Machine: machine(untold), Zone: table(['sk']) }),
      /^One Machine \(AWS::StepFunctions::StateMachine\): .*\$\{Nothing\} has no substitution$/,
    ],
    [
      'a bundle that throws when it is imported',
      () => assemblyOf({}, 'throw new TypeError("no policy\\nbeside it");'),
      /^One Desk \(AWS::Lambda::Function\): the bundle does not load: TypeError: no policy$/,
    ],
  ])('refuses %s in one line, and leaves the data as it was', async (_, assembly, line) => {
    const dataDir = await usedData();
    const before = contentOf(dataDir);
    const { code, printed } = await npmStart('--assembly', assembly(), '--data-dir', dataDir);
    expect(code).toBe(1);
    expect(printed).toMatch(/^gongdan: [^\n]+\n$/);
    expect(printed.slice('gongdan: '.length, -1)).toMatch(line);
    expect(contentOf(dataDir)).toEqual(before);
  });

  it.each([
    ['--speed', '0'],
    ['--report', 'everything'],
  ])('refuses %s %s before it touches anything', async (flag, value) => {
    const dataDir = join(tempFolder(), 'data');
    const { code, printed } = await npmStart('--data-dir', dataDir, flag, value);
    expect(code).toBe(1);
    expect(printed.split('\n')[0]).toContain(`${flag} ${value} is not`);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('refuses a clock that would stand still when it should run', async () => {
    const clock = { kind: 'scaled', factor: 0 } as const;
    await expect(start(assemblyOf({}), { clock })).rejects.toThrow('The clock factor must be greater than 0.');
  });
});
