import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Runtime } from '../../local/runtime-api.ts';
import { type Original, withoutSchedules } from '../support/altered-assembly.ts';
import { originalWith } from '../support/clockwork-assembly.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { minutes, startSystem } from '../support/system.ts';
import { timelineOf, typeOf } from './clockwork/desk.ts';

const SUBJECT = '订单超时未派送';

let original: Original;
let assembly = '';
beforeAll(() => {
  original = originalWith('sweeper');
  assembly = original.altered(withoutSchedules);
});
afterAll(() => original.dispose());

const head = (runtime: Runtime, id: string, update: object) =>
  runtime.call('DynamoDB_20120810', 'UpdateItem', {
    TableName: runtime.resources('AWS::DynamoDB::GlobalTable', 'Ticket')[0]?.ref,
    Key: { pk: { S: id }, sk: { S: 'TICKET' } },
    ...update,
  });

it('a ticket that fails becomes a dead letter, holds up nobody, and comes again when it can be looked at', {
  timeout: 120_000,
}, async () => {
  await using system = await startSystem(':memory:', { assembly });
  const { runtime } = system;
  await system.hire('agt_lin', 'logistics');
  const [broken, sound] = [(await system.post(SUBJECT)).id, (await system.post(SUBJECT)).id];
  const names = { '#assignee': 'assignee' };
  const { Attributes } = await head(runtime, broken, {
    UpdateExpression: 'REMOVE #assignee',
    ExpressionAttributeNames: names,
    ReturnValues: 'ALL_OLD',
  });
  await runtime.advance(minutes(40));
  expect((await timelineOf(system, sound)).map(typeOf)).toContain('ticket.breached');
  const letters = async () => [...(await snapshotOf(runtime)).deadLetters].filter(([, count]) => count > 0);
  expect(await letters()).toEqual([[expect.stringMatching(/^DueDeadLetters/), expect.any(Number)]]);
  const [[, count] = ['', 0]] = await letters();
  expect(count).toBeLessThanOrEqual(4); // one in ten minutes, not one in each

  await head(runtime, broken, {
    UpdateExpression: 'SET #assignee = :was',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':was': Attributes.assignee },
  });
  await runtime.advance(minutes(12));
  const late = (await timelineOf(system, broken)).filter((entry) => entry.includes('ticket.breached firstResponse'));
  expect(late).toEqual([expect.stringMatching(/ late$/)]);
});

it('an operator brings back a ticket whose due time was lost', async () => {
  await using system = await startSystem(':memory:', { assembly });
  await system.hire('agt_lin', 'logistics');
  const { id } = await system.post(SUBJECT);
  await head(system.runtime, id, { UpdateExpression: 'REMOVE wakeKey, wakeSort' });
  await system.runtime.advance(minutes(20));
  expect((await timelineOf(system, id)).map(typeOf)).toEqual(['ticket.opened', 'ticket.assigned']);
  const operator = await system.desk('agt_operator', 'operator');
  expect(await operator.restartWorkflow({ id, body: { generation: 2 } })).toMatchObject({ result: 'started' });
  await system.runtime.advance(minutes(1));
  expect((await timelineOf(system, id)).map(typeOf)).toContain('ticket.breached');
});

it('uses every right that the sweeper was given, and is denied nothing', { timeout: 120_000 }, async () => {
  const said: string[] = [];
  await using system = await startSystem(':memory:', { assembly, say: (line) => said.push(line) });
  const { runtime } = system;
  await system.hire('agt_xu', 'complaints', { capacity: 4 });
  await system.post('我要投诉，客服态度很差', { customer: 'aside' });
  await system.post('我要投诉，充电宝突然冒烟了', { customer: 'emergency' }); // the other one is put aside
  await system.hire('agt_zhou', 'logistics');
  await system.post(SUBJECT);
  await system.hire('agt_zhou', 'aftersales'); // the load has to be looked for when the ticket is taken away, untouched
  await system.post(SUBJECT); // nobody is there: it is put off
  await runtime.advance(minutes(30));
  const operator = await system.desk('agt_operator', 'operator');
  const { id } = await system.post(SUBJECT);
  await operator.restartWorkflow({ id, body: { generation: 2 } });
  await runtime.advance(minutes(2));
  const OF_THE_SWEEPER = /^(LookAtTicket|Sweep|Due|Moved|Operations)/;
  const idle = runtime
    .grants()
    .filter(({ holders, uses }) => uses === 0 && holders.some((holder) => OF_THE_SWEEPER.test(holder)))
    .map(({ holders, action, resource }) => `${holders.join()} ${action} ${resource.split(':').at(-1)}`)
    .filter((line) => !/DeadLetters/.test(line) && !/^Operations(?!.* dynamodb:UpdateItem table.Ticket)/.test(line));
  expect(idle).toEqual([]);
  expect(said).toEqual([]);
});
