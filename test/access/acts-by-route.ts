/** Which act of the table a route is, and what is sent there so that only permission can refuse it. */
import { EXAMPLES } from '../../contracts/examples/examples.ts';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';
import type { Act } from '../../core/domain/permissions.ts';

/** The tickets that a request speaks of. */
export interface Subject {
  readonly id: string;
  /** Another one of the same customer, in the same hands. */
  readonly partner: string;
  /** A message of the customer in the timeline. */
  readonly message: number;
}

type Body = (subject: Subject) => object;

/** Routes about one ticket, by token, signature or link. A new one without a row fails the test. */
export const ACT_OF: Partial<Readonly<Record<RouteName, Act>>> = {
  getTicket: 'read',
  getTimeline: 'read',
  getRouting: 'read',
  getClocks: 'read',
  listAttachments: 'read',
  readAttachment: 'read',
  attendTicket: 'read',
  draftReply: 'reply',
  classifyTicket: 'classify',
  queueTicket: 'queue',
  assignTicket: 'assign',
  claimTicket: 'claim',
  acceptTicket: 'accept',
  replyToTicket: 'reply',
  noteOnTicket: 'note',
  holdTicket: 'hold',
  resumeTicket: 'resume',
  transferTicket: 'transfer',
  escalateTicket: 'escalate',
  acknowledgeTicket: 'acknowledge',
  finishTask: 'finishTask',
  resolveTicket: 'resolve',
  reviewTicket: 'review',
  approveTicket: 'approve',
  rejectApproval: 'rejectApproval',
  askBack: 'askBack',
  answerBack: 'answerBack',
  withdrawTicket: 'withdraw',
  disputeReview: 'dispute',
  decideDispute: 'decideDispute',
  calibrateReview: 'calibrate',
  getScorecard: 'read',
  reopenTicket: 'reopen',
  closeTicket: 'close',
  tagTicket: 'tag',
  followTicket: 'follow',
  unfollowTicket: 'unfollow',
  setFields: 'setFields',
  takeStep: 'takeStep',
  runMacro: 'runMacro',
  sendBack: 'sendBack',
  askParty: 'askParty',
  revokeLink: 'revokeLink',
  requestUpload: 'attach',
  removeAttachment: 'removeAttachment',
  mergeTicket: 'merge',
  unmergeTicket: 'unmerge',
  linkTickets: 'link',
  unlinkTickets: 'unlink',
  splitMessage: 'split',
  openSubTicket: 'openSub',
  awaitSubTickets: 'awaitSubs',
  rebuildClocks: 'rebuildClocks',
  revealData: 'reveal',
  redactTicket: 'redact',
  holdForLaw: 'holdForLaw',
  getAudit: 'audit',
  listLooks: 'audit',
  restartWorkflow: 'rebuildClocks',

  addMessage: 'customerReply',
  urgeTicket: 'urge',
  reopenAsCustomer: 'reopen',
  confirmTicket: 'close',
  answerAsCustomer: 'customerReply',
  urgeAsCustomer: 'urge',
  confirmAsCustomer: 'close',
  reopenByLink: 'reopen',
  rateAsCustomer: 'rate',
  attachAsCustomer: 'attach',
  answerQuestion: 'answerAsParty',
};

/** Reads of those outside, which the table does not know: their signature or link is what lets them in. */
export const BY_PROOF_ALONE: readonly RouteName[] = [
  'getPublicState',
  'trackTicket',
  'readFileAsCustomer',
  'readQuestion',
  // Of the link that a survey has: once, until it is over.
  'readSurvey',
  'answerSurvey',
];

/** Where the example would be refused for something else before anybody asks who may, or asks for more than the act. */
const BODIES: Partial<Readonly<Record<RouteName, Body>>> = {
  // To add others is for whoever has it.
  followTicket: () => ({}),
  unfollowTicket: () => ({}),
  mergeTicket: ({ partner }) => ({ into: partner }),
  linkTickets: ({ partner }) => ({ to: partner, as: 'related' }),
  unlinkTickets: ({ partner }) => ({ to: partner }),
  splitMessage: ({ message }) => ({ seq: message }),
};

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

/** `values`: of the path, over those of the example. */
export const requestOf = (name: RouteName, subject: Subject, values: Readonly<Record<string, string>> = {}): Sent => {
  const route: Route = ROUTES[name];
  const example = EXAMPLES[name] as
    | { readonly body?: object; readonly path?: Readonly<Record<string, string>> }
    | undefined;
  const inPath: Readonly<Record<string, string>> = { ...example?.path, id: subject.id, ...values };
  const path = route.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(inPath[key] ?? ''));
  const body = BODIES[name]?.(subject) ?? example?.body;
  return { method: route.method, path, ...(route.body && { body: body ?? {} }) };
};

export const routesOf = (auth: Route['auth']): RouteName[] =>
  (Object.entries(ROUTES) as [RouteName, Route][])
    .filter(([, route]) => route.auth === auth && /\{(id|link)\}/.test(route.path))
    .map(([name]) => name);
