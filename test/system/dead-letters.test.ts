/** Messages that nobody could handle: seen by an operator, moved back once the cause is mended, and handled once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { SCOPES } from '../../contracts/routes/route.ts';
import { type Original, originalAssembly, type Resources, withoutSchedules } from '../support/altered-assembly.ts';
import { GATHERED_MS, minutes, type System, startSystem } from '../support/system.ts';

const DAY = '2026-03-02';
const SECRET = '北京路 8 号';

let original: Original;
let folder: string;
let system: System;
let ticket: string;

/** Nobody may write numbers: what counts them fails ten times on every event, until it is mended by another deployment. */
const withoutNumbers = (resources: Resources): void => {
  withoutSchedules(resources);
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::IAM::Policy' || !Properties.Roles[0].Ref.startsWith('Analytics')) continue;
    const { PolicyDocument } = Properties;
    PolicyDocument.Statement = PolicyDocument.Statement.filter(
      ({ Action }: { Action: string | string[] }) => !JSON.stringify(Action).includes('dynamodb:'),
    );
  }
};

beforeAll(async () => {
  original = originalAssembly();
  folder = mkdtempSync(join(tmpdir(), 'gongdan-letters-'));
  await using broken = await startSystem(folder, { assembly: original.altered(withoutNumbers) });
  await broken.hire('agt_lin', 'logistics');
  ticket = (await broken.post('订单超时未派送', { customer: 'c-1', description: SECRET })).id;
  await broken.runtime.advance(minutes(14));
  await broken.runtime.stop();
  system = await startSystem(folder, { assembly: original.altered(withoutSchedules) });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  original.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const operator = () => system.desk('agt_operator', 'operator');
const insightOf = async () =>
  (await (await operator()).listDeadLetters()).items.find(({ queue }) => queue === 'insight');

const gongdan = async (...args: string[]) => {
  const out: string[] = [];
  const GONGDAN_TOKEN = await system.runtime.token('agt_operator', [SCOPES.operator]);
  const code = await run(args, {
    env: { GONGDAN_URL: system.runtime.url, GONGDAN_TOKEN, LANG: 'en_US.UTF-8' },
    out: (text) => out.push(text),
    err: (text) => out.push(text),
    colours: false,
    timeZone: 'Asia/Shanghai',
    readFile: () => '',
  });
  return { code, out: out.join('\n') };
};

describe('dead letters', () => {
  it('are counted by queue, with the time of the oldest and where it is written what to do', async () => {
    const { items, runbook } = await (await operator()).listDeadLetters();
    expect(items.filter(({ count }) => count > 0)).toEqual([
      { queue: 'insight', count: 1, oldest: '2026-03-02T01:00:00.000Z', redrives: true },
    ]);
    expect(items.filter(({ redrives }) => !redrives).map(({ queue }) => queue)).toEqual(
      expect.arrayContaining(['ticket-events', 'schedules', 'wakes']),
    );
    expect(items.length).toBeGreaterThan(10);
    expect(runbook).toBe('docs/runbook.md#a-dead-letter-queue-is-not-empty');
  });

  it('are shown by the ids of their events, without what they say, and stay where they are', async () => {
    const client = await operator();
    const { items } = await client.showDeadLetters({ queue: 'insight' });
    expect(items).toEqual([
      {
        id: expect.any(String),
        sentAt: '2026-03-02T01:00:00.000Z',
        event: `${ticket}.1`,
        type: 'ticket.opened',
      },
    ]);
    expect(JSON.stringify(items)).not.toContain(SECRET);
    expect((await client.showDeadLetters({ queue: 'insight' })).items).toHaveLength(1);
  });

  it('refuses names that nobody has, what came from no queue, and everybody but operators', async () => {
    const client = await operator();
    await expect(client.redriveDeadLetters({ queue: 'nobody' })).rejects.toMatchObject({
      status: 404,
      code: 'dead-letters-not-found',
    });
    await expect(client.showDeadLetters({ queue: 'nobody' })).rejects.toMatchObject({ code: 'dead-letters-not-found' });
    await expect(client.redriveDeadLetters({ queue: 'schedules' })).rejects.toMatchObject({
      status: 409,
      code: 'dead-letters-stay',
    });
    for (const role of ['agent', 'supervisor', 'reviewer', 'auditor', 'temporary'] as const) {
      const other = await system.desk('agt_other', role);
      await expect(other.listDeadLetters()).rejects.toMatchObject({ status: 403 });
      await expect(other.showDeadLetters({ queue: 'insight' })).rejects.toMatchObject({ status: 403 });
      await expect(other.redriveDeadLetters({ queue: 'insight' })).rejects.toMatchObject({ status: 403 });
    }
    expect((await insightOf())?.count).toBe(1);
  });

  it('go back by a command, and what came twice is handled once', async () => {
    const [letters] = system.runtime.resources('AWS::SQS::Queue', 'InsightDeadLetters');
    const detail = { id: `${ticket}.1`, ticketId: ticket, seq: 1, type: 'ticket.opened' };
    const more = { QueueUrl: letters?.ref, MessageBody: JSON.stringify({ detail }) };
    await system.runtime.call('AmazonSQS', 'SendMessage', more);
    const supervisor = await system.desk('agt_luo', 'supervisor');
    const created = async () => (await supervisor.getDayReport({ day: DAY })).rows.map((row) => row.created);
    expect(await created()).toEqual([]);
    expect(await gongdan('deadletters', 'list')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/insight +2 +\S+ .*yes[\s\S]*runbook\.md/),
    });
    expect((await gongdan('deadletters', 'show', 'insight')).out).toContain(`${ticket}.1`);
    expect((await gongdan('deadletters', 'redrive')).code).toBe(2);
    expect(await gongdan('deadletters', 'redrive', 'insight')).toEqual({
      code: 0,
      out: 'insight: 2 moved back, 0 left',
    });
    await system.runtime.advance(GATHERED_MS);
    expect(await created()).toEqual([1]);
    expect(await insightOf()).toEqual({ queue: 'insight', count: 0, redrives: true });
    expect(await gongdan('deadletters', 'redrive', '--all')).toEqual({ code: 0, out: 'There are no dead letters.' });
  });

  it('go back all of them, a hundred in a call and in as many calls as it takes', async () => {
    const [letters] = system.runtime.resources('AWS::SQS::Queue', 'InsightDeadLetters');
    const MessageBody = JSON.stringify({
      detail: { id: `${ticket}.1`, ticketId: ticket, seq: 1, type: 'ticket.opened' },
    });
    for (let sent = 0; sent < 115; sent += 1)
      await system.runtime.call('AmazonSQS', 'SendMessage', { QueueUrl: letters?.ref, MessageBody });
    const first = await (await operator()).redriveDeadLetters({ queue: 'insight' });
    expect(first).toEqual({ queue: 'insight', moved: 100, left: 15 });
    expect((await gongdan('deadletters', 'redrive', '--all')).out).toBe('insight: 15 moved back, 0 left');
    await system.runtime.advance(GATHERED_MS);
    expect((await insightOf())?.count).toBe(0);
  });
});
