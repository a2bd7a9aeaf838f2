/** Called by the workflow: takes the steps that are due, finds somebody, says where the ticket stands. */
import type { Context } from 'aws-lambda';
import { WORKFLOW_ERRORS } from '../../contracts/workflow-errors.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Position } from '../../core/ports-workflow.ts';
import { advanceTicket } from '../../core/usecases/advance-ticket.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { environmentOf } from '../shared/environment.ts';
import { wireRouter } from '../shared/wiring.ts';
import { WorkflowError } from '../shared/workflow-error.ts';

const environment = environmentOf('advance-ticket');
const ports = wireRouter(environment, 'beside');

/** Throws TicketBusy when others kept changing the ticket. */
export const handler = async (
  { ticketId }: { readonly ticketId: TicketId },
  { awsRequestId }: Pick<Context, 'awsRequestId'>,
): Promise<Position> => {
  const position = await advanceTicket(ports, { ticketId, correlation: awsRequestId });
  if (!isRefused(position)) return position;
  if (position.refused === 'conflicting-changes') throw new WorkflowError(WORKFLOW_ERRORS.busy, position.detail);
  throw new Error(`${ticketId}: ${position.refused}`);
};
