import type { RoutingView } from '../routing-views.ts';
import { CODE, ID, lin } from './ticket.ts';

export const routing: RoutingView = {
  id: ID,
  code: CODE,
  phase: 'handling',
  priority: 'P1',
  queue: 'logistics',
  rule: 'late-gold',
  strategy: 'bestMatch',
  teams: ['logistics', 'aftersales'],
  skills: [{ skill: 'damage', level: 2, tier: 1 }],
  assigned: {
    seq: 2,
    time: '2026-11-22T04:00:02.000Z',
    assignee: lin,
    by: 'dispatch',
    routing: {
      rule: 'late-gold',
      strategy: 'bestMatch',
      relaxed: [],
      candidates: [{ agent: lin.id, score: 0.82, factors: [{ name: 'capacity', value: 0.9, weight: 3 }] }],
      skipped: [{ because: 'full', count: 2 }],
    },
  },
};

/** Of a ticket that does not exist. */
export const routingOfNobody: RoutingView = {
  id: 'tkt_',
  code: '',
  phase: 'queued',
  priority: 'P2',
  queue: 'aftersales',
  strategy: 'bestMatch',
  teams: ['aftersales'],
  skills: [],
  live: {
    at: '2026-11-22T04:09:00.000Z',
    units: 2,
    rank: 40,
    colour: 'green',
    pushed: true,
    teams: ['aftersales'],
    skills: [],
    candidates: [],
    skipped: [{ agent: { ...lin, team: 'aftersales' }, because: ['offShift'] }],
    relaxed: [],
    toCome: [{ kind: 'lastResort', at: '2026-11-22T04:39:00.000Z' }],
    lastResort: 'supervisor',
    remedies: [{ changes: ['offShift'], agents: [lin.id] }],
  },
};
