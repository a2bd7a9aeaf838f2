/** Who has to agree before a resolution counts, and what their answers do. */

import type { ApprovalRequest, ApprovalStage, AskedStage } from './approval/approval.ts';
import { stagesNeeded } from './approval/needed.ts';
import { askedWithout, haveGiven, lackingAfter, lackingFor, wantedOf } from './approval/separate.ts';
import { ALWAYS, addWorking } from './calendar/calendar.ts';
import { closesAt } from './closing-time.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { repeated, watchOver } from './escalation/climbing.ts';
import type { TicketEvent } from './events.ts';
import { unresolvable } from './filling-in.ts';
import type { Onward, OnwardFacts } from './onward.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { PrecheckResult } from './review/review.ts';
import { isChosen, isReviewed, sample } from './review/sampling.ts';
import type { ApprovalTicket, Ticket } from './ticket.ts';
import type { Instant } from './time.ts';
import type { AgentId } from './vocabulary.ts';

type Given<T extends Command['type']> = Extract<Command, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

interface Solved {
  readonly code: string;
  readonly text: string;
  readonly by: string;
  readonly precheck?: PrecheckResult;
}

/** Where a ticket goes that is solved like this: to those who have to agree, to a reviewer, or to its customer. */
export const onwardOf = (ticket: Ticket, solved: Solved, facts: OnwardFacts, context: Context): Onward | Refusal => {
  const stages = stagesNeeded(ticket, solved.code, context.policy);
  if (stages.length === 0) return checked(ticket, solved, facts, context);
  const asked: AskedStage[] = [];
  for (const stage of stages) {
    const people = askedOf(ticket, solved, stage, facts);
    if (people.approvers.length < stage.need) return nobody(stage, people.approvers.length);
    asked.push(people);
  }
  const lacking = lackingFor(asked.map(wantedOf));
  if (lacking) return tooFew(titleOf(lacking.name, context));
  return { next: 'approval', approval: { stages: asked, ...timesOf(ticket, asked[0] as AskedStage, context) } };
};

const askedOf = (
  ticket: Ticket,
  { by }: Solved,
  stage: Pick<ApprovalStage, 'name' | 'need' | 'limitMinutes'>,
  { approvers }: OnwardFacts,
): AskedStage => {
  const found = approvers && Object.hasOwn(approvers, stage.name) ? approvers[stage.name] : undefined;
  const isOther = (id: AgentId): boolean => id !== by && !('assignee' in ticket && ticket.assignee.id === id);
  const of = [...new Set(found?.of.filter(isOther))];
  return {
    ...{ name: stage.name, approvers: of, need: stage.need, limitMinutes: stage.limitMinutes },
    late: [...new Set(found?.late.filter((id) => isOther(id) && !of.includes(id)))],
  };
};

const nobody = ({ title, need }: ApprovalStage, there: number): Refusal =>
  refuse(
    'nobody-may-approve',
    `"${title.en}" needs ${need} to agree, and ${there} can: nobody approves their own work. Ask an operator to name more in the policy, or hand the ticket over.`,
  );

const tooFew = (stage: string): Refusal =>
  refuse(
    'nobody-may-approve',
    `Nobody is left for "${stage}": nobody agrees to two stages, and too few can agree to all of them. Ask an operator to name more in the policy, or a substitute.`,
  );

/** Reviewed or not, by its share and its risks. */
const checked = (ticket: Ticket, solved: Solved, { reviewing }: OnwardFacts, context: Context): Onward => {
  const { policy, now } = context;
  const { passed = 0, full, ...who } = reviewing ?? {};
  const drawn = sample(ticket, solved, solved.precheck ?? { score: 100, found: [] }, { passed }, policy);
  // Where there is a risk somebody looks at it, whoever has room.
  const sampled = { ...drawn, ...(full && drawn.risks.length === 0 && isChosen(drawn) && { full }) };
  return isReviewed(sampled)
    ? { next: 'review', sampled: { ...sampled, ...who } }
    : { next: 'closing', closesAt: closesAt(ticket, now, policy), sampled };
};

/** Half of the limit later they are reminded, at its end those above are asked; both by the calendar of the ticket. */
const timesOf = (
  ticket: Ticket,
  { limitMinutes }: Pick<AskedStage, 'limitMinutes'>,
  { now, policy }: Context,
): Pick<ApprovalRequest, 'remindAt' | 'dueAt'> => ({
  remindAt: inWorking(ticket, limitMinutes / 2, now, policy),
  dueAt: inWorking(ticket, limitMinutes, now, policy),
});

export const inWorking = (
  { clocks }: Pick<Ticket, 'clocks'>,
  minutes: number,
  now: Instant,
  { calendars }: Context['policy'],
): Instant => {
  const { calendar } = clocks.resolution;
  return addWorking((Object.hasOwn(calendars, calendar) ? calendars[calendar] : undefined) ?? ALWAYS, now, minutes);
};

