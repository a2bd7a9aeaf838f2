import { DEAD_LETTERS_RUNBOOK } from '../letter-queues.ts';
import type { Examples } from './example.ts';

const ONE = { path: { queue: 'notices' } } as const;
const SENT = '2026-11-22T04:15:00.000Z';

export const DEAD_LETTER_EXAMPLES = {
  listDeadLetters: {
    answer: {
      items: [
        { queue: 'notices', count: 3, oldest: SENT, redrives: true },
        { queue: 'schedules', count: 0, redrives: false },
      ],
      runbook: DEAD_LETTERS_RUNBOOK,
    },
  },
  showDeadLetters: {
    ...ONE,
    answer: {
      items: [
        {
          id: '4f7b2c1e-8a35-4d0e-9d61-2f6a1c0b7e55',
          sentAt: SENT,
          event: 'tkt_01KAN3B7Q2M5X8Z1C4V6N9S0DE.7',
          type: 'ticket.resolved',
        },
      ],
    },
  },
  redriveDeadLetters: { ...ONE, answer: { queue: 'notices', moved: 3, left: 0 } },
} as const satisfies Examples;
