import type { Examples } from './example.ts';
import { agent, team } from './people.ts';
import { routing, routingOfNobody } from './routing.ts';
import {
  AT,
  CODE,
  clocks,
  ID,
  lin,
  OPENED_AT,
  ORDER,
  POLICY_VERSION,
  page,
  RESOLVE_BY,
  request,
  summary,
} from './ticket.ts';
import { whole } from './whole-ticket.ts';

const NOW = '2026-11-22T04:09:00.000Z';

export const DESK_QUERY_EXAMPLES = {
  getTicket: { ...AT, answer: whole },
  getTimeline: {
    ...AT,
    answer: {
      items: [
        {
          id: `${ID}.7`,
          seq: 7,
          type: 'ticket.replied',
          time: NOW,
          actor: { kind: 'agent', id: lin.id },
          data: { text: '您好，正在为您核实派送情况。' },
        },
      ],
    },
  },
  listQueue: { path: { queue: 'logistics' }, answer: page },
  listMine: { answer: page },
  listOfCustomer: { path: { customer: request.customer.id }, answer: { items: [summary] } },
  listOfOrder: { path: { order: ORDER }, answer: { items: [summary] } },
  listOfTeam: { path: { team: 'logistics' }, answer: page },
  listTeam: { path: { team: 'logistics' }, answer: { items: [agent] } },
  listTeams: { answer: { items: [{ name: 'logistics', title: team.title, agents: 6, onDuty: 4 }] } },
  getTeam: { path: { team: 'logistics' }, answer: { name: 'logistics', ...team } },
  getMe: { answer: agent },
  listQueues: {
    answer: {
      items: [
        {
          name: 'logistics',
          title: team.title,
          teams: ['logistics', 'aftersales'],
          strategy: 'bestMatch',
          backlog: 12,
          oldestMinutes: 18,
          drainPerMinute: 0.6,
          colour: 'yellow',
          since: '2026-11-22T03:50:00.000Z',
          at: NOW,
        },
      ],
    },
  },
  listAlarms: {
    answer: {
      items: [
        {
          name: 'urgent-untouched',
          title: { zh: '紧急工单无人处理', en: 'Urgent tickets untouched' },
          on: true,
          episode: {
            number: 3,
            raisedAt: NOW,
            count: 1,
            queues: ['logistics'],
            tickets: [CODE],
            since: '2026-11-22T04:04:00.000Z',
          },
        },
      ],
    },
  },
  getRouting: { ...AT, answer: routing },
  getClocks: {
    ...AT,
    answer: {
      id: ID,
      code: CODE,
      phase: 'handling',
      priority: 'P1',
      at: NOW,
      requesterWaitMinutes: 9,
      agentWorkMinutes: 9,
      clocks: [
        {
          clock: 'resolution',
          run: 1,
          state: clocks.resolution.state,
          policy: clocks.resolution.policy,
          policyVersion: POLICY_VERSION,
          calendar: clocks.resolution.calendar,
          targetMinutes: 120,
          startedAt: OPENED_AT,
          dueAt: RESOLVE_BY,
          elapsedMinutes: 9,
          remainingMinutes: 111,
          policyKnown: true,
          intervals: [{ from: OPENED_AT, to: NOW, kind: 'counting' }],
          milestones: [{ kind: 'breach', at: RESOLVE_BY }],
        },
      ],
    },
  },
  listOfAgent: { path: { agent: lin.id }, answer: page },
  listPromotions: {
    answer: {
      items: [
        {
          name: 'double-eleven',
          title: { zh: '双十一', en: 'Double Eleven' },
          from: '2026-11-10T16:00:00.000Z',
          until: '2026-11-13T15:59:00.000Z',
          state: 'over',
          precedence: 1,
          improves: false,
          capacityFactor: 1.25,
          queues: ['logistics'],
          squad: ['agt_lin'],
        },
      ],
    },
  },
  dryRunRouting: {
    body: { subject: '包裹破损', description: '杯子碎了', customer: { id: 'c-1', tier: 'vip' } },
    answer: routingOfNobody,
  },
  getRules: {
    answer: {
      version: POLICY_VERSION,
      rules: [{ name: 'vip', when: { tier: ['vip'] }, strategy: 'sticky' }],
    },
  },
  getPolicyHistory: {
    answer: { items: [{ version: POLICY_VERSION, time: NOW, by: 'agt_luo', what: 'rules', reason: '大促' }] },
  },
  getDayReport: {
    path: { day: '2026-11-22' },
    answer: {
      day: '2026-11-22',
      rows: [
        {
          category: 'delivery-delay',
          created: 41,
          resolved: 37,
          firstResponseBreached: 1,
          resolutionBreached: 2,
          meanFirstResponseMinutes: 6.4,
          meanResolutionMinutes: 83.2,
        },
      ],
    },
  },
  getOpenApi: { answer: { openapi: '3.1.1', info: { title: 'Gongdan 工单', version: '1' }, paths: {} } },
} as const satisfies Examples;
