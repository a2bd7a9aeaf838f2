import type { Examples } from './example.ts';
import { agent } from './people.ts';
import { AT, commanded, ID, outcome } from './ticket.ts';

export const DESK_COMMAND_EXAMPLES = {
  classifyTicket: commanded({ category: 'refund', priority: 'P2' } as const, 'ticket.classified'),
  queueTicket: commanded({ reason: '需要售后处理' }, 'ticket.queued', 'queued'),
  assignTicket: commanded({ agent: 'agt_lin' } as const, 'ticket.assigned'),
  claimTicket: commanded({}, 'ticket.assigned'),
  acceptTicket: commanded({}, 'ticket.accepted'),
  replyToTicket: commanded({ text: '您好，正在为您核实派送情况。' }, 'ticket.replied'),
  noteOnTicket: commanded({ text: '网点电话无人接听，下午再打。' }, 'ticket.noted'),
  holdTicket: commanded({ for: 'customer', reason: '等客户确认地址' } as const, 'ticket.held', 'onHold'),
  resumeTicket: commanded({}, 'ticket.resumed'),
  transferTicket: commanded({ queue: 'aftersales', reason: '属于退款' }, 'ticket.transferred', 'queued'),
  escalateTicket: commanded({ reason: '看不懂日志', nature: 'technical' }, 'ticket.escalated'),
  acknowledgeTicket: commanded({ note: '我来跟进。' }, 'ticket.acknowledged'),
  finishTask: commanded({ task: 7 }, 'ticket.task-finished'),
  resolveTicket: commanded({ code: 'delivered', text: '已联系网点，今天送达。' }, 'ticket.resolved', 'review'),
  reopenTicket: commanded({ reason: '客户来电，仍未收到。' }, 'ticket.reopened'),
  closeTicket: commanded({}, 'ticket.closed', 'closed'),
  takeNext: { path: { queue: 'logistics' }, body: {}, answer: outcome('ticket.assigned') },
  draftReply: { ...AT, body: {}, answer: { id: ID, until: '2026-11-22T04:09:30.000Z' } },
  beat: {
    body: {},
    answer: {
      onDuty: true,
      shiftEndsAt: '2026-11-22T10:00:00.000Z',
      presence: 'online',
      warning: {
        code: 'shift-ends-soon',
        minutes: 15,
        zh: '您的班次将在 15 分钟后结束。',
        en: 'Your shift ends in 15 minutes.',
      },
    },
  },
  setPresence: { body: { presence: 'online' }, answer: agent },
} as const satisfies Examples;
