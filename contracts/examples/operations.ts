import type { Examples } from './example.ts';
import { agent, team } from './people.ts';
import { AT, CODE, ID, POLICY_VERSION } from './ticket.ts';

const policyView = { version: POLICY_VERSION };
const titles = { zh: '紧急工单无人处理', en: 'Urgent tickets untouched' };

export const OPERATION_EXAMPLES = {
  putAgent: {
    path: { agent: agent.id },
    body: { name: agent.name, team: agent.team, roles: ['agent'], capacity: 8, skills: { damage: 3 } },
    answer: agent,
  },
  removeAgent: { path: { agent: agent.id }, answer: { removed: true } },
  putTeam: { path: { team: 'logistics' }, body: team, answer: { name: 'logistics', ...team } },
  removeTeam: { path: { team: 'logistics' }, answer: { removed: true } },
  changeRules: {
    body: { rules: '- name: vip\n  when: { tier: [vip] }\n  then: { queue: complaints }\n', reason: '大促' },
    answer: policyView,
  },
  publishPolicy: { body: { policy: 'channels: …\n', reason: '年度更新' }, answer: policyView },
  previewPromotion: {
    body: { promotion: 'double-eleven', from: '2026-11-11', to: '2026-11-13' },
    answer: {
      promotion: 'double-eleven',
      policyVersion: POLICY_VERSION,
      from: '2026-11-11',
      to: '2026-11-13',
      tickets: 1200,
      complete: true,
      rows: [
        {
          clock: 'firstResponse',
          priority: 'P2',
          target: { minutes: 60, calendar: 'always' },
          tickets: 800,
          had: { met: 700, missed: 100, open: 0 },
          would: { met: 790, missed: 10, open: 0 },
          newlyMissed: { count: 0, codes: [] },
          newlyKept: { count: 90, codes: [CODE] },
        },
      ],
    },
  },
  rebuildClocks: {
    ...AT,
    body: { dryRun: true },
    answer: { id: ID, code: CODE, version: 7, differences: [], fixed: false },
  },
  acknowledgeAlarm: {
    path: { alarm: 'urgent-untouched' },
    body: { note: '我在看。' },
    answer: {
      name: 'urgent-untouched',
      title: titles,
      on: true,
      episode: {
        number: 3,
        raisedAt: '2026-11-22T04:09:00.000Z',
        acknowledged: { by: 'agt_luo', at: '2026-11-22T04:10:00.000Z', note: '我在看。' },
        count: 1,
        queues: ['logistics'],
        tickets: [CODE],
        since: '2026-11-22T04:04:00.000Z',
      },
    },
  },
  restartWorkflow: { ...AT, body: { generation: 2 }, answer: { id: ID, generation: 2, result: 'started' } },
} as const satisfies Examples;
