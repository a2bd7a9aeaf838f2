/** What brings a ticket to its next due time: an execution of its own, or a sweep over an index of due times (ADR 0007). */
export const CLOCKWORKS = ['stepfunctions', 'sweeper'] as const;
export type Clockwork = (typeof CLOCKWORKS)[number];

/** Of those that count requests. */
const RATES = ['RATE_TABLE', 'RATE_FACTOR'] as const;

/**
 * Every function and the variables it reads: the stacks must set exactly these, the functions parse exactly these.
 * TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, SEARCH_TABLE, RATE_TABLE: table names · RATE_FACTOR: by what the limits of
 * rate-limits.ts are multiplied · SIGNING_SECRET_ID: ARN of the secret from which the
 * channels' keys, tracking links and page tokens are derived · PUBLIC_URL: base of the API as customers reach it ·
 * MAIL_FROM: sender address · CLOCKWORK: what wakes tickets in time (lib/environments.ts) · STATE_MACHINE_ARN: the ticket workflow,
 * `none` where the sweeper is the clockwork · DUE_QUEUE_URL: where the sweeper puts tickets that are due · OUTBOUND_TABLE: the feed and
 * the webhooks · WAKE_QUEUE_URL: where webhooks are told that there is something to deliver · WEBHOOK_TARGETS: `public`, or `any` on one
 * machine: whether private addresses may be called.
 * CUSTOMER_TABLE: what outlives a ticket · NOTICE_TABLE: who was told what · NOTICE_QUEUE_URL: where what is to be told is put · PROVIDER_SECRETS: how the names of the secrets of
 * those who carry messages begin (docs/notices.md) · MAIL_FROM is `none` where there is no mail.
 * FILE_BUCKET: name of the bucket of attachments and exports · EXPORT_QUEUE_URL: where the next slice of an export is asked for.
 * DEAD_LETTERS: names of all queues of dead letters, and of those that they came from (letter-queues.ts).
 * `clockwork`: of those that are deployed with one of the two alone · `pool`: with a user pool of our own.
 */
