import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
      () => assemblyOf({ Stream: { Type: 'AWS::Kinesis::Stream' } }),
      /^One Stream \(AWS::Kinesis::Stream\): this resource type is not supported/,
    ],
    [
      'a property it does not know',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { Colour: 'red' } } }),
      /^One Queue \(AWS::SQS::Queue\): the local runtime does not support the property "Colour"$/,
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

  it.each<[name: string, assembly: () => string, line: RegExp]>([
    [
      'a resource without a type',
      () => assemblyOf({ Queue: { Properties: {} } }),
      /^[^\n]*One\.template\.json: Queue has no resource type\.$/,
    ],
    [
      'an attribute of a resource it does not know',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', CreationPolicy: {} } }),
      /^[^\n]*One\.template\.json: Queue \(AWS::SQS::Queue\): CreationPolicy is not supported/,
    ],
    [
      'a section of a template it does not know',
      () => writeAssembly({ One: { Resources: sound, Transform: 'AWS::Serverless-2016-10-31' } }, { a1: HANDLER }),
      /^[^\n]*One\.template\.json: the section Transform is not supported/,
    ],
    [
      'a condition that nobody states',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Condition: 'Sunny' } }),
      /^One Queue \(AWS::SQS::Queue\): no condition is called Sunny$/,
    ],
    [
      'a condition that depends on itself',
      () =>
        writeAssembly(
          {
            One: {
              Resources: { ...sound, Queue: { Type: 'AWS::SQS::Queue', Condition: 'Sunny' } },
              Conditions: { Sunny: { 'Fn::Not': [{ Condition: 'Sunny' }] } },
            },
          },
          { a1: HANDLER },
        ),
      /^One Queue \(AWS::SQS::Queue\): the condition Sunny depends on itself$/,
    ],
    [
      'an export without a name',
      () =>
        writeAssembly(
          { One: { Resources: sound, Outputs: { Key: { Value: 1, Export: { Name: { Ref: 'Nobody' } } } } } },
          { a1: HANDLER },
        ),
      /^One Key \(output\): nothing is called Nobody$/,
    ],
    [
      'an intrinsic with arguments of another form',
      () => assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::Join': 'ab' } } } }),
      /^One Queue \(AWS::SQS::Queue\): the arguments of Fn::Join do not have the form that it takes$/,
    ],
    [
      'a bundle that the build has not',
      () => {
        const folder = assemblyOf({});
        rmSync(join(folder, 'asset.a1'), { recursive: true });
        return folder;
      },
      /^One Desk \(AWS::Lambda::Function\): the build has no asset\.a1: run "npm run build" again$/,
    ],
  ])('refuses %s, naming it', async (_, assembly, line) => {
    await expect(start(assembly())).rejects.toThrow(line);
  });

  it('tells of several things in a line each', async () => {
    const [Ghost, Stream] = [{ Type: 'AWS::Ghost::Ghost' }, { Type: 'AWS::Kinesis::Stream' }];
    const { code, printed } = await npmStart('--assembly', assemblyOf({ Ghost, Stream }), '--data-dir', tempFolder());
    expect(code).toBe(1);
    expect(printed).toMatch(/^gongdan: One Ghost [^\n]+\ngongdan: One Stream [^\n]+\n$/);
  });

  it('refuses an option before it touches anything', async () => {
    const dataDir = join(tempFolder(), 'data');
    const { code, printed } = await npmStart('--data-dir', dataDir, '--speed', '0');
    expect(code).toBe(1);
    expect(printed.split('\n')[0]).toBe('gongdan: --speed 0 is not a number above 0.');
    expect(existsSync(dataDir)).toBe(false);
  });

  it('refuses a port that is taken, and leaves no data directory behind', async () => {
    const taken = await start(assemblyOf({}));
    const { port } = new URL(taken.runtime.url);
    const dataDir = join(tempFolder(), 'data');
    const { code, printed } = await npmStart('--port', port, '--assembly', assemblyOf({}), '--data-dir', dataDir);
    await taken.runtime.stop();
    expect([code, printed]).toEqual([1, `gongdan: Port ${port} is in use: choose another with --port.\n`]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('refuses a folder that others use, and clears nothing away', async () => {
    const theirs = tempFolder();
    mkdirSync(join(theirs, 'assets'));
    writeFileSync(join(theirs, 'assets', 'logo.svg'), '<svg/>');
    const { code, printed } = await npmStart('--assembly', assemblyOf({}), '--data-dir', theirs);
    expect([code, printed]).toEqual([
      1,
      `gongdan: ${theirs} is not a data directory of Gongdan: it has assets and no gongdan.db. Choose another --data-dir.\n`,
    ]);
    expect(readdirSync(theirs, { recursive: true })).toEqual(['assets', join('assets', 'logo.svg')]);
    expect(readFileSync(join(theirs, 'assets', 'logo.svg'), 'utf8')).toBe('<svg/>');
  });

  it('refuses a clock that would stand still when it should run', async () => {
    const clock = { kind: 'scaled', factor: 0 } as const;
    await expect(start(assemblyOf({}), { clock })).rejects.toThrow('The clock factor must be greater than 0.');
  });
});
