/** What people type when a ticket is escalated, and how it is shown with all its clocks. */
import { describe, expect, it } from 'vitest';
import type { TicketView } from '../../contracts/views.ts';
import { type Received, type Reply, withServer } from './outside.ts';
import { typed } from './world.ts';

const clock = {
  ...{ policy: 'standard', policyVersion: 'v1', calendar: 'always', pauses: [] },
  startedAt: '2026-11-22T01:00:00.000Z',
};
const ticket: TicketView = {
  ...{ id: 'tkt_1', code: 'K7M2Q9XD', phase: 'onHold', version: 9, channel: 'shop', uniqueId: 'r-1' },
  ...{ subject: '杯子碎了', description: '全碎了', language: 'zh', category: 'lost-or-damaged', priority: 'P2' },
  ...{ impact: 'one', tags: [], queue: 'aftersales', level: 2, orders: ['E1'], policyVersion: 'v1' },
  customer: { id: 'c-1', tier: 'vip' },
  assignee: { id: 'agt_chen', team: 'aftersales', name: '陈可' },
  openedAt: '2026-11-22T01:00:00.000Z',
  firstResponseDueAt: '2026-11-22T01:30:00.000Z',
  resolutionDueAt: '2026-11-22T05:00:00.000Z',
  clocks: {
    firstResponse: { ...clock, state: 'missed', targetMinutes: 30, dueAt: '2026-11-22T01:30:00.000Z' },
    resolution: {
      ...{ ...clock, state: 'paused', targetMinutes: 240, dueAt: '2026-11-22T05:00:00.000Z' },
      warnAt: '2026-11-22T04:30:00.000Z',
      pauses: [{ from: '2026-11-22T02:00:00.000Z', for: 'subTickets' }],
    },
    thirdParty: {
      ...clock,
      state: 'cancelled',
      calendar: 'office',
      targetMinutes: 60,
      dueAt: '2026-11-23T01:00:00.000Z',
    },
  },
  ...{ requesterWaitMinutes: 61.4, agentWorkMinutes: 40, heldMinutes: { subTickets: 21.4 } },
  acknowledged: { by: 'agt_luo', at: '2026-11-22T02:05:00.000Z' },
  followers: ['team:executives'],
  tasks: [{ id: 7, title: '协助解决技术难题', for: 'team:complaints' }],
  holdFrozen: true,
  hold: { for: 'subTickets', since: '2026-11-22T02:00:00.000Z', until: '2026-11-24T02:00:00.000Z' },
  ...{
    fields: {},
    steps: [],
    attachments: [],
    links: [],
    subs: [],
    absorbed: [],
    parties: [],
    mentioned: [],
    reviews: [],
    present: [],
  },
  ...{ rescues: 0, urges: 0, transfers: 0, reworks: 0, reopens: 0, allowed: ['note', 'finishTask'] },
};

const told = (seq: number, type: string, data: object) => ({
  ...{ id: `tkt_1.${seq}`, seq, type: `ticket.${type}`, time: '2026-11-22T02:00:00.000Z', data },
  actor: { kind: 'agent', id: 'agt_luo' },
});
const EVENTS = [
  told(1, 'escalated', { level: 2, reason: 'nature', to: ['team:complaints', 'supervisor'], text: '看日志' }),
  told(2, 'acknowledged', { note: '我来' }),
  told(3, 'task-finished', { task: 1 }),
  told(4, 'held', { for: 'subTickets' }),
  told(5, 'hold-reminded', { for: 'subTickets' }),
  told(6, 'overdue', { clock: 'thirdParty', minutesAfter: 30 }),
  told(7, 'queued', { queue: 'logistics', because: 'rescued', rescue: 'otherTeam' }),
  told(8, 'classified', { category: 'refund', priority: 'P1', queue: 'aftersales', tier: 'vip' }),
  told(9, 'promised', { promotion: 'double-twelve' }),
  told(10, 'clocks-rebuilt', { differences: [] }),
];

const answer = ({ method, path }: Received): Reply => {
  if (method === 'POST') return { json: { ...ticket, events: [{ seq: 10, type: 'ticket.acknowledged' }] } };
  return { json: path.endsWith('/timeline?limit=100') ? { items: EVENTS } : ticket };
};

const cli = (url: string, ...args: string[]) => typed([...args, '--url', url], { env: { GONGDAN_TOKEN: 'token' } });

