import type { Examples } from './example.ts';

const TICKET = { id: 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE', code: 'K7M2Q9XD' } as const;
const ONE = { path: { id: TICKET.code } } as const;
const SEAL = 'oW2m9kQ7bT1uYxV4cN8rLpZs5dHgJfEa';
const at = '2026-11-22T04:15:00.000Z';
const outcome = (version: number, type: string) => ({
  ...TICKET,
  phase: 'handling' as const,
  version,
  events: [{ seq: version, type }],
});

export const PRIVACY_EXAMPLES = {
  revealData: {
    ...ONE,
    body: { fields: ['customer.phone'], reason: '回电确认送达时间' },
    answer: { ...outcome(9, 'ticket.revealed'), values: { 'customer.phone': '13800138000' } },
  },
  redactTicket: {
    ...ONE,
    body: { value: '6222020200112233445', reason: '客户误发银行卡号' },
    answer: { ...outcome(10, 'ticket.redacted'), others: [] },
  },
  holdForLaw: {
    ...ONE,
    body: { on: true, reason: '法务要求保全' },
    answer: outcome(11, 'ticket.legal-hold'),
  },
  getAudit: {
    ...ONE,
    answer: {
      ...TICKET,
      sound: true,
      seal: SEAL,
      changes: [
        { seq: 1, type: 'ticket.opened', time: at, actor: { kind: 'channel', id: 'shop' }, from: '203.0.113.7' },
        { seq: 2, type: 'ticket.assigned', time: at, actor: { kind: 'system', id: 'dispatch' } },
      ],
    },
  },
  listLooks: { ...ONE, answer: { items: [{ by: 'agt_lin', at, what: 'ticket', from: '203.0.113.9' }] } },
  auditDay: {
    path: { day: '2026-11-22' },
    answer: { day: '2026-11-22', tickets: 412, events: 5120, broken: [] },
  },
  listReveals: {
    answer: {
      items: [
        {
          ticket: TICKET,
          seq: 9,
          time: at,
          by: 'agt_lin',
          fields: ['customer.phone'],
          reason: '回电确认送达时间',
          from: '203.0.113.9',
        },
      ],
    },
  },
  listErasures: {
    answer: {
      items: [{ day: '2026-11-22', at, erased: 380, held: 2, postponed: 0, failed: 0, doneUntil: '2026-11-22' }],
    },
  },
} as const satisfies Examples;
