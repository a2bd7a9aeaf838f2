/** Events in a word or two, as the stories name them. */
import type { TimelineEvent } from '../../contracts/views.ts';

/** What tells two events of one type apart: who assigned, which clock, why. */
const DETAIL: Readonly<Record<string, string>> = {
  'ticket.assigned': 'by',
  'ticket.warned': 'clock',
  'ticket.breached': 'clock',
  'ticket.overdue': 'clock',
  'ticket.escalated': 'reason',
  'ticket.queued': 'because',
  'ticket.resumed': 'because',
  'ticket.closed': 'because',
  'ticket.dispatch-failed': 'because',
  'ticket.reviewed': 'verdict',
  'ticket.held': 'for',
  'ticket.hold-reminded': 'for',
};

/** E.g. `assigned claim`, `breached resolution`, `replied`. */
export const labelOf = ({ type, data }: Pick<TimelineEvent, 'type' | 'data'>): string => {
  const detail = DETAIL[type];
  return [type.replace('ticket.', ''), ...(detail ? [String(data[detail])] : [])].join(' ');
};

export const countOf = (labels: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};