export const FUNCTIONS = {
  intake: {
    room: 'http',
    variables: [
      ...(['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'SIGNING_SECRET_ID', 'PUBLIC_URL', 'CLOCKWORK'] as const),
      ...RATES,
    ],
  },
  channel: {
    room: 'http',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'SIGNING_SECRET_ID', 'CLOCKWORK', ...RATES],
  },
  'desk-commands': {
    room: 'http',
    variables: [
      ...(['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'CLOCKWORK'] as const),
      ...(['SIGNING_SECRET_ID', 'PUBLIC_URL', 'CUSTOMER_TABLE', 'NOTICE_TABLE'] as const),
      ...RATES,
    ],
  },
  'desk-queries': {
    room: 'http',
    variables: [
      ...(['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'SIGNING_SECRET_ID'] as const),
      ...(['CUSTOMER_TABLE', 'NOTICE_TABLE'] as const),
      ...RATES,
    ],
  },
  operations: {
    room: 'http',
    variables: [
      'TICKET_TABLE',
      'DIRECTORY_TABLE',
      'POLICY_TABLE',
      'INSIGHT_TABLE',
      'STATE_MACHINE_ARN',
      'CLOCKWORK',
      ...RATES,
    ],
  },
  'dead-letters': { room: 'http', variables: ['DIRECTORY_TABLE', 'DEAD_LETTERS', ...RATES] },
  search: {
    room: 'http',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'SEARCH_TABLE', 'SIGNING_SECRET_ID', ...RATES],
  },
  'advance-ticket': {
    room: 'tasks',
    clockwork: 'stepfunctions',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE'],
  },
  'archive-ticket': { room: 'tasks', clockwork: 'stepfunctions', variables: ['TICKET_TABLE', 'POLICY_TABLE'] },
  'drive-workflow': {
    room: 'events',
    clockwork: 'stepfunctions',
    variables: ['TICKET_TABLE', 'POLICY_TABLE', 'STATE_MACHINE_ARN'],
  },
  'look-at-ticket': {
    room: 'events',
    clockwork: 'sweeper',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'CLOCKWORK', 'DUE_QUEUE_URL'],
  },
  sweep: { room: 'schedules', clockwork: 'sweeper', variables: ['TICKET_TABLE', 'DUE_QUEUE_URL'] },
  notify: {
    room: 'events',
    variables: [
      ...(['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'NOTICE_TABLE', 'SIGNING_SECRET_ID'] as const),
      ...(['PUBLIC_URL', 'MAIL_FROM', 'PROVIDER_SECRETS', 'WEBHOOK_TARGETS'] as const),
      ...(['CUSTOMER_TABLE', 'INSIGHT_TABLE'] as const),
    ],
  },
  'delivery-status': { room: 'events', variables: ['NOTICE_TABLE', 'CUSTOMER_TABLE', 'POLICY_TABLE'] },
  receipts: { room: 'http', variables: ['NOTICE_TABLE', 'SIGNING_SECRET_ID', ...RATES] },
  'wake-notices': { room: 'schedules', variables: ['NOTICE_TABLE', 'NOTICE_QUEUE_URL'] },
  analytics: { room: 'events', variables: ['TICKET_TABLE', 'INSIGHT_TABLE'] },
  'index-ticket': { room: 'events', variables: ['TICKET_TABLE', 'SEARCH_TABLE'] },
  'pull-work': {
    room: 'events',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'CLOCKWORK'],
  },
  'tell-related': { room: 'events', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'CLOCKWORK'] },
  'follow-answer': {
    room: 'events',
    variables: ['TICKET_TABLE', 'POLICY_TABLE', 'CUSTOMER_TABLE', 'INSIGHT_TABLE', 'NOTICE_TABLE', 'CLOCKWORK'],
  },
  'watch-desk': {
    room: 'schedules',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'CLOCKWORK'],
  },
  files: {
    room: 'http',
    variables: [
      'TICKET_TABLE',
      'DIRECTORY_TABLE',
      'POLICY_TABLE',
      'INSIGHT_TABLE',
      'FILE_BUCKET',
      'CLOCKWORK',
      ...RATES,
    ],
  },
  customer: {
    room: 'http',
    variables: [
      ...([
        'TICKET_TABLE',
        'DIRECTORY_TABLE',
        'POLICY_TABLE',
        'SIGNING_SECRET_ID',
        'FILE_BUCKET',
        'CLOCKWORK',
      ] as const),
      ...(['CUSTOMER_TABLE', 'INSIGHT_TABLE', 'NOTICE_TABLE'] as const),
      ...RATES,
    ],
  },
  approver: {
    room: 'http',
    variables: [
      ...(['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'SIGNING_SECRET_ID'] as const),
      'CLOCKWORK',
      ...RATES,
    ],
  },
  exports: {
    room: 'http',
    variables: ['DIRECTORY_TABLE', 'OUTBOUND_TABLE', 'FILE_BUCKET', 'EXPORT_QUEUE_URL', ...RATES],
  },
  privacy: {
    room: 'http',
    variables: [
      ...(['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'SIGNING_SECRET_ID'] as const),
      'CLOCKWORK',
      ...RATES,
    ],
  },
  'retain-data': { room: 'schedules', variables: ['TICKET_TABLE', 'POLICY_TABLE', 'CLOCKWORK'] },
  'work-export': {
    room: 'events',
    variables: ['TICKET_TABLE', 'POLICY_TABLE', 'INSIGHT_TABLE', 'OUTBOUND_TABLE', 'FILE_BUCKET', 'EXPORT_QUEUE_URL'],
  },
  'check-upload': {
    room: 'events',
    variables: ['TICKET_TABLE', 'DIRECTORY_TABLE', 'POLICY_TABLE', 'FILE_BUCKET', 'CLOCKWORK'],
  },
  'forget-files': { room: 'events', variables: ['TICKET_TABLE', 'FILE_BUCKET'] },
  'reconcile-loads': { room: 'schedules', variables: ['TICKET_TABLE', 'DIRECTORY_TABLE'] },
  webhooks: {
    room: 'http',
    variables: [
      ...(['DIRECTORY_TABLE', 'OUTBOUND_TABLE', 'SIGNING_SECRET_ID', 'WAKE_QUEUE_URL', 'WEBHOOK_TARGETS'] as const),
      ...RATES,
    ],
  },
  feed: { room: 'events', variables: ['OUTBOUND_TABLE', 'WAKE_QUEUE_URL'] },
  deliver: { room: 'events', variables: ['OUTBOUND_TABLE', 'SIGNING_SECRET_ID', 'WAKE_QUEUE_URL', 'WEBHOOK_TARGETS'] },
  'token-scopes': { room: 'identity', pool: true, variables: [] },
  'wake-webhooks': { room: 'schedules', variables: ['OUTBOUND_TABLE', 'WAKE_QUEUE_URL'] },
} as const satisfies Record<
  string,
  {
    readonly room: 'http' | 'tasks' | 'events' | 'schedules' | 'identity';
    readonly clockwork?: Clockwork;
    readonly pool?: true;
    readonly variables: readonly string[];
  }
>;

export type FunctionName = keyof typeof FUNCTIONS;
export type Variable = (typeof FUNCTIONS)[FunctionName]['variables'][number];
/** The environment of one function. */
export type EnvironmentOf<F extends FunctionName> = Readonly<
  Record<(typeof FUNCTIONS)[F]['variables'][number], string>
>;

/** Those that are deployed with a clockwork, whoever signs the tokens of people. */
export const functionsWith = (clockwork: Clockwork): FunctionName[] =>
  (Object.keys(FUNCTIONS) as FunctionName[]).filter((name) => {
    const declared = FUNCTIONS[name];
    return !('pool' in declared) && (!('clockwork' in declared) || declared.clockwork === clockwork);
  });
