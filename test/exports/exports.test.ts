/** Exports from the request to the file, on the whole system. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsKey } from '../../adapters/dynamodb/insight-table.ts';
import { ApiProblem } from '../../client/api-problem.ts';
import type { DeskClient } from '../../client/desk-client.ts';
import { GATHERED_MS, minutes, type System, startSystem } from '../support/system.ts';

const DAY = '2026-03-02';
const BOM = '\uFEFF';

let system: System;
let luo: DeskClient;
let operator: DeskClient;
beforeAll(async () => {
  system = await startSystem();
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'], scope: 'team', presence: 'offline' });
  await system.hire('agt_lin', 'logistics', { capacity: 100 });
  await system.hire('agt_gao', 'accounts', { capacity: 100 });
  await system.post('=HYPERLINK("http://x.example","订单超时未派送")', {
    customer: '13812345678',
    description: '电话 13812345678',
    email: 'li@example.com',
  });
  await system.post('订单超时未派送，"三天"了');
  await system.post('忘记密码，账号登录不了', { category: 'account' });
  await system.runtime.advance(GATHERED_MS);
  luo = await system.desk('agt_luo', 'supervisor');
  operator = await system.desk('agt_operator', 'operator');
});
afterAll(() => system[Symbol.asyncDispose]());

type Wish = Parameters<DeskClient['startExport']>[0]['body'];
const wish = (more: Partial<Wish> = {}): Wish => ({ format: 'ndjson', from: DAY, to: DAY, ...more });
/** Asks, lets the system come to rest, and answers what became of it with the content of the file. */
const exported = async (who: DeskClient, more: Partial<Wish> = {}) => {
  const { id } = await who.startExport({ body: wish(more) });
  await system.runtime.settle();
  const job = await who.getExport({ export: id });
  const answer = await fetch(job.url ?? '');
  return { job, answer, text: Buffer.from(await answer.arrayBuffer()).toString('utf8') };
};
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      return error.code ?? String(error.status);
    },
  );