describe('a command of an escalation', () => {
  it.each([
    [['acknowledge', 'K7', '我来看'], 'acknowledge', { note: '我来看' }],
    [['acknowledge', 'K7'], 'acknowledge', {}],
    [['finish-task', 'K7', '7', '好了'], 'finish-task', { task: 7, note: '好了' }],
    [['finish-task', 'K7', '#7'], 'finish-task', { task: 7 }],
    [['escalate', 'K7', '看日志', '--nature', 'technical'], 'escalate', { reason: '看日志', nature: 'technical' }],
    [['classify', 'K7', '--tier', 'vip'], 'classify', { tier: 'vip' }],
    [['hold', 'K7', '--for', 'subTickets'], 'hold', { for: 'subTickets' }],
    [['hold', 'K7', 'thirdParty'], 'hold', { for: 'thirdParty' }],
    [['hold', 'K7'], 'hold', { for: 'customer' }],
  ])('%j is sent as it is meant', async (args, verb, body) => {
    const sent = await withServer(answer, async (url) => {
      expect(await cli(url, ...args)).toMatchObject({ code: 0, err: '' });
    });
    expect(sent.map((each) => [each.path, JSON.parse(each.body)])).toEqual([[`/v1/tickets/K7/${verb}`, body]]);
  });

  it('refuses a task that is no number, and sends nothing', async () => {
    const sent = await withServer(answer, async (url) => {
      const { code, err } = await cli(url, 'finish-task', 'K7', 'seven');
      expect([code, err]).toEqual([2, expect.stringContaining('A task is a number')]);
    });
    expect(sent).toEqual([]);
  });
});

it('shows a ticket with every clock that has begun, its tasks and what it has taken', async () => {
  await withServer(answer, async (url) => {
    const en = (await cli(url, 'show', 'K7', '--lang', 'en')).out
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, ' | '));
    expect(en).toEqual(
      expect.arrayContaining([
        'taken | customer waited 61 min · desk worked 40 min · on hold for its sub-tickets 21 min',
        'acknowledged | agt_luo · 11-22 10:05',
        'followers | team:executives',
        'task | #7 协助解决技术难题 → team:complaints',
        'hold | for its sub-tickets → 11-24 10:00',
        'first response | 11-22 09:30 · missed · 30 min (always, standard)',
        'resolution | 11-22 13:00 · paused · warning 11-22 12:30 · 240 min (always, standard) · paused 1×',
        'third party | 11-23 09:00 · cancelled · 60 min (office, standard)',
      ]),
    );
    const zh = (await cli(url, 'show', 'K7', '--lang', 'zh')).out;
    for (const part of ['首次响应', '再次响应', '第三方', '黄牌 11-22 12:30', '暂停 1 次', '客户等待 61 分'])
      expect(zh.includes(part), part).toBe(part !== '再次响应');
  });
});

it('tells what escalations, holds and clocks did in both languages', async () => {
  await withServer(answer, async (url) => {
    const lines = async (language: string) =>
      (await cli(url, 'timeline', 'K7', '--lang', language)).out
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(line.indexOf('agt_luo') + 9));
    expect(await lines('zh')).toEqual([
      '升级到 2 级（需要专家），通知 team:complaints, supervisor “看日志”',
      '确认升级，开始跟进 “我来”',
      '完成任务 #1',
      '挂起：待子工单',
      '挂起过半，提醒（待子工单）',
      '第三方超时已 30 分钟',
      '回到队列 logistics（环节超时，转其他部门）',
      '改为 refund P1，队列 aftersales，客户等级 vip',
      '大促“double-twelve”期间时限改善',
      '时效按流转记录重算',
    ]);
    expect(await lines('en')).toEqual([
      'escalated to level 2 (it needs an expert), told: team:complaints, supervisor “看日志”',
      'sees to the escalation “我来”',
      'finished the task #1',
      'on hold for its sub-tickets',
      'half of the hold is over, a reminder goes out (for its sub-tickets)',
      'third party is overdue by 30 minutes',
      'back to the queue logistics (a stage took too long, to another team)',
      'is now refund P1 in the queue aftersales, tier vip',
      'due sooner by the promotion “double-twelve”',
      'the clocks were reckoned anew from the timeline',
    ]);
  });
});
