/** Which problems a route answers with: those of its door, by what it is made of, and those of what it does. */
import { REFUSAL_CODES } from '../core/domain/refusals.ts';
import type { ProblemCode } from './problem.ts';
import type { Route } from './routes/route.ts';
import type { RouteName } from './routes.ts';

type Codes = readonly ProblemCode[];

const CHANGE: Codes = ['command-not-allowed-in-phase', 'not-permitted', 'conflicting-changes'];
const AS_ASSIGNEE: Codes = [...CHANGE, 'not-the-assignee'];
const TAKING: Codes = [...CHANGE, 'agent-not-found', 'already-claimed', 'already-assigned', 'agent-at-capacity'];
const CLAIMING: Codes = [...TAKING, 'too-many-claimed', 'not-your-queue', 'take-the-next'];
const LINKED: Codes = ['link-not-valid', 'link-expired'];
const WRITING: Codes = [...AS_ASSIGNEE, 'unknown-attachment'];

/** What a route does can be refused with these. A command that has no row may be refused with any code of the domain. */
const BY_ROUTE: Partial<Readonly<Record<RouteName, Codes>>> = {
  createTicket: ['unique-id-reused', 'unknown-category', 'fields-not-valid', 'conflicting-changes'],
  trackTicket: LINKED,
  answerAsCustomer: [...LINKED, ...CHANGE],
  urgeAsCustomer: [...LINKED, ...CHANGE, 'urged-recently'],
  confirmAsCustomer: [...LINKED, ...CHANGE],
  reopenByLink: [...LINKED, ...CHANGE],
  rateAsCustomer: [...LINKED, ...CHANGE, 'already-rated'],
  attachAsCustomer: [...LINKED, ...CHANGE, 'too-many', 'file-type-not-allowed', 'file-too-large'],
  readFileAsCustomer: [...LINKED, 'attachment-not-found', 'attachment-awaited', 'attachment-refused'],
  readQuestion: LINKED,
  answerQuestion: [...LINKED, ...CHANGE],
  readSurvey: [...LINKED, 'survey-void'],
  answerSurvey: [
    ...LINKED,
    ...(['survey-void', 'already-rated', 'unknown-reason', 'unknown-article', 'conflicting-changes'] as const),
  ],
  takeReceipts: ['link-not-valid'],
  putProfile: ['conflicting-changes'],
  getTeam: ['team-not-found'],
  listTeam: ['team-not-found'],
  getMe: ['agent-not-found'],
  putView: ['too-many'],
  listOfAgent: ['agent-not-found'],
  listQueue: ['unknown-queue', 'not-your-team'],
  dryRunRouting: ['unknown-category', 'fields-not-valid'],
  claimTicket: CLAIMING,
  transferTicket: [...REFUSAL_CODES, 'team-not-found', 'agent-not-found', 'agent-at-capacity'],
  acceptTicket: AS_ASSIGNEE,
  resumeTicket: AS_ASSIGNEE,
  replyToTicket: WRITING,
  noteOnTicket: [...WRITING, 'agent-not-found'],
  acknowledgeTicket: [...CHANGE, 'nothing-to-acknowledge'],
  finishTask: [...CHANGE, 'unknown-task'],
  takeNext: [...CLAIMING, 'nothing-waiting', 'unknown-queue', 'not-your-team'],
  draftReply: ['not-permitted', 'not-the-assignee', 'command-not-allowed-in-phase'],
  beat: ['agent-not-found'],
  setPresence: ['agent-not-found'],
  putAgent: ['conflicting-changes'],
  removeAgent: ['agent-not-found', 'agent-holds-tickets', 'conflicting-changes'],
  putTeam: ['roster-invalid'],
  removeTeam: ['team-not-found', 'team-has-agents'],
  changeRules: ['policy-invalid', 'conflicting-changes'],
  publishPolicy: ['policy-invalid'],
  previewPromotion: ['policy-invalid'],
  rebuildClocks: ['policy-not-kept', 'conflicting-changes'],
  acknowledgeAlarm: ['alarm-not-found', 'nothing-to-acknowledge'],
  showDeadLetters: ['dead-letters-not-found'],
  redriveDeadLetters: ['dead-letters-not-found', 'dead-letters-stay'],
  listOfTeam: ['not-your-team'],
  listOfCustomer: ['not-your-team'],
  listOfOrder: ['not-your-team'],
  getForm: ['unknown-category'],
  getChannelForm: ['unknown-category'],
  getChecklist: ['unknown-category'],
  listResolutionCodes: ['unknown-category'],
  listMacros: ['unknown-category'],
  attendTicket: ['command-not-allowed-in-phase'],
  bulkCommand: [...REFUSAL_CODES, 'ticket-not-found'],
  requestUpload: [...AS_ASSIGNEE, 'too-many', 'file-type-not-allowed', 'file-too-large'],
  readAttachment: ['attachment-not-found', 'attachment-awaited', 'attachment-refused'],
  removeAttachment: [...AS_ASSIGNEE, 'unknown-attachment', 'attachment-not-found'],
  startExport: ['too-many-exports'],
  getExport: ['export-not-found'],
  cancelExport: ['export-not-found', 'export-over', 'conflicting-changes'],
  revealData: [...AS_ASSIGNEE, 'reveal-limit'],
  redactTicket: [...CHANGE, 'nothing-to-change'],
  holdForLaw: [...CHANGE, 'nothing-to-change'],
  createWebhook: ['too-many-webhooks', 'webhook-changed'],
  getWebhook: ['webhook-not-found'],
  putWebhook: ['webhook-not-found', 'webhook-changed'],
  removeWebhook: ['webhook-not-found', 'webhook-changed'],
  rotateSecret: ['webhook-not-found', 'webhook-changed'],
  pingWebhook: ['webhook-not-found', 'webhook-changed'],
  listDeliveries: ['webhook-not-found', 'page-token-invalid'],
  replayDeliveries: ['webhook-not-found', 'webhook-changed', 'delivery-not-found'],
  readEvents: ['cursor-expired', 'page-token-invalid'],
};

/** Every code that the route may answer with, sorted. */
export const problemsOf = (name: RouteName, route: Route): Codes => {
  const { auth, path, body, query, command } = route;
  const idle = !path.includes('{') && !body && !query;
  const codes: ProblemCode[] = [
    'internal-error',
    'too-many-requests',
    ...(idle ? [] : (['invalid-request'] as const)),
    ...(body ? (['malformed-json', 'unsupported-media-type', 'body-too-large'] as const) : []),
    ...(auth === 'token' ? (['not-permitted'] as const) : []),
    ...(auth === 'signature'
      ? (['signature-missing', 'signature-invalid', 'clock-skew', 'nonce-replayed', 'unknown-channel'] as const)
      : []),
    ...(path.includes('{id}') ? (['ticket-not-found'] as const) : []),
    ...(path.includes('{id}') && auth === 'token' ? (['not-your-team'] as const) : []),
    ...(path.includes('{id}') && auth === 'signature' ? (['ticket-of-another-channel'] as const) : []),
    ...(isPaged(route) ? (['page-token-invalid'] as const) : []),
    ...(command ? (['stale-version', 'idempotency-key-reused'] as const) : []),
    ...(BY_ROUTE[name] ?? (command ? ([...REFUSAL_CODES, 'conflicting-changes', 'agent-not-found'] as const) : [])),
  ];
  return [...new Set(codes)].sort();
};

/** Lists that go on after a page. */
const isPaged = ({ query }: Route): boolean =>
  query !== undefined && 'shape' in query.def && 'page' in (query.def.shape as object);
