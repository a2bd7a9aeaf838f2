/** What the Resource of a Task names. */
export interface TaskResource {
  /** The ARN without the suffix of the integration pattern. */
  readonly arn: string;
  /** Whether the state is parked until its token comes back. */
  readonly waits: boolean;
  /** A plain Lambda ARN: its result is the function's own, and its history events are named after Lambda. */
  readonly lambda: boolean;
  /** As in the history: `lambda`, `aws-sdk:dynamodb`. */
  readonly resourceType: string;
  /** As in the history: `invoke`, `transactWriteItems.waitForTaskToken`. */
  readonly resource: string;
}

const LAMBDA = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:.+$/;
const INTEGRATION = /^(arn:[^:]+:states:::((?:aws-sdk:)?[A-Za-z0-9]+):([A-Za-z0-9]+))(\.waitForTaskToken)?$/;

/** Undefined for a form that this runtime does not run (activities, `.sync`). */
export function parseResource(text: string): TaskResource | undefined {
  if (LAMBDA.test(text)) return { arn: text, waits: false, lambda: true, resourceType: 'lambda', resource: text };
  const match = INTEGRATION.exec(text);
  if (!match) return undefined;
  const [, arn = '', resourceType = '', action = '', suffix = ''] = match;
  return { arn, waits: suffix !== '', lambda: false, resourceType, resource: action + suffix };
}
