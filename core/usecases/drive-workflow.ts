/**
 * Keeps the workflow in step with the ticket.
 * Calls: one start for an opening; else one read of the waits with their tickets, and the policy, for all events that come side by
 * side and, for each that is older than its event, one wake-up.
 */
import type { TicketId } from '../domain/vocabulary.ts';
import type { Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import type { Workflow } from '../ports-workflow.ts';
import { positionOf } from './position.ts';

export interface DrivePorts {
  readonly policies: Policies;
  readonly workflow: Workflow;
  readonly time: Time;
}

/**
 * Starts the workflow of a ticket that was opened, wakes it for everything else. Repetition and disorder do no harm: an event
 * that the parked workflow has seen is ignored, and one that parks now checks the version itself.
 */
export const driveWorkflow = async (
  { policies, workflow, time }: DrivePorts,
  event: { readonly ticketId: TicketId; readonly seq: number; readonly type: string },
): Promise<'started' | 'exists' | 'not-parked' | 'seen' | 'woken' | 'gone'> => {
  if (event.type === 'ticket.opened') return workflow.start(event.ticketId, 1);
  // The policy first: it is read with what is asked for after it.
  const [policy, parking] = await Promise.all([policies.active(), workflow.parked(event.ticketId)]);
  if (!parking) return 'not-parked';
  if (event.seq <= parking.version) return 'seen';
  return workflow.wake(parking, positionOf(parking.ticket, time.now(), policy, false));
};
