import type { ScorecardView } from '../../../contracts/review-views.ts';
import { mayNotRead } from '../../../core/domain/permissions.ts';
import { scorecardOf } from '../../../core/domain/review/scoring.ts';
import type { Tickets } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { sampledOf } from './reviews-view.ts';

/** Database operations: one read (two by code); those of reading the active policy. */
export const getScorecard =
  ({ tickets, policies }: { readonly tickets: Tickets; readonly policies: Policies }): Handler<'getScorecard'> =>
  async ({ path, actor }) => {
    const [found, policy] = await Promise.all([tickets.read(path.id), policies.active()]);
    if (!found) return ticketNotFound;
    const { ticket } = found;
    const refusal = mayNotRead(actor, ticket, policy);
    if (refusal) return refusal;
    const sampled = sampledOf(ticket);
    const precheck = 'resolution' in ticket ? ticket.resolution.precheck : undefined;
    const view: ScorecardView = {
      ...{ ticketId: ticket.id, code: ticket.code, category: ticket.category },
      items: scorecardOf(policy, ticket.category).map((item) => ({ ...item })),
      ...(precheck && { precheck: { ...precheck, found: [...precheck.found] } }),
      ...(sampled && { sampled: { ...sampled, risks: [...sampled.risks] } }),
    };
    return { body: view };
  };
