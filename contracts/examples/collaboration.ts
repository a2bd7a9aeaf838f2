import type { Examples } from './example.ts';
import { AT, commanded, ID, lin, outcome } from './ticket.ts';

export const COLLABORATION_EXAMPLES = {
  tagTicket: commanded({ add: ['大客户'], remove: ['待确认'] }, 'ticket.tagged'),
  followTicket: commanded({ who: 'agt_luo' } as const, 'ticket.followed'),
  unfollowTicket: commanded({ who: 'agt_luo' } as const, 'ticket.unfollowed'),
  setFields: commanded({ fields: { 'tracking-number': 'SF1234567890123', note: null } }, 'ticket.fields-set'),
  takeStep: commanded({ step: 'call-carrier', note: '网点说今天送' }, 'ticket.step-taken'),
  runMacro: commanded({ macro: 'ask-for-photo', inputs: {} }, 'ticket.macro-run'),
  sendBack: commanded({ reason: '属于物流，不是售后' }, 'ticket.transferred', 'queued'),
  askParty: {
    ...AT,
    body: { kind: 'courier', name: '顺丰浦东网点', email: 'site@example.com', text: '请确认派送时间', days: 3 },
    answer: {
      ...outcome('ticket.party-asked', 'onHold'),
      party: {
        id: 'pty_01KAN2Z5T7F0W8Q4S1B6M9C3DE',
        expiresAt: '2026-11-25T04:09:00.000Z',
        link: `https://desk.example.com/v1/party/${ID}.pty_01.5d41402abc4b2a76b9719d91`,
      },
    },
  },
  revokeLink: commanded({ reason: '链接发错了人' }, 'ticket.link-revoked'),
  attendTicket: {
    ...AT,
    body: { state: 'viewing' },
    answer: {
      id: ID,
      until: '2026-11-22T04:09:30.000Z',
      present: [{ agent: lin.id, name: lin.name, state: 'writing', until: '2026-11-22T04:09:20.000Z' }],
    },
  },
} as const satisfies Examples;
