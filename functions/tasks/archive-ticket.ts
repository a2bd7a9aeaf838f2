/** Called by the workflow: the last step of a ticket's life. */
import type { Context } from 'aws-lambda';
import { systemTime as time } from '../../adapters/system-time.ts';
import { WORKFLOW_ERRORS } from '../../contracts/workflow-errors.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Position } from '../../core/ports-workflow.ts';
import { archiveTicket } from '../../core/usecases/archive-ticket.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { environmentOf } from '../shared/environment.ts';
import { wirePolicies, wireTickets } from '../shared/wiring.ts';
import { WorkflowError } from '../shared/workflow-error.ts';

const environment = environmentOf('archive-ticket');
const ports = { tickets: wireTickets(environment), policies: wirePolicies(environment), time };

/** Throws TicketNotClosed when it is not closed (any more), TicketBusy when others kept changing it. */
export const handler = async (
  { ticketId }: { readonly ticketId: TicketId },
  { awsRequestId }: Pick<Context, 'awsRequestId'>,
): Promise<Position> => {
  const position = await archiveTicket(ports, { ticketId, correlation: awsRequestId });
  if (!isRefused(position)) return position;
  switch (position.refused) {
    case 'command-not-allowed-in-phase':
      throw new WorkflowError(WORKFLOW_ERRORS.notClosed, position.detail);
    case 'conflicting-changes':
      throw new WorkflowError(WORKFLOW_ERRORS.busy, position.detail);
    default:
      throw new Error(`${ticketId}: ${position.refused}`);
  }
};
