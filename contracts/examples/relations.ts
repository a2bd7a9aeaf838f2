import type { Examples } from './example.ts';
import { CODE, commanded } from './ticket.ts';

const OTHER = 'W8R3T6YB';
const opened = { id: 'tkt_01KAN3A1B2C3D4E5F6G7H8J9KM', code: 'P4N6V8XZ' } as const;
const opening = <B>(body: B, type: string) => {
  const example = commanded(body, type);
  return { ...example, answer: { ...example.answer, opened } };
};

export const RELATION_EXAMPLES = {
  mergeTicket: commanded({ into: OTHER, reason: '同一单，两个渠道' }, 'ticket.merged', 'merged'),
  unmergeTicket: commanded({}, 'ticket.unmerged'),
  linkTickets: commanded({ to: OTHER, as: 'problem' } as const, 'ticket.linked'),
  unlinkTickets: commanded({ to: OTHER }, 'ticket.unlinked'),
  splitMessage: opening({ seq: 5, category: 'invoice' }, 'ticket.split'),
  openSubTicket: opening(
    {
      ...{ subject: '核实签收照片', description: '请网点提供签收照片和签收人。', category: 'delivery-delay' },
      wait: { for: 'all' },
    } as const,
    'ticket.sub-opened',
  ),
  awaitSubTickets: commanded({ for: 'any' } as const, 'ticket.awaits', 'onHold'),
  bulkCommand: {
    body: { tickets: [CODE, OTHER], command: { verb: 'reply', body: { text: '系统已恢复，请重新下单。' } } },
    answer: {
      done: 1,
      items: [
        { id: CODE, code: CODE, status: 200, version: 8 },
        {
          id: OTHER,
          status: 404,
          problem: {
            ...{ type: '/docs/errors.md#ticket-not-found', title: 'Ticket not found', status: 404 },
            ...{ code: 'ticket-not-found', instance: 'c2f1d3a0-5b7e-4c19-9b41-7f0e2a6d8c55' },
            detail: 'There is no ticket with this id or code. Check it for typing errors.',
          },
        },
      ],
    },
  },
} as const satisfies Examples;
