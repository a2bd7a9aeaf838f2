import { expect, it } from 'vitest';
import { factKey } from '../../adapters/dynamodb/insight-table.ts';
import type { Runtime } from '../../local/runtime-api.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf, restlessFaultsOf } from '../support/invariants.ts';
import { GATHERED_MS, startSystem } from '../support/system.ts';

type Key = Record<'pk' | 'sk', { S: string }>;

const write = (runtime: Runtime, table: string, action: string, body: Record<string, unknown>) =>
  runtime.call('DynamoDB_20120810', action, {
    TableName: runtime.resources('AWS::DynamoDB::GlobalTable', table)[0]?.ref,
    ...body,
  });
const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });
const set = (runtime: Runtime, table: string, Key: Key, name: string, value: unknown) =>
  write(runtime, table, 'UpdateItem', {
    ...{ Key, UpdateExpression: 'SET #name = :value' },
    ...{ ExpressionAttributeNames: { '#name': name }, ExpressionAttributeValues: { ':value': value } },
  });

interface Posted {
  readonly id: string;
  readonly code: string;
  readonly uniqueId: string;
}
/** What is broken, how, and what must then be said of it. */
const DAMAGE: Record<string, [(runtime: Runtime, ticket: Posted) => Promise<unknown>, RegExp]> = {
  'a head that its events do not explain': [
    (runtime, { id }) => set(runtime, 'Ticket', key(id, 'TICKET'), 'urges', { N: '7' }),
    /^tkt_\w+ is not what its events say/,
  ],
  'a head ahead of its events': [
    (runtime, { id }) => set(runtime, 'Ticket', key(id, 'TICKET'), 'version', { N: '9' }),
    /^tkt_\w+ has version 9 and 2 events$/,
  ],
  'a lost event': [
    (runtime, { id }) => write(runtime, 'Ticket', 'DeleteItem', { Key: key(id, 'EVENT#0000000001') }),
    /^tkt_\w+ has event 2 where 1 should be$/,
  ],
  'a lost head': [
    (runtime, { id }) => write(runtime, 'Ticket', 'DeleteItem', { Key: key(id, 'TICKET') }),
    /^tkt_\w+ has events but no head$/,
  ],
  'an event of another type than was answered': [
    (runtime, { id }) => set(runtime, 'Ticket', key(id, 'EVENT#0000000001'), 'type', { S: 'ticket.noted' }),
    /^tkt_\w+ was answered ticket\.opened as event 1, which is ticket\.noted$/,
  ],
  'a request that leads elsewhere': [
    (runtime, { uniqueId }) =>
      set(runtime, 'Ticket', key(`INTAKE#shop#${uniqueId}`, 'INTAKE'), 'ticketId', { S: 'tkt_other' }),
    /^tkt_\w+ was answered for shop#u-\d+, which leads to tkt_other$/,
  ],
  'a lost code': [
    (runtime, { code }) => write(runtime, 'Ticket', 'DeleteItem', { Key: key(`CODE#${code}`, 'CODE') }),
    /^tkt_\w+ has the code \w+, which leads to undefined$/,
  ],
  'a load that no ticket explains': [
    (runtime) => set(runtime, 'Directory', key('TEAM#logistics', 'AGENT#agt_lin'), 'open', { N: '3' }),
    /^agt_lin counts 3 open tickets but holds tkt_\w+ /,
  ],
  'a workflow that was stopped': [
    (runtime, { id }) =>
      runtime.call('AWSStepFunctions', 'StopExecution', {
        executionArn: `${runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref.replace(':stateMachine:', ':execution:')}:${id}-1`,
      }),
    /^tkt_\w+ is handling and has 0 workflows: $/,
  ],
  'a second workflow': [
    (runtime, { id }) =>
      runtime.call('AWSStepFunctions', 'StartExecution', {
        stateMachineArn: runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref,
        name: `${id}-2`,
        input: JSON.stringify({ ticketId: id, generation: 2 }),
      }),
    /^tkt_\w+ is handling and has 2 workflows: /,
  ],
  'a ticket counted wrongly': [
    (runtime, { id }) => write(runtime, 'Insight', 'DeleteItem', { Key: factKey(id) }),
    /^tkt_\w+ counts as undefined instead of /,
  ],
};

it('finds nothing at a desk at rest, and refuses each kind of damage by the name of its ticket', async () => {
  await using system = await startSystem();
  const { runtime } = system;
  await system.hire('agt_lin', 'logistics', { capacity: 50 });
  const kinds = Object.entries(DAMAGE);
  const shop = system.channel();
  const tickets: Posted[] = [];
  for (const [at] of kinds.entries()) {
    const body = { uniqueId: `u-${at}`, subject: '快递到哪了', description: '快递到哪了', customer: { id: `c-${at}` } };
    tickets.push({ ...(await shop.createTicket({ body })), uniqueId: `u-${at}` });
  }
  await runtime.advance(GATHERED_MS);
  const told = {
    posts: Object.fromEntries(tickets.map(({ id, uniqueId }) => [`shop#${uniqueId}`, id])),
    events: tickets.map(({ id }) => ({ ticketId: id, seq: 1, type: 'ticket.opened' })),
  };
  const faults = async (): Promise<string[]> => {
    const desk = await snapshotOf(runtime);
    return [...faultsOf(desk, told), ...restlessFaultsOf(desk)];
  };
  let known = await faults();
  expect(known).toEqual([]);
  for (const [at, [kind, [damage, said]]] of kinds.entries()) {
    const ticket = tickets[at] as Posted;
    await damage(runtime, ticket);
    const found = await faults();
    const fresh = found.filter((fault) => !known.includes(fault) && fault.includes(ticket.id));
    expect(fresh, kind).toContainEqual(expect.stringMatching(said));
    known = found;
  }
});
