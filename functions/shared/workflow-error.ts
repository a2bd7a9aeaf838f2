import type { WORKFLOW_ERRORS } from '../../contracts/workflow-errors.ts';

/** An error that the state machine catches by name. */
export class WorkflowError extends Error {
  constructor(name: (typeof WORKFLOW_ERRORS)[keyof typeof WORKFLOW_ERRORS], message: string) {
    super(message);
    this.name = name;
  }
}
