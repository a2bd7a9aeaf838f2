/**
 * Every function and the variables it reads: the stacks must set exactly these, the functions parse exactly these.
 * TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE: table names · SIGNING_SECRET_ID: ARN of the secret from which the
 * channels' keys, tracking links and page tokens are derived · PUBLIC_URL: base of the API as customers reach it ·
 * MAIL_FROM: sender address · STATE_MACHINE_ARN: the ticket workflow.
 */
export const FUNCTIONS = {
  intake: { room: 'http', variables: ['TICKET_TABLE', 'POLICY_TABLE', 'SIGNING_SECRET_ID', 'PUBLIC_URL'] },
  channel: { room: 'http', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'SIGNING_SECRET_ID'] },
  'desk-commands': { room: 'http', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE'] },
  'desk-queries': {
    room: 'http',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'SIGNING_SECRET_ID'],
  },
  operations: { room: 'http', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'STATE_MACHINE_ARN'] },
  'advance-ticket': {
    room: 'tasks',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE'],
  },
  'archive-ticket': { room: 'tasks', variables: ['TICKET_TABLE', 'POLICY_TABLE'] },
  'drive-workflow': { room: 'events', variables: ['TICKET_TABLE', 'POLICY_TABLE', 'STATE_MACHINE_ARN'] },
  notify: {
    room: 'events',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'SIGNING_SECRET_ID', 'PUBLIC_URL', 'MAIL_FROM'],
  },
  analytics: { room: 'events', variables: ['TICKET_TABLE', 'INSIGHT_TABLE'] },
  'pull-work': { room: 'events', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE'] },
  'watch-desk': {
    room: 'schedules',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE'],
  },
  'reconcile-loads': { room: 'schedules', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE'] },
} as const satisfies Record<string, { room: 'http' | 'tasks' | 'events' | 'schedules'; variables: readonly string[] }>;

export type FunctionName = keyof typeof FUNCTIONS;
export type Variable = (typeof FUNCTIONS)[FunctionName]['variables'][number];
/** The environment of one function. */
export type EnvironmentOf<F extends FunctionName> = Readonly<
  Record<(typeof FUNCTIONS)[F]['variables'][number], string>
>;
