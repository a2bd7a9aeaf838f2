import type { CustomerView } from '../customer-views.ts';
import type { Outcome } from '../views.ts';
import { link } from './channel.ts';
import type { Examples } from './example.ts';
import { FILE_EXAMPLES } from './files.ts';
import { CODE, ID, OPENED_AT, RESOLVE_BY, RESPOND_BY, request } from './ticket.ts';

const BY = { path: { link } } as const;

const view: CustomerView = {
  code: CODE,
  phase: 'handling',
  language: 'zh',
  subject: request.subject,
  state: '正在处理',
  next: '我们会在今天 14:00 前（UTC+8）解决。',
  waitsForYou: false,
  owner: '客服小林',
  openedAt: OPENED_AT,
  firstResponseDueAt: RESPOND_BY,
  resolutionDueAt: RESOLVE_BY,
  thread: [
    { time: OPENED_AT, from: 'customer', text: request.description, files: [] },
    { time: '2026-11-22T04:09:00.000Z', from: 'desk', text: '您好，正在为您核实派送情况。', files: [] },
  ],
  files: [],
  may: ['answer', 'attach', 'urge'],
};

const done = (phase: Outcome['phase'] = 'handling'): Outcome => ({ id: ID, code: CODE, phase, version: 8, events: [] });
const given = <B>(body: B, phase?: Outcome['phase']) => ({ ...BY, body, answer: done(phase) });

const party = { path: { link: `${ID.slice(4)}.01KAN2Z5T7F0W8Q4S1B6M9C3DF.0-g8k.0cc175b9c0f1b6a831c399` } } as const;

export const CUSTOMER_EXAMPLES = {
  trackTicket: { ...BY, answer: view },
  answerAsCustomer: given({ text: '还没有到，请尽快。' }),
  urgeAsCustomer: given({}),
  confirmAsCustomer: given({}, 'closed'),
  reopenByLink: given({ reason: '没有收到。' }),
  rateAsCustomer: given({ stars: 5, comment: '很快就解决了' } as const, 'resolved'),
  attachAsCustomer: {
    ...BY,
    body: FILE_EXAMPLES.requestUpload.body,
    answer: FILE_EXAMPLES.requestUpload.answer,
  },
  readFileAsCustomer: {
    path: { link, attachment: FILE_EXAMPLES.readAttachment.path.attachment },
    answer: FILE_EXAMPLES.readAttachment.answer,
  },
  readQuestion: {
    ...party,
    answer: {
      code: CODE,
      language: 'zh',
      kind: 'courier',
      name: '顺****点',
      question: '请确认运单 SF1234567890123 今天几点派送。',
      answers: [],
      expiresAt: '2026-11-25T04:09:00.000Z',
      open: true,
    },
  },
  answerQuestion: { ...party, body: { text: '下午四点前。' }, answer: done() },
} as const satisfies Examples;
