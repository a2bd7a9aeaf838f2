import type { Examples } from './example.ts';

const urgent = { title: '快到期的物流工单', list: 'queue', of: 'logistics', filter: { due: 'soon' } } as const;

export const VIEW_EXAMPLES = {
  listViews: { answer: { items: [{ name: 'urgent', for: 'me', ...urgent }] } },
  putView: {
    path: { view: 'urgent' },
    body: { ...urgent, for: 'me' },
    answer: { name: 'urgent', for: 'me', ...urgent },
  },
  removeView: { path: { view: 'urgent' }, answer: { removed: true } },
} as const satisfies Examples;