export const approved = (ticket: Ticket, command: Given<'approve'>, context: Context): Consequences => {
  if (ticket.phase !== 'approval') return [];
  const { approval, resolution } = ticket;
  const stage = approval.stages[approval.stage];
  const wrong = voided(ticket, command.request);
  if (wrong || !stage) return wrong ?? [];
  const by = context.actor.id;
  const given = approval.given.filter((each) => each.stage === approval.stage);
  if (given.some((each) => each.by === by))
    return refuse('already-approved', 'You have approved it already; it waits for others.');
  const said = {
    ...{ request: approval.request, stage: stage.name },
    ...(command.remarks !== undefined && { remarks: command.remarks }),
  };
  const after = approval.stages[approval.stage + 1];
  const next = after && askedThen(ticket, after, command, by);
  const lacking = lackingAfter(approval, by, next);
  if (lacking !== undefined)
    return refuse(
      'needed-in-later-stage',
      `Nobody else could agree to "${titleOf(lacking, context)}", and nobody agrees to two stages: leave this one to others.`,
    );
  if (given.length + 1 < stage.need) {
    // Who has agreed no longer waits for an answer: the time of the others begins anew.
    const again = approval.question?.by === by && { again: timesOf(ticket, stage, context) };
    return [{ type: 'ticket.approved', data: { ...said, ...again } }];
  }
  if (after && next) {
    const asks = { stage: next.name, ...differing(after, next), ...timesOf(ticket, next, context) };
    return [{ type: 'ticket.approved', data: { ...said, asks } }];
  }
  return [{ type: 'ticket.approved', data: { ...said, onward: checked(ticket, resolution, command, context) } }];
};

/** Days may have passed since the request: whoever is there now is asked, if they are enough. Never who has agreed already. */
const askedThen = (ticket: ApprovalTicket, next: AskedStage, facts: OnwardFacts, by: string): AskedStage => {
  const there = askedOf(ticket, ticket.resolution, next, facts);
  const gave = new Set([...haveGiven(ticket.approval), by]);
  return askedWithout(there.approvers.length < next.need ? next : there, gave);
};

/** What of it is not as the request says. */
const differing = (
  asked: AskedStage,
  { approvers, late }: AskedStage,
): Partial<Pick<AskedStage, 'approvers' | 'late'>> =>
  [...approvers, '|', ...late].join() === [...asked.approvers, '|', ...asked.late].join() ? {} : { approvers, late };

const titleOf = (name: string, { policy }: Context): string =>
  policy.approvals.flatMap(({ stages }) => stages).find((stage) => stage.name === name)?.title.en ?? name;

export const approvalRejected = (ticket: Ticket, command: Given<'rejectApproval'>, context: Context): Consequences => {
  if (ticket.phase !== 'approval') return [];
  const { request, reason } = command;
  return (
    voided(ticket, request) ?? [
      { type: 'ticket.approval-rejected', data: { request, reason, ...backInHand(ticket, context) } },
    ]
  );
};

export const askedBack = (ticket: Ticket, { request, text }: Given<'askBack'>, context: Context): Consequences => {
  if (ticket.phase !== 'approval') return [];
  if (ticket.approval.question)
    return refuse('question-open', 'A question is open already: wait for its answer, or decide without it.');
  const times = timesOf(ticket, { limitMinutes: context.policy.askBackMinutes }, context);
  return voided(ticket, request) ?? [{ type: 'ticket.approval-question', data: { request, text, ...times } }];
};

export const answeredBack = (ticket: Ticket, { text }: Given<'answerBack'>, context: Context): Consequences => {
  if (ticket.phase !== 'approval') return [];
  const stage = ticket.approval.stages[ticket.approval.stage];
  return ticket.approval.question && stage
    ? [{ type: 'ticket.approval-answered', data: { text, ...timesOf(ticket, stage, context) } }]
    : refuse('no-question-open', 'No approver has asked anything: write a note instead.');
};

export const withdrawn = (ticket: Ticket, { reason }: Given<'withdraw'>, context: Context): Consequences => [
  {
    type: 'ticket.approval-withdrawn',
    data: { ...(reason !== undefined && { reason }), ...backInHand(ticket, context) },
  },
];

/** The question of an approver has waited too long: it is taken back in the name of whoever should have answered. */
export const unanswered = (ticket: ApprovalTicket, context: Context): readonly TicketEvent[] => {
  const { question } = ticket.approval;
  const data = { ...(question && { unanswered: question.by }), ...backInHand(ticket, context) };
  return [{ type: 'ticket.approval-withdrawn', data }];
};

/** What was asked has changed since, or was answered. */
const voided = ({ approval }: ApprovalTicket, request: number): Refusal | undefined =>
  request === approval.request
    ? undefined
    : refuse(
        'approval-void',
        'What you were asked to approve has changed since, so that question is void. Read the ticket: the new one waits for you.',
      );

/**
 * What follows when values change while they are approved, or after it while they are reviewed: whatever a rule looks at makes what was
 * given void, and what needs nobody's yes before may need it now. `changed`: the ticket with its new values.
 */
export const changedWhileSolved = (
  ticket: Extract<Ticket, { phase: 'approval' | 'review' }>,
  changed: Ticket,
  names: readonly string[],
  facts: OnwardFacts,
  context: Context,
): Consequences => {
  const looked = context.policy.approvals.some(({ when }) => when.field && names.includes(when.field.field));
  if (!looked) return [];
  const { code } = ticket.resolution;
  const wrong = unresolvable(ticket, code, context.policy) ? undefined : unresolvable(changed, code, context.policy);
  if (wrong) return wrong;
  if (ticket.phase === 'review' && stagesNeeded(changed, code, context.policy).length === 0) return [];
  const onward = onwardOf(changed, ticket.resolution, facts, context);
  return 'refused' in onward ? onward : [{ type: 'ticket.approval-requested', data: { because: 'changed', onward } }];
};

/** It comes back to the one who had it as if it were handed to them. */
export const backInHand = (ticket: Ticket, context: Context) => ({
  ...watchOver(ticket, context),
  ...repeated(ticket, ticket.clocks.resolution.breachedAt !== undefined, context),
});
