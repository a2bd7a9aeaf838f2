import { expect, it } from 'vitest';
import { type Resources, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

const START = Date.parse('2026-03-02T09:10:00Z');
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Rest',
  States: { Rest: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Done' }, Done: { Type: 'Succeed' } },
};
const resources: Resources = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    },
  },
  Role: role('states.amazonaws.com'),
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, DefinitionString: JSON.stringify(definition) },
  },
};
const assembly = writeAssembly({ One: { Resources: resources } });

const open = async (dataDir = ':memory:') => {
  const { runtime } = await start(assembly, { dataDir, clock: { kind: 'stepped' }, start: START });
  const machine = runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref;
  const states = (action: string, body: object) => runtime.call('AWSStepFunctions', action, body);
  return {
    runtime,
    put: (pk: string, expires: number) =>
      runtime.call('DynamoDB_20120810', 'PutItem', {
        TableName: 'Table',
        Item: { pk: { S: pk }, expiresAt: { N: String(expires / 1000) } },
      }),
    async items(): Promise<string[]> {
      const { Items } = await runtime.call('DynamoDB_20120810', 'Scan', { TableName: 'Table' });
      return Items.map(({ pk }: any) => pk.S).sort();
    },
    async run(name: string, seconds: number): Promise<void> {
      await states('StartExecution', { stateMachineArn: machine, name, input: JSON.stringify({ seconds }) });
      await runtime.settle();
    },
    async executions(): Promise<string[]> {
      return (await states('ListExecutions', { stateMachineArn: machine })).executions.map(({ name }: any) => name);
    },
    history: (name: string) =>
      states('GetExecutionHistory', {
        executionArn: `${String(machine).replace(':stateMachine:', ':execution:')}:${name}`,
      }),
    [Symbol.asyncDispose]: () => runtime.stop(),
  };
};

it('deletes what has expired at the next full hour of the clock, and leaves no timer behind', async () => {
  await using desk = await open();
  await desk.put('tomorrow', START + DAY);
  await desk.put('soon', START + 5 * 60_000); // before the one whose timer is set
  await desk.put('soon, too', START + 7 * 60_000);
  await desk.put('never', START - 6 * 365 * DAY); // AWS takes it for a mistake
  await desk.runtime.advance(49 * 60_000);
  expect(await desk.items()).toEqual(['never', 'soon', 'soon, too', 'tomorrow']);
  await desk.runtime.advance(60_000);
  expect(await desk.items()).toEqual(['never', 'tomorrow']);
  await desk.runtime.advance(DAY - HOUR);
  expect(await desk.items()).toEqual(['never', 'tomorrow']);
  expect(await desk.runtime.advanceToNext()).toBe(true);
  expect(await desk.items()).toEqual(['never']);
  expect(await desk.runtime.advanceToNext()).toBe(false);
});

it('sets its timer again after a restart', async () => {
  const dataDir = tempFolder();
  const before = await open(dataDir);
  await before.put('soon', START + 5 * 60_000);
  await before.runtime.stop();
  await using desk = await open(dataDir);
  await desk.runtime.advance(HOUR);
  expect(await desk.items()).toEqual([]);
});

it('forgets an execution 90 days after its end: history and name, not one that still runs', async () => {
  await using desk = await open();
  await desk.run('short', 60);
  await desk.run('middle', 10 * 24 * 3600);
  await desk.run('long', 200 * 24 * 3600);
  for (const day of [89, 95]) await desk.put(`day ${day}`, START + day * DAY); // clearing goes with the hours of expiry
  await desk.runtime.advance(89.5 * DAY);
  expect(await desk.executions()).toEqual(['long', 'middle', 'short']);
  await desk.runtime.advance(6 * DAY);
  expect(await desk.executions()).toEqual(['long', 'middle']);
  await expect(desk.history('short')).rejects.toMatchObject({ code: 'ExecutionDoesNotExist' });
  expect((await desk.history('middle')).events.at(-1)).toMatchObject({ type: 'ExecutionSucceeded' });
  await desk.run('short', 60);
  expect(await desk.executions()).toEqual(['short', 'long', 'middle']);
});
