/** Names of the errors that workflow tasks throw and statemachines/ticket.asl.json catches. */
export const WORKFLOW_ERRORS = {
  /** Archiving was asked for, but the ticket is not closed (any more). */
  notClosed: 'TicketNotClosed',
  /** Others kept changing the ticket: try again. */
  busy: 'TicketBusy',
} as const;
