import type { TicketSummary as SummaryView } from '../../../contracts/views.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { TicketSummary } from '../../../core/ports.ts';

export const summaryView = (summary: TicketSummary): SummaryView => ({
  ...summary,
  subject: maskText(summary.subject),
});
