/** The one list of routes: API Gateway, the handlers, the client, the CLI and the OpenAPI document read it. */
import type { ZodMiniType } from 'zod/mini';
import * as requests from './requests.ts';

/** Scopes of people's tokens, one per role. */
export const SCOPES = {
  agent: 'gongdan/agent',
  supervisor: 'gongdan/supervisor',
  reviewer: 'gongdan/reviewer',
  operator: 'gongdan/operator',
} as const;
export type Scope = keyof typeof SCOPES;

/** The function (functions/http/<name>.ts) that serves a route; each has its own role. */
export type HttpFunction = 'intake' | 'channel' | 'desk-commands' | 'desk-queries' | 'operations';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/v1/${string}`;
  /** How the caller proves who they are: signed request, token with one of `scopes`, link with a signature, or not at all. */
  readonly auth: 'signature' | 'token' | 'link' | 'none';
  readonly scopes?: readonly Scope[];
  readonly function: HttpFunction;
  readonly query?: ZodMiniType;
  readonly body?: ZodMiniType;
  readonly status: 200 | 201;
  readonly summary: string;
  /** Takes If-Match and Idempotency-Key. */
  readonly command?: true;
}

const DESK = ['agent', 'supervisor', 'reviewer', 'operator'] as const;
const AGENTS = ['agent', 'supervisor'] as const;
const LEADS = ['supervisor', 'operator'] as const;
const LEADS_AND_AGENTS = ['agent', 'supervisor', 'operator'] as const;

const signed = <P extends `/v1/${string}`, B extends ZodMiniType>(path: P, body: B, summary: string) =>
  ({
    method: 'POST',
    path,
    auth: 'signature',
    function: 'channel',
    body,
    status: 200,
    summary,
    command: true,
  }) as const;

const query = <P extends `/v1/${string}`>(path: P, scopes: readonly Scope[], summary: string) =>
  ({ method: 'GET', path, auth: 'token', scopes, function: 'desk-queries', status: 200, summary }) as const;

const command = <B extends ZodMiniType>(verb: string, scopes: readonly Scope[], body: B, summary: string) =>
  ({
    method: 'POST',
    path: `/v1/tickets/{id}/${verb}`,
    auth: 'token',
    scopes,
    function: 'desk-commands',
    body,
    status: 200,
    summary,
    command: true,
  }) as const;

const operation = <P extends `/v1/${string}`>(path: P, summary: string) =>
  ({
    method: 'DELETE',
    path,
    auth: 'token',
    scopes: ['operator'],
    function: 'operations',
    status: 200,
    summary,
  }) as const;

export const ROUTES = {
  createTicket: {
    method: 'POST',
    path: '/v1/tickets',
    auth: 'signature',
    function: 'intake',
    body: requests.openTicket,
    status: 201,
    summary: 'Open a ticket; 200 with the same ticket when the uniqueId is known',
  },
  addMessage: signed('/v1/channel/tickets/{id}/messages', requests.message, 'A further message of the customer'),
  urgeTicket: signed('/v1/channel/tickets/{id}/urge', requests.optionalMessage, 'The customer urges'),
  reopenAsCustomer: signed('/v1/channel/tickets/{id}/reopen', requests.reason, 'The customer is not satisfied: reopen'),
  confirmTicket: signed(
    '/v1/channel/tickets/{id}/confirm',
    requests.nothing,
    'The customer is satisfied: close at once',
  ),
  getPublicState: {
    method: 'GET',
    path: '/v1/channel/tickets/{id}',
    auth: 'signature',
    function: 'channel',
    status: 200,
    summary: 'What the customer may know',
  },
  trackTicket: {
    method: 'GET',
    path: '/v1/tracking/{link}',
    auth: 'link',
    function: 'channel',
    status: 200,
    summary: 'The same by the link that the customer was given',
  },
  listNotices: {
    method: 'GET',
    path: '/v1/notices',
    auth: 'none',
    function: 'channel',
    status: 200,
    summary: 'What customers are told of the promotions that run or are announced',
  },

  getTicket: {
    method: 'GET',
    path: '/v1/tickets/{id}',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    status: 200,
    summary: 'A ticket, by id or code',
  },
  getTimeline: {
    method: 'GET',
    path: '/v1/tickets/{id}/timeline',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    query: requests.page,
    status: 200,
    summary: 'What happened to it, in order',
  },
  listQueue: {
    method: 'GET',
    path: '/v1/queues/{queue}/tickets',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    query: requests.page,
    status: 200,
    summary: 'Waiting tickets of a queue, most urgent first; `review` is the queue of the reviewers',
  },
  listMine: {
    method: 'GET',
    path: '/v1/me/tickets',
    auth: 'token',
    scopes: AGENTS,
    function: 'desk-queries',
    query: requests.page,
    status: 200,
    summary: 'Tickets that are mine, most urgent first',
  },
  listOfCustomer: {
    method: 'GET',
    path: '/v1/customers/{customer}/tickets',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    query: requests.page,
    status: 200,
    summary: 'Tickets of a customer, open ones first, newest first',
  },
  listOfOrder: {
    method: 'GET',
    path: '/v1/orders/{order}/tickets',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    query: requests.page,
    status: 200,
    summary: 'Tickets whose first order this is, newest first',
  },
  listTeam: {
    method: 'GET',
    path: '/v1/teams/{team}/agents',
    auth: 'token',
    scopes: LEADS,
    function: 'desk-queries',
    status: 200,
    summary: 'The agents of a team with presence and load',
  },
  listTeams: query('/v1/teams', LEADS, 'All teams, with how many are there and on duty'),
  getTeam: query('/v1/teams/{team}', LEADS, 'When a team works'),
  getMe: query('/v1/me', DESK, 'What the desk knows of me: load, duty, when my shift ends'),
  listQueues: query('/v1/queues', LEADS_AND_AGENTS, 'All queues: what waits, how fast it goes, and the load colour'),
  listAlarms: query('/v1/alarms', DESK, 'The on-duty alarms of the policy, and which of them are on'),
  getRouting: query(
    '/v1/tickets/{id}/routing',
    DESK,
    'Why it is where it is: rule, candidates, who was left out, what comes',
  ),
  getClocks: query('/v1/tickets/{id}/clocks', DESK, 'Why its clocks stand where they stand'),
  listOfAgent: {
    method: 'GET',
    path: '/v1/agents/{agent}/tickets',
    auth: 'token',
    scopes: LEADS,
    function: 'desk-queries',
    query: requests.page,
    status: 200,
    summary: 'Tickets that an agent holds, most urgent first',
  },
  listPromotions: query('/v1/promotions', LEADS, 'Promotion periods of the policy'),
  dryRunRouting: {
    method: 'POST',
    path: '/v1/routing/dry-run',
    auth: 'token',
    scopes: LEADS,
    function: 'desk-queries',
    body: requests.dryRun,
    status: 200,
    summary: 'The same for a ticket that does not exist; nothing is written',
  },
  getRules: query('/v1/policy/routing', LEADS, 'The rules of routing that hold now'),
  getPolicyHistory: query('/v1/policy/history', LEADS, 'Who changed the policy, when and why; the last ones'),
  getDayReport: {
    method: 'GET',
    path: '/v1/reports/days/{day}',
    auth: 'token',
    scopes: LEADS,
    function: 'desk-queries',
    status: 200,
    summary: 'Numbers of the tickets opened on a day, by category',
  },

  classifyTicket: command('classify', AGENTS, requests.classify, 'Change category, priority or tier'),
  queueTicket: command('queue', AGENTS, requests.queue, 'Give it back to a queue'),
  // A squad of agents may do these, too, while its promotion runs: the ticket says who may.
  assignTicket: command('assign', AGENTS, requests.assign, 'Give it to an agent'),
  claimTicket: command('claim', AGENTS, requests.nothing, 'Take it from the queue'),
  acceptTicket: command('accept', AGENTS, requests.nothing, 'Begin with it'),
  replyToTicket: command('reply', AGENTS, requests.message, 'Answer the customer'),
  noteOnTicket: command('note', ['agent', 'supervisor', 'reviewer'], requests.message, 'Note for colleagues'),
  holdTicket: command('hold', AGENTS, requests.hold, 'Wait for the customer, a third party or sub-tickets'),
  resumeTicket: command('resume', AGENTS, requests.nothing, 'Go on with it'),
  transferTicket: command('transfer', AGENTS, requests.transfer, 'Hand it to another queue or agent'),
  escalateTicket: command('escalate', AGENTS, requests.escalate, 'Tell those above, or the experts for its nature'),
  acknowledgeTicket: command('acknowledge', DESK, requests.acknowledge, 'I see to the escalation: it does not climb'),
  finishTask: command(
    'finish-task',
    ['agent', 'supervisor', 'reviewer'],
    requests.finishTask,
    'What an escalation asked for is done',
  ),
  resolveTicket: command('resolve', AGENTS, requests.resolve, 'It is solved; the review comes next'),
  reviewTicket: command('review', ['reviewer'], requests.review, 'Pass it, or send it back'),
  reopenTicket: command('reopen', AGENTS, requests.reason, 'Open it again'),
  closeTicket: command('close', AGENTS, requests.nothing, 'Close it before the customer confirms'),

  takeNext: {
    method: 'POST',
    path: '/v1/queues/{queue}/next',
    auth: 'token',
    scopes: AGENTS,
    function: 'desk-commands',
    body: requests.nothing,
    status: 200,
    summary: 'Take the most urgent ticket of a queue that fits me',
  },
  draftReply: {
    method: 'POST',
    path: '/v1/tickets/{id}/draft',
    auth: 'token',
    scopes: AGENTS,
    function: 'desk-commands',
    body: requests.nothing,
    status: 200,
    summary: 'I am writing an answer: for 30 seconds it is not pushed aside',
  },
  beat: {
    method: 'POST',
    path: '/v1/me/heartbeat',
    auth: 'token',
    scopes: ['agent', 'supervisor', 'reviewer'],
    function: 'desk-commands',
    body: requests.nothing,
    status: 200,
    summary: 'A sign of life of my client: from the first one on, without one for the time of the policy I am away',
  },
  setPresence: {
    method: 'PUT',
    path: '/v1/me/presence',
    auth: 'token',
    scopes: ['agent', 'supervisor', 'reviewer'],
    function: 'desk-commands',
    body: requests.presence,
    status: 200,
    summary: 'Say whether I am here',
  },
  putAgent: {
    method: 'PUT',
    path: '/v1/agents/{agent}',
    auth: 'token',
    scopes: ['operator'],
    function: 'operations',
    body: requests.putAgent,
    status: 200,
    summary: 'Create or change an agent',
  },
  removeAgent: operation('/v1/agents/{agent}', 'Remove an agent who holds no tickets'),
  putTeam: {
    method: 'PUT',
    path: '/v1/teams/{team}',
    auth: 'token',
    scopes: ['operator'],
    function: 'operations',
    body: requests.putTeam,
    status: 200,
    summary: 'Say when a team works: its shifts and what is different on some dates',
  },
  removeTeam: operation('/v1/teams/{team}', 'Remove a team without agents'),
  changeRules: {
    method: 'PUT',
    path: '/v1/policy/routing',
    auth: 'token',
    scopes: LEADS,
    function: 'operations',
    body: requests.changeRules,
    status: 200,
    summary: 'Replace the rules of routing, for the next ticket on; everything else of the policy stays',
  },
  publishPolicy: {
    method: 'PUT',
    path: '/v1/policy',
    auth: 'token',
    scopes: ['operator'],
    function: 'operations',
    body: requests.publishPolicy,
    status: 200,
    summary: 'Check a policy and make it the active one',
  },
  previewPromotion: {
    method: 'POST',
    path: '/v1/promotions/preview',
    auth: 'token',
    scopes: LEADS,
    function: 'operations',
    body: requests.previewPromotion,
    status: 200,
    summary: 'What a promotion would have done to the promises of tickets that are there',
  },
  rebuildClocks: {
    method: 'POST',
    path: '/v1/tickets/{id}/clocks/rebuild',
    auth: 'token',
    scopes: ['operator'],
    function: 'operations',
    body: requests.rebuildClocks,
    status: 200,
    summary: 'Reckon its clocks again from the timeline, and repair what is stored',
  },
  acknowledgeAlarm: {
    method: 'POST',
    path: '/v1/alarms/{alarm}/acknowledge',
    auth: 'token',
    scopes: LEADS,
    function: 'operations',
    body: requests.acknowledgeAlarm,
    status: 200,
    summary: 'I see to the alarm that is on',
  },
  restartWorkflow: {
    method: 'POST',
    path: '/v1/tickets/{id}/restart-workflow',
    auth: 'token',
    scopes: ['operator'],
    function: 'operations',
    body: requests.restartWorkflow,
    status: 200,
    summary: 'Start the next execution from the ticket as it stands',
  },
  getOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    auth: 'none',
    function: 'desk-queries',
    status: 200,
    summary: 'This API as an OpenAPI document',
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;

/** `POST /v1/tickets/{id}/claim`: how API Gateway names a route. */
export const routeKey = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;
