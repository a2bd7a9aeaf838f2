import type { PublicState } from '../views.ts';
import type { Examples } from './example.ts';
import { AT, CODE, commanded, ID, OPENED_AT, RESOLVE_BY, RESPOND_BY, request } from './ticket.ts';

const state: PublicState = {
  code: CODE,
  phase: 'handling',
  subject: request.subject,
  openedAt: OPENED_AT,
  firstResponseDueAt: RESPOND_BY,
  resolutionDueAt: RESOLVE_BY,
  replies: [{ time: '2026-11-22T04:09:00.000Z', from: 'desk', text: '您好，正在为您核实派送情况。' }],
};

/** 64 characters with the address of a short domain: it goes into a short message. */
export const link = `${ID.slice(4)}.0-gcj.5d41402abc4b2a76b9719d`;

export const CHANNEL_EXAMPLES = {
  createTicket: {
    body: request,
    answer: {
      id: ID,
      code: CODE,
      phase: 'queued',
      firstResponseDueAt: RESPOND_BY,
      resolutionDueAt: RESOLVE_BY,
      trackingUrl: `https://desk.example.com/t/${link}`,
    },
  },
  addMessage: commanded({ text: '还没有到，请尽快。' }, 'ticket.customer-replied'),
  urgeTicket: commanded({ text: '三天了！' }, 'ticket.urged'),
  reopenAsCustomer: commanded({ reason: '没有收到。' }, 'ticket.reopened'),
  confirmTicket: commanded({}, 'ticket.closed', 'closed'),
  getPublicState: { ...AT, answer: state },
  listNotices: {
    answer: {
      items: [
        {
          promotion: 'double-eleven',
          title: { zh: '双十一', en: 'Double Eleven' },
          text: { zh: '咨询较多，回复可能稍慢。', en: 'We are busy: answers may take longer.' },
          from: '2026-11-10T16:00:00.000Z',
          until: '2026-11-13T15:59:00.000Z',
          running: false,
        },
      ],
    },
  },
} as const satisfies Examples;
