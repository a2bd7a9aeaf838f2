import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createChannelClient } from '../../client/channel-client.ts';
import { createDeskClient } from '../../client/desk-client.ts';
import { days, startSystem } from '../support/system.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-crash-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const POSTS = 200;
const AT_ONCE = 16;

it('loses and doubles nothing when it is killed while 200 tickets are posted', async () => {
  const accepted = new Map<string, string>();
  let next = 0;
  // The first life ends in the middle; the channel posts again what was not answered, as channels do.
  for (const killAfter of [60, 130, POSTS]) {
    const child = fork(join(import.meta.dirname, 'crash-child.ts'), [dataDir]);
    const exited = once(child, 'exit');
    const [{ url, key, operator }] = (await once(child, 'message')) as [Record<'url' | 'key' | 'operator', string>];
    if (next === 0) {
      const operations = createDeskClient({ url, token: operator });
      for (const agent of ['agt_lin', 'agt_zhou'])
        await operations.putAgent({
          agent,
          body: { name: agent, team: 'logistics', roles: ['agent'], presence: 'online', capacity: 100 },
        });
    }
    const shop = createChannelClient({ url, channel: 'shop', key });
    let dead = false;
    const poster = async (): Promise<void> => {
      while (!dead && next < POSTS) {
        const uniqueId = `post-${next++}`;
        for (;;) {
          try {
            const customer = { id: `c-${uniqueId}` };
            const { id } = await shop.createTicket({
              body: { uniqueId, subject: '快递到哪了', description: '快递到哪了', customer },
            });
            accepted.set(uniqueId, id);
            break;
          } catch (error) {
            if (!dead) throw error;
            next = Math.min(next, Number(uniqueId.slice(5))); // not answered: again, in the next life
            return;
          }
        }
        if (accepted.size >= killAfter && killAfter < POSTS) {
          dead = true;
          child.kill('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, poster));
    if (!dead) child.kill('SIGKILL');
    await exited;
  }
  expect(accepted.size).toBe(POSTS);

  await using system = await startSystem(dataDir);
  await system.runtime.settle();
  const table = system.runtime.resources('AWS::DynamoDB::GlobalTable', 'Ticket')[0]?.ref;
  const items: Record<string, Record<string, string>>[] = [];
  for (let start: unknown; ; ) {
    const page: any = await system.runtime.call('DynamoDB_20120810', 'Scan', {
      TableName: table,
      ...(start ? { ExclusiveStartKey: start } : {}),
    });
    items.push(...page.Items);
    start = page.LastEvaluatedKey;
    if (!start) break;
  }
  const heads = items.filter(({ sk }) => sk?.S === 'TICKET');
  expect(heads.map(({ uniqueId }) => uniqueId?.S).sort()).toEqual([...accepted.keys()].sort());
  for (const { pk, uniqueId } of heads) expect(pk?.S).toBe(accepted.get(uniqueId?.S ?? ''));

  const machine = system.runtime.resources('AWS::StepFunctions::StateMachine')[0]?.ref;
  const executions: string[] = [];
  for (let nextToken: string | undefined; ; ) {
    const page: any = await system.runtime.call('AWSStepFunctions', 'ListExecutions', {
      stateMachineArn: machine,
      statusFilter: 'RUNNING',
      maxResults: 1000,
      ...(nextToken && { nextToken }),
    });
    executions.push(...page.executions.map(({ name }: { name: string }) => name));
    nextToken = page.nextToken;
    if (!nextToken) break;
  }
  expect(executions.sort()).toEqual([...accepted.values()].map((id) => `${id}-1`).sort());

  // And every one of them can be worked to its end.
  const bai = await system.desk('agt_bai', 'reviewer');
  for (const agent of ['agt_lin', 'agt_zhou'])
    for (const desk = await system.desk(agent, 'agent'); ; ) {
      const { items: mine } = await desk.listMine({ query: { limit: 100 } });
      if (mine.length === 0) break;
      for (const { id } of mine) await desk.resolveTicket({ id, body: { code: 'answered', text: '已送达' } });
      await system.runtime.settle();
    }
  for (;;) {
    const { items: waiting } = await bai.listQueue({ queue: 'review', query: { limit: 100 } });
    if (waiting.length === 0) break;
    for (const { id } of waiting) await bai.reviewTicket({ id, body: { verdict: 'pass' } });
    await system.runtime.settle();
  }
  await system.runtime.advance(days(3.1));
  const supervisor = await system.desk('agt_luo', 'supervisor');
  for (const id of accepted.values()) expect((await supervisor.getTicket({ id })).phase).toBe('archived');
  for (const { open } of (await supervisor.listTeam({ team: 'logistics' })).items) expect(open).toBe(0);
});
