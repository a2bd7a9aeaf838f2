/** The commands of clocks and promotions against the functions that serve them. */
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headItem, ticketOf } from '../../adapters/dynamodb/ticket-head.ts';
import { TABLES } from '../functions/support/aws.ts';
import { LIN, POLICY, request, SUPERVISOR } from '../functions/support/desk.ts';
import { serveDesk, tokenOf } from './desk-server.ts';
import { typed } from './world.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const PROMOTIONS = `promotions:
  - name: flash
    title: { zh: 闪购, en: Flash sale }
    from: 2026-03-20T10:00+08:00
    until: 2026-03-20T12:00+08:00
    targets: { firstResponse: { P2: 5 min } }
    capacityFactor: 1.5
    queues: { logistics: { strategy: pool } }
    squad: [agt_lin]
`;
const RULE =
  'sla:\n  - { name: office, when: { category: [refund] }, calendar: office, targets: { firstResponse: 1 h } }';
const RULES = POLICY.replace(/^promotions: \[\]$/m, PROMOTIONS).replace(/^sla: \[\]$/m, RULE);

let served: Awaited<ReturnType<typeof serveDesk>>;
let id: string;
let code: string;
beforeAll(async () => {
  served = await serveDesk();
  const { desk } = served;
  await desk.operate('PUT /v1/policy', '/v1/policy', { policy: RULES });
  await desk.putAgent('agt_ops', { name: '运', team: 'front-desk', roles: ['agent', 'operator'] });
  await desk.putAgent('agt_lin', { name: '林', team: 'aftersales', roles: ['agent'] });
  desk.wait(8 * HOUR + 30 * MINUTE); // 17:30 in Shanghai
  ({
    body: { id, code },
  } = await desk.open(request()));
  await desk.command('assign', id, SUPERVISOR, { body: { agent: 'agt_lin' } });
  desk.wait(10 * MINUTE);
  await desk.command('hold', id, LIN, { body: { for: 'thirdParty' } });
  desk.wait(5 * MINUTE);
  await desk.command('resume', id, LIN, { body: {} });
  desk.wait(HOUR);
});
afterAll(() => served.close());

const cli = async (roles: readonly string[], args: readonly string[], language = 'zh') => {
  const printed = await typed(['--url', served.url, '--lang', language, ...args], {
    env: { GONGDAN_TOKEN: tokenOf('agt_ops', ...roles) },
    readFile: () => RULES.replace('P2: 5 min', 'P2: 20 min'),
  });
  return { ...printed, lines: printed.out.trimEnd().split('\n') };
};
/** Where a word begins, in columns of the terminal. */
const column = (line: string | undefined, word: string): number => stringWidth((line ?? '').split(word)[0] ?? '');

describe('gongdan clocks explain', () => {
  it('shows each clock with its promise, its intervals and their reasons, and what is to come', async () => {
    const { code: exit, lines } = await cli(['agent'], ['clocks', 'explain', code]);
    expect(exit).toBe(0);
    expect(lines[0]).toBe(`${code}  处理中  P2  客户等待 75 分钟 · 坐席处理 70 分钟`);
    const first = lines.slice(
      lines.indexOf('首次响应 · 计时中'),
      lines.indexOf('', lines.indexOf('首次响应 · 计时中')),
    );
    expect(first.slice(1)).toEqual([
      expect.stringMatching(/^规则 {2}office · 规则集 [0-9a-f]{12}$/),
      '日历  office',
      '目标  60 分钟',
      '已用  25 分钟 · 剩 35 分钟',
      '开始  2026-03-02 17:30:00',
      '到期  2026-03-03 09:35:00',
      '从                   到                   分钟  原因',
      '2026-03-02 17:30:00  2026-03-02 17:40:00    10  计时',
      '2026-03-02 17:40:00  2026-03-02 17:45:00     5  暂停 · 待第三方',
      '2026-03-02 17:45:00  2026-03-02 18:00:00    15  计时',
      '2026-03-02 18:00:00  2026-03-02 18:45:00    45  非工作时间',
      '节点          时间                 状态',
      '黄牌预警      2026-03-03 09:20:00  未到',
      '到期（红牌）  2026-03-03 09:35:00  未到',
    ]);
    expect(column(first.at(-1), '未到')).toBe(column(first.at(-3), '状态'));
  });

  it('says it in English', async () => {
    const { out } = await cli(['agent'], ['clocks', 'explain', code], 'en');
    expect(out).toContain('customer waited 75 min · worked on 70 min');
    expect(out).toMatch(/paused · for a third party/);
    expect(out).toMatch(/outside hours/);
  });

  it('refuses a ticket that is not there', async () => {
    const { code: exit, err } = await cli(['agent'], ['clocks', 'explain', 'ZZZZZZZZ']);
    expect([exit, err]).toEqual([1, expect.stringContaining('[ticket-not-found]')]);
  });
});

describe('gongdan clocks rebuild', () => {
  it('looks at all that are open, wherever they are, and repairs what is different when told to', async () => {
    const { desk } = served;
    const { body: waiting } = await desk.open(request());
    expect((await cli(['operator'], ['clocks', 'rebuild', '--all-open'])).out).toBe(
      '检查 2 张，不一致 0 张，已修复 0 张\n',
    );

    const Key = { pk: { S: waiting.id }, sk: { S: 'TICKET' } };
    const { Item: head } = desk.aws.dynamo('GetItem', { TableName: TABLES.ticket, Key });
    const ticket = ticketOf(head);
    const resolution = { ...ticket.clocks.resolution, targetMinutes: 1 };
    const { clocks } = headItem({ ...ticket, clocks: { ...ticket.clocks, resolution } }, 'any');
    desk.aws.dynamo('PutItem', { TableName: TABLES.ticket, Item: { ...head, clocks } });

    const seen = await cli(['operator'], ['clocks', 'rebuild', '--all-open']);
    expect(seen.lines).toEqual([
      waiting.code,
      '  resolution.targetMinutes: 240 instead of 1',
      '检查 2 张，不一致 1 张，已修复 0 张',
      '加 --fix 修复',
    ]);
    const fixed = await cli(['operator'], ['clocks', 'rebuild', waiting.code, '--fix']);
    expect(fixed.lines.at(-1)).toBe('检查 1 张，不一致 1 张，已修复 1 张');
    expect((await cli(['operator'], ['clocks', 'rebuild', waiting.code])).lines).toEqual([
      '检查 1 张，不一致 0 张，已修复 0 张',
    ]);
  });

  it.each([[['clocks', 'rebuild']], [['clocks', 'rebuild', 'K7M2Q9XD', '--all-open']]])(
    'refuses %j, which names no ticket or too many',
    async (args) => {
      const { code: exit, err } = await cli(['operator'], args);
      expect([exit, err]).toEqual([2, 'gongdan: Give a ticket or --all-open.\n']);
    },
  );
});

describe('gongdan promotion', () => {
  it('lists those of the policy', async () => {
    const { lines } = await cli(['supervisor'], ['promotion', 'list']);
    expect(lines).toEqual([
      '名称   标题  状态    开始                 结束                 负载  队列       快反小组',
      'flash  闪购  未开始  2026-03-20 10:00:00  2026-03-20 12:00:00  ×1.5  logistics  agt_lin',
    ]);
  });

  it('shows what one of them would have done, and by another file', async () => {
    const { desk } = served;
    await desk.command('reply', id, LIN, { body: { text: '正在核实' } });
    const { body: ticket } = await desk.ticket(id, SUPERVISOR);
    await desk.deliver('analytics', id, ticket.version);
    const args = ['promotion', 'preview', 'flash', '--from', '2026-03-02', '--to', '2026-03-02'];
    const { lines } = await cli(['supervisor'], args);
    expect(lines).toEqual([
      'flash：2026-03-02 至 2026-03-02 提交的 1 张工单',
      '时效          大促目标         工单  达标  大促下  超时  大促下  未结  大促下',
      '首次响应  P2  5 分钟 · always     1     1       0     0       1     0       0',
      '解决      P2  不变                1     0       0     0       0     1       1',
      `首次响应 P2 将新增超时 1: ${code}`,
    ]);
    const other = await cli(['supervisor'], [...args, '--file', 'draft.yaml'], 'en');
    expect(other.out).toContain('20 min · always');
  });

  it('refuses one that is not there', async () => {
    const { code: exit, err } = await cli(['supervisor'], ['promotion', 'preview', 'gone']);
    expect([exit, err]).toEqual([1, expect.stringContaining('promotion: There is no promotion gone; there are flash')]);
  });
});
