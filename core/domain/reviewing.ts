/** What a review does with a ticket, and what may be said of it afterwards. */
import { backInHand, inWorking } from './approving.ts';
import { closesAt } from './closing-time.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { climb } from './escalation/climbing.ts';
import type { TicketEvent } from './events.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { ReviewRecord, Scores } from './review/review.ts';
import { checkScores, scorecardOf, scoreOf } from './review/scoring.ts';
import { unitsOf } from './routing/capacity.ts';
import type { Ticket } from './ticket.ts';

type Given<T extends Command['type']> = Extract<Command, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

export const reviewed = (ticket: Ticket, command: Given<'review'>, context: Context): Consequences => {
  const { now, policy } = context;
  const scored = scoredBy(ticket, command, context);
  if ('refused' in scored) return scored;
  const { criticalFailed, ...score } = scored;
  if (command.verdict === 'pass') {
    if (criticalFailed)
      return refuse(
        'critical-item-failed',
        'An item that nothing else makes up for has failed: send it back for rework.',
      );
    const { remarks } = command;
    const passed = {
      verdict: 'pass',
      ...(remarks !== undefined && { remarks }),
      closesAt: closesAt(ticket, now, policy),
    };
    return [{ type: 'ticket.reviewed', data: { ...score, ...passed } as never }];
  }
  const minutes = command.limitMinutes ?? policy.review.reworkMinutes;
  const expert = ticket.reworks + 1 > policy.review.reworkRounds;
  const { to } = command;
  const rework: TicketEvent = {
    type: 'ticket.reviewed',
    data: {
      ...score,
      verdict: 'rework',
      remarks: command.remarks,
      ...(to && !expert && { to: { assignee: to, units: unitsOf(ticket, policy) } }),
      ...(minutes !== undefined && { reworkBy: inWorking(ticket, minutes, now, policy) }),
      ...(expert && { expert: true as const }),
      ...backInHand(ticket, context),
    },
  };
  if (!expert) return [rework];
  const overdue = ticket.clocks.resolution.breachedAt !== undefined;
  const holder = 'assignee' in ticket ? [ticket.assignee.id] : [];
  const excluded = [...new Set([...ticket.excluded, ...holder])];
  return [
    rework,
    ...climb(ticket, { reason: 'reworks', overdue }, context),
    { type: 'ticket.queued', data: { queue: policy.review.expertQueue, because: 'expertReview', excluded } },
  ];
};

export const disputed = (ticket: Ticket, { seq, reason }: Given<'dispute'>, { actor }: Context): Consequences => {
  const record = recordOf(ticket, seq);
  if (!record) return unknownReview;
  if (record.of !== actor.id) return refuse('not-permitted', 'Only the agent whose work was reviewed may dispute it.');
  if (record.disputed)
    return refuse('already-disputed', 'This review is disputed already: a second reviewer looks at it.');
  return [{ type: 'ticket.disputed', data: { review: seq, reason } }];
};

export const disputeDecided = (ticket: Ticket, command: Given<'decideDispute'>, context: Context): Consequences => {
  const { seq, upheld, remarks } = command;
  const record = recordOf(ticket, seq);
  if (!record) return unknownReview;
  const wrong = notSecond(record, context);
  if (wrong) return wrong;
  if (!record.disputed) return refuse('not-disputed', 'Nobody disputes this review.');
  if (record.decided) return refuse('already-decided', `${record.decided.by} has decided this dispute already.`);
  const scored = scoredBy(ticket, command, context);
  if ('refused' in scored) return scored;
  const { criticalFailed: _, ...score } = scored;
  return [{ type: 'ticket.dispute-decided', data: { review: seq, upheld, remarks, ...score } }];
};

export const calibrated = (ticket: Ticket, command: Given<'calibrate'>, context: Context): Consequences => {
  const { seq, verdict, remarks } = command;
  const record = recordOf(ticket, seq);
  if (!record) return unknownReview;
  const wrong = notSecond(record, context);
  if (wrong) return wrong;
  if (record.second?.by !== undefined)
    return refuse('already-decided', `${record.second.by} has reviewed it a second time already.`);
  const scored = scoredBy(ticket, command, context);
  if ('refused' in scored) return scored;
  const { criticalFailed: _, ...score } = scored;
  const data = { review: seq, verdict, ...(remarks !== undefined && { remarks }), ...score };
  return [{ type: 'ticket.calibrated', data }];
};

const recordOf = ({ reviews }: Ticket, seq: number): ReviewRecord | undefined =>
  reviews.find((each) => each.seq === seq);

const unknownReview = refuse('unknown-review', 'The ticket has no such review: read it again.');

const notSecond = ({ by, of }: ReviewRecord, { actor }: Context): Refusal | undefined =>
  actor.id === by || actor.id === of
    ? refuse('own-work', 'Neither who made the review nor whose work it is may be its second reviewer.')
    : undefined;

interface Scored {
  readonly score?: number;
  readonly items?: Scores;
  readonly criticalFailed?: boolean;
}

const scoredBy = (ticket: Ticket, { scores }: { readonly scores?: Scores }, { policy }: Context): Scored | Refusal => {
  if (!scores) return {};
  const card = scorecardOf(policy, ticket.category);
  const problems = checkScores(card, scores);
  if (problems.length > 0) return { ...refuse('scores-not-valid', problems.map(({ en }) => en).join(' ')), problems };
  return { ...scoreOf(card, scores), items: scores };
};
