import type { TicketView } from '../views.ts';
import { clocks, POLICY_VERSION, request, summary } from './ticket.ts';

export const whole: TicketView = {
  ...summary,
  uniqueId: request.uniqueId,
  description: request.description,
  language: 'zh',
  customer: {
    id: request.customer.id,
    name: '王*国',
    phone: '138****0102',
    email: 'w***@example.com',
    tier: 'gold',
    region: '华东',
  },
  orders: [...request.orders],
  impact: 'one',
  tags: [],
  clocks,
  requesterWaitMinutes: 9,
  agentWorkMinutes: 9,
  heldMinutes: {},
  followers: [],
  tasks: [],
  rescues: 0,
  urges: 1,
  transfers: 0,
  reworks: 0,
  reopens: 0,
  policyVersion: POLICY_VERSION,
  allowed: ['reply', 'note', 'hold', 'resolve', 'transfer', 'escalate'],
};
