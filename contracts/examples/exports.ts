import type { Examples } from './example.ts';

const EXPORT = 'exp_01KAN3B7Q2M5X8Z1C4V6N9S0DE';
const ONE = { path: { export: EXPORT } } as const;
const wish = {
  format: 'csv',
  from: '2026-11-01',
  to: '2026-11-22',
  queue: 'logistics',
  columns: ['code', 'subject', 'phase', 'openedAt'],
} as const;
const job = {
  id: EXPORT,
  ...wish,
  columns: [...wish.columns],
  createdAt: '2026-11-22T04:00:00.000Z',
  expiresAt: '2026-11-29T04:00:00.000Z',
};
const queued = { ...job, state: 'queued', done: 0, total: 0, percent: 0, rows: 0 } as const;
const running = { ...job, state: 'running', done: 1500, total: 4210, percent: 35, rows: 412 } as const;
const done = { ...job, state: 'done', done: 4210, total: 4210, percent: 100, rows: 1188 } as const;

export const EXPORT_EXAMPLES = {
  startExport: { body: { ...wish, columns: [...wish.columns], language: 'zh' }, answer: queued },
  listExports: { answer: { items: [running] } },
  getExport: {
    ...ONE,
    answer: {
      ...done,
      url: `https://files.example.com/exports/${EXPORT}/file?X-Amz-Expires=60&X-Amz-Signature=…`,
      urlExpiresAt: '2026-11-22T04:06:00.000Z',
    },
  },
  cancelExport: { ...ONE, answer: { ...running, state: 'cancelled' } },
} as const satisfies Examples;