describe('an export', () => {
  it('is answered at once, and is done a moment later', async () => {
    const started = await operator.startExport({ body: wish() });
    expect(started).toMatchObject({ state: 'queued', done: 0, total: 0, percent: 0, rows: 0 });
    await system.runtime.settle();
    expect(await operator.getExport({ export: started.id })).toMatchObject({
      ...{ state: 'done', done: 3, total: 3, percent: 100, rows: 3 },
      expiresAt: new Date(Date.parse(started.createdAt) + 7 * 24 * 60 * 60_000).toISOString(),
    });
    expect((await operator.listExports()).items.map(({ id }) => id)).toContain(started.id);
  });

  it('has every ticket of the days once, masked', async () => {
    const { text, answer } = await exported(operator);
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    expect(answer.headers.get('content-disposition')).toContain(`attachment; filename="tickets-${DAY}-${DAY}.ndjson"`);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ category }) => category).sort()).toEqual(['account', 'delivery-delay', 'delivery-delay']);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(3);
    expect(text).not.toContain('13812345678');
    expect(text).toContain('138****5678');
    expect(text).not.toContain('li@example.com');
  });

  it('as a CSV is what a spreadsheet program reads: Chinese, quotation marks, and no formula', async () => {
    const { text, answer } = await exported(operator, {
      ...{ format: 'csv', category: 'delivery-delay', columns: ['subject', 'openedAt', 'phase'] },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, ...rows] = text.split('\r\n');
    expect(head).toBe(`${BOM}主题,创建时间 (UTC+8),阶段`);
    expect(rows.at(-1)).toBe('');
    expect(rows.slice(0, -1).sort()).toEqual([
      expect.stringMatching(
        /^"'=HYPERLINK\(""http:\/\/x\.example"",""订单超时未派送""\)",2026-03-02 09:00:\d\d,handling$/,
      ),
      expect.stringMatching(/^"订单超时未派送，""三天""了",2026-03-02 09:00:\d\d,handling$/),
    ]);
  });

  it('of a team is of what the team has alone', async () => {
    const { text, job } = await exported(luo);
    expect(job).toMatchObject({ done: 3, rows: 2 });
    expect(text).not.toContain('"account"');
  });

  it('of a day with more tickets than a slice takes is put together of several parts', async () => {
    const copies = 1203;
    const table = (name: string) => system.runtime.resources('AWS::DynamoDB::GlobalTable', name)[0]?.ref;
    const call = (action: string, body: object) => system.runtime.call('DynamoDB_20120810', action, body);
    const { id } = await system.post('订单超时未派送', { customer: 'copied' });
    const Key = { pk: { S: id }, sk: { S: 'TICKET' } };
    const { Item } = await call('GetItem', { TableName: table('Tickets'), Key });
    for (let nth = 0; nth < copies; nth += 1) {
      const copy = { S: `tkt_${String(nth).padStart(26, '0')}` };
      await call('PutItem', { TableName: table('Tickets'), Item: { ...Item, pk: copy, id: copy } });
      await call('PutItem', {
        TableName: table('Insight'),
        Item: { pk: { S: factsKey('2026-02-28', nth % 8) }, sk: copy },
      });
    }
    const { job, text } = await exported(operator, { from: '2026-02-28', to: '2026-03-01', columns: ['id'] });
    expect(job).toMatchObject({ state: 'done', done: copies, total: copies, percent: 100, rows: copies });
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(new Set(ids).size).toBe(copies);
    expect(ids).toHaveLength(copies);
  });

  it('without any ticket is a file, too', async () => {
    const { text, job } = await exported(operator, {
      format: 'csv',
      from: '2026-01-01',
      to: '2026-02-27',
      language: 'en',
    });
    expect(job).toMatchObject({ state: 'done', done: 0, total: 0, percent: 100 });
    expect(text).toMatch(/^\uFEFFTicket,Id,Subject,[^\n]+\r\n$/);
  });

  it('can be cancelled as long as it is not over', async () => {
    const { id } = await operator.startExport({ body: wish() });
    expect(await operator.cancelExport({ export: id })).toMatchObject({ state: 'cancelled' });
    await system.runtime.settle();
    expect(await operator.getExport({ export: id })).toMatchObject({ state: 'cancelled', rows: 0 });
    expect(await operator.cancelExport({ export: id })).toMatchObject({ state: 'cancelled' });
    const { job } = await exported(operator);
    expect(await codeOf(operator.cancelExport({ export: job.id }))).toBe('export-over');
  });

  it('gives a link for a minute, and a new one to whoever asks again', async () => {
    const { job } = await exported(operator);
    await system.runtime.advance(minutes(1) + 1000);
    expect((await fetch(job.url ?? '')).status).toBe(403);
    expect((await operator.getExport({ export: job.id })).url).not.toBe(job.url);
  });
});

describe('refuses', () => {
  it('an export that is somebody else’s, as if it were not there', async () => {
    const { job } = await exported(operator);
    expect(await codeOf(luo.getExport({ export: job.id }))).toBe('export-not-found');
    expect(await codeOf(luo.cancelExport({ export: job.id }))).toBe('export-not-found');
  });

  it('agents and reviewers, in words of the API', async () => {
    for (const role of ['agent', 'reviewer', 'temporary'] as const) {
      const person = await system.desk('agt_lin', role);
      expect(await codeOf(person.startExport({ body: wish() }))).toMatch(/^(403|not-permitted)$/);
    }
  });

  it('more than a quarter, days in the wrong order, no day, a column twice, or one that is none', async () => {
    for (const bad of [
      { from: '2026-01-01', to: '2026-04-03' },
      { from: '2026-03-02', to: '2026-03-01' },
      { from: '2026-02-30' },
      { columns: ['code', 'code'] },
      { columns: ['password'] },
      { columns: [] },
      { format: 'xlsx' },
    ])
      expect(await codeOf(operator.startExport({ body: { ...wish(), ...bad } as Wish }))).toBe('invalid-request');
    expect(await codeOf(operator.startExport({ body: wish({ from: '2026-01-01', to: '2026-04-02' }) }))).toBe(
      'nothing',
    );
    await system.runtime.settle();
  });

  it('a fourth one while three are under way', async () => {
    const bai = await system.desk('agt_auditor', 'auditor');
    const ids = [];
    for (let nth = 0; nth < 3; nth += 1) ids.push((await bai.startExport({ body: wish() })).id);
    expect(await codeOf(bai.startExport({ body: wish() }))).toBe('too-many-exports');
    await system.runtime.settle();
    expect(await codeOf(bai.startExport({ body: wish() }))).toBe('nothing');
    await system.runtime.settle();
  });
});
