import type { TicketView } from '../../../contracts/views.ts';
import { totalsOf } from '../../../core/domain/clocks/totals.ts';
import { type CommandName, TRANSITIONS } from '../../../core/domain/commands.ts';
import type { Profile } from '../../../core/domain/customer/profile.ts';
import { type Actor, mayNot } from '../../../core/domain/permissions.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { type KnownNames, namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskCustomer, maskText } from '../../../core/domain/privacy/mask.ts';
import type { Answered } from '../../../core/domain/survey/survey.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { type Instant, MINUTE_MS } from '../../../core/domain/time.ts';
import type { Attending } from '../../../core/ports.ts';
import { approvalView } from './approval-view.ts';
import { clocksView } from './clocks-view.ts';
import { notesView } from './profile-view.ts';
import { reviewsView } from './reviews-view.ts';
import { workView } from './work-view.ts';

interface Reading {
  readonly description: string;
  readonly reader: Actor;
  readonly policy: Policy;
  readonly attending: readonly Attending[];
  readonly now: Instant;
  /** Of its customer. */
  readonly profile: Profile;
  /** To the survey, after it was archived. */
  readonly answered: Answered | undefined;
}

/** A ticket as the desk reads it: personal data masked, with the commands that the reader may give now. */
export const ticketView = (
  ticket: Ticket,
  { description, reader, policy, attending, now, profile, answered }: Reading,
): TicketView => ({
  id: ticket.id,
  code: ticket.code,
  phase: ticket.phase,
  version: ticket.version,
  channel: ticket.channel,
  uniqueId: ticket.uniqueId,
  subject: maskText(ticket.subject, namesOf(ticket)),
  description: maskText(description, namesOf(ticket)),
  language: ticket.language,
  customer: {
    ...maskCustomer(ticket.customer),
    ...(ticket.customer.region !== undefined && { region: maskText(ticket.customer.region) }),
  },
  orders: [...ticket.orders],
  category: ticket.category,
  priority: ticket.priority,
  impact: ticket.impact,
  tags: [...ticket.tags],
  queue: ticket.queue,
  level: ticket.level,
  openedAt: ticket.openedAt,
  firstResponseDueAt: ticket.clocks.firstResponse.dueAt,
  resolutionDueAt: ticket.clocks.resolution.dueAt,
  clocks: clocksView(ticket.clocks),
  ...totals(ticket, now),
  ...(ticket.unansweredSince !== undefined && { unansweredSince: ticket.unansweredSince }),
  ...(ticket.acknowledged && { acknowledged: ticket.acknowledged }),
  followers: [...ticket.followers],
  tasks: ticket.tasks.map((task) => ({ ...task })),
  ...(ticket.holdFrozen && { holdFrozen: ticket.holdFrozen }),
  ...('assignee' in ticket && { assignee: ticket.assignee }),
  ...(ticket.phase === 'paused' && { pausedFor: ticket.pausedFor }),
  ...(ticket.repeatOf !== undefined && { repeatOf: ticket.repeatOf }),
  ...(ticket.phase === 'onHold' && { hold: ticket.hold }),
  ...('resolution' in ticket && { resolution: resolutionView(ticket.resolution, namesOf(ticket)) }),
  reviews: reviewsView(ticket, reader),
  ...(answered && { survey: surveyView(answered, namesOf(ticket)) }),
  ...(profile.version > 0 && { customerNotes: notesView(profile, namesOf(ticket)) }),
  ...(ticket.phase === 'approval' && { approval: approvalView(ticket, policy) }),
  ...('resolvedAt' in ticket && { resolvedAt: ticket.resolvedAt }),
  ...('closedAt' in ticket && { closedAt: ticket.closedAt }),
  ...('archivedAt' in ticket && { archivedAt: ticket.archivedAt }),
  rescues: ticket.rescues,
  urges: ticket.urges,
  transfers: ticket.transfers,
  reworks: ticket.reworks,
  reopens: ticket.reopens,
  ...workView(ticket, policy, attending),
  policyVersion: ticket.policyVersion,
  allowed: allowed(ticket, reader, policy),
});

/** What was seen without reading, and why it is reviewed, stands on the scorecard. */
const resolutionView = ({ code, text, at, by }: NonNullable<TicketView['resolution']>, known: KnownNames) => ({
  ...{ code, at, by },
  text: maskText(text, known),
});

const surveyView = ({ stars, reasons, comment, at }: Answered, known: KnownNames) => ({
  ...{ stars, at, reasons: [...reasons] },
  ...(comment !== undefined && { comment: maskText(comment, known) }),
});

const totals = (ticket: Ticket, now: Instant) => {
  const { requesterWaitMs, agentWorkMs, heldMs } = totalsOf(ticket, now);
  return {
    requesterWaitMinutes: minutes(requesterWaitMs),
    agentWorkMinutes: minutes(agentWorkMs),
    heldMinutes: Object.fromEntries(Object.entries(heldMs).map(([reason, ms]) => [reason, minutes(ms)])),
  };
};

const minutes = (ms: number): number => Math.round((ms / MINUTE_MS) * 100) / 100;

const allowed = (ticket: Ticket, reader: Actor, policy: Policy): CommandName[] =>
  (Object.keys(TRANSITIONS) as CommandName[]).filter(
    (command) =>
      TRANSITIONS[command].includes(ticket.phase) &&
      !mayNot(reader, command, ticket, policy) &&
      hasObject(command, ticket, reader),
  );

/** There is something that the command could be about. */
const hasObject = (command: CommandName, ticket: Ticket, reader: Actor): boolean =>
  OBJECTS[command]?.(ticket, reader) ?? true;

const OBJECTS: Readonly<Partial<Record<CommandName, (ticket: Ticket, reader: Actor) => boolean>>> = {
  acknowledge: ({ level, acknowledged }) => level > 0 && !acknowledged,
  finishTask: ({ tasks }) => tasks.length > 0,
  unfollow: ({ followers }) => followers.length > 0,
  removeAttachment: ({ attachments }) => attachments.length > 0,
  sendBack: ({ cameFrom }) => cameFrom !== undefined,
  answerBack: (ticket) => ticket.phase === 'approval' && ticket.approval.question !== undefined,
  askBack: (ticket) => ticket.phase === 'approval' && ticket.approval.question === undefined,
  awaitSubs: ({ subs }) => subs.length > 0,
  unlink: ({ links }) => links.length > 0,
  release: ({ absorbed }) => absorbed.length > 0,
  dispute: ({ reviews }, { id }) => reviews.some(({ of, disputed }) => of === id && !disputed),
  decideDispute: ({ reviews }, { id }) =>
    reviews.some(({ of, by, disputed, decided }) => disputed && !decided && of !== id && by !== id),
  calibrate: ({ reviews }, { id }) => reviews.some(({ second }) => second?.asked === id && second.by === undefined),
};
