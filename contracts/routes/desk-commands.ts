/** What agents, supervisors and reviewers do. */
import type { ZodMiniType } from 'zod/mini';
import * as desk from '../desk-requests.ts';
import * as requests from '../requests.ts';
import { AGENTS, DESK, type Route, type Scope, WORKERS } from './route.ts';

export const command = <V extends string, B extends ZodMiniType>(
  verb: V,
  scopes: readonly Scope[],
  body: B,
  summary: string,
) =>
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

export const DESK_COMMANDS = {
  classifyTicket: command('classify', AGENTS, requests.classify, 'Change category, priority or tier'),
  queueTicket: command('queue', WORKERS, requests.queue, 'Give it back to a queue'),
  // A squad of agents may do these, too, while its promotion runs: the ticket says who may.
  assignTicket: command('assign', AGENTS, requests.assign, 'Give it to an agent'),
  claimTicket: command('claim', AGENTS, requests.nothing, 'Take it from the queue'),
  acceptTicket: command('accept', WORKERS, requests.nothing, 'Begin with it'),
  replyToTicket: command('reply', WORKERS, desk.reply, 'Answer the customer'),
  noteOnTicket: command('note', [...WORKERS, 'reviewer'], desk.note, 'Note for colleagues'),
  holdTicket: command('hold', WORKERS, requests.hold, 'Wait for the customer, a third party or sub-tickets'),
  resumeTicket: command('resume', WORKERS, requests.nothing, 'Go on with it'),
  transferTicket: command('transfer', AGENTS, desk.transfer, 'Hand it to another queue, team or agent'),
  escalateTicket: command('escalate', AGENTS, requests.escalate, 'Tell those above, or the experts for its nature'),
  acknowledgeTicket: command('acknowledge', DESK, requests.acknowledge, 'I see to the escalation: it does not climb'),
  finishTask: command(
    'finish-task',
    [...WORKERS, 'reviewer'],
    requests.finishTask,
    'What an escalation asked for is done',
  ),
  resolveTicket: command('resolve', WORKERS, requests.resolve, 'It is solved; the review comes next'),
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
    scopes: WORKERS,
    function: 'desk-commands',
    body: requests.nothing,
    status: 200,
    summary: 'I am writing an answer: for 30 seconds it is not pushed aside',
  },
  beat: {
    method: 'POST',
    path: '/v1/me/heartbeat',
    auth: 'token',
    scopes: [...WORKERS, 'reviewer'],
    function: 'desk-commands',
    body: requests.nothing,
    status: 200,
    summary: 'A sign of life of my client: from the first one on, without one for the time of the policy I am away',
  },
  setPresence: {
    method: 'PUT',
    path: '/v1/me/presence',
    auth: 'token',
    scopes: [...WORKERS, 'reviewer'],
    function: 'desk-commands',
    body: requests.presence,
    status: 200,
    summary: 'Say whether I am here',
  },
} as const satisfies Record<string, Route>;
