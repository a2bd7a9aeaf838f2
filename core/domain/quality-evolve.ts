/** Folds approval and review into the ticket, see evolve.ts. */
import type { Approval } from './approval/approval.ts';
import type { Recorded } from './events.ts';
import type { Onward } from './onward.ts';
import { toHandling, touched, unreminded, watched } from './phase-changes.ts';
import type { QualityEvent } from './quality-events.ts';
import type { ReviewRecord } from './review/review.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './time.ts';

type Solved = Extract<Ticket, { readonly phase: 'review' | 'approval' }>;

const TYPES: Readonly<Record<QualityEvent['type'], true>> = {
  'ticket.resolved': true,
  'ticket.approval-requested': true,
  'ticket.approved': true,
  'ticket.approval-rejected': true,
  'ticket.approval-question': true,
  'ticket.approval-answered': true,
  'ticket.approval-reminded': true,
  'ticket.approval-late': true,
  'ticket.approval-withdrawn': true,
  'ticket.reviewed': true,
  'ticket.rework-late': true,
  'ticket.disputed': true,
  'ticket.dispute-decided': true,
  'ticket.calibrated': true,
};

export const isQuality = <E extends Recorded>(event: E): event is E & Recorded<QualityEvent> =>
  Object.hasOwn(TYPES, event.type);

/** Undefined when the event cannot follow: the timeline is damaged. */
export const applyQuality = (ticket: Ticket, event: Recorded<QualityEvent>): Ticket | undefined => {
  const now = event.time;
  switch (event.type) {
    case 'ticket.resolved': {
      if (ticket.phase !== 'handling') return undefined;
      const { code, text, precheck, onward } = event.data;
      const { unansweredSince: _, reworkBy: __, ...rest } = ticket;
      const resolution = { code, text, at: now, by: event.actor.id, ...(precheck && { precheck }) };
      const solved = touched({ ...unreminded(rest), phase: 'review' as const, resolution });
      return onward ? sentOn(solved, onward, event.seq, now) : solved;
    }
    case 'ticket.approval-requested':
      return ticket.phase === 'approval' || ticket.phase === 'review'
        ? sentOn(ticket, event.data.onward, event.seq, now)
        : undefined;
    case 'ticket.approved': {
      if (ticket.phase !== 'approval') return undefined;
      const { asks, again, onward } = event.data;
      if (onward) return sentOn(ticket, onward, event.seq, now);
      const { approval } = ticket;
      const given = [...approval.given, { by: event.actor.id as `agt_${string}`, stage: approval.stage }];
      const { question: _, remindAt: __, ...kept } = approval;
      if (!asks) return { ...ticket, approval: again ? { ...kept, given, ...again } : { ...approval, given } };
      const { remindAt, dueAt, stage: name, ...people } = asks;
      const stages = approval.stages.map((stage) => (stage.name === name ? { ...stage, ...people } : stage));
      return {
        ...ticket,
        approval: { ...kept, stages, given, stage: approval.stage + 1, remindAt, dueAt, askedAt: now, late: 0 },
      };
    }
    case 'ticket.approval-rejected':
    case 'ticket.approval-withdrawn':
      return ticket.phase === 'approval'
        ? { ...toHandling(unreminded(ticket), ticket, now), ...watched(event.data) }
        : undefined;
    case 'ticket.approval-question': {
      if (ticket.phase !== 'approval') return undefined;
      const { request: _, ...said } = event.data;
      const question = { by: event.actor.id as `agt_${string}`, ...said };
      return { ...ticket, approval: { ...ticket.approval, question } };
    }
    case 'ticket.approval-answered': {
      if (ticket.phase !== 'approval') return undefined;
      const { question: _, ...kept } = ticket.approval;
      const { remindAt, dueAt } = event.data;
      return { ...ticket, approval: { ...kept, remindAt, dueAt } };
    }
    case 'ticket.approval-reminded': {
      if (ticket.phase !== 'approval') return undefined;
      const { approval } = ticket;
      if (event.data.of === 'question')
        return {
          ...ticket,
          approval: { ...approval, ...(approval.question && { question: once(approval.question) }) },
        };
      return { ...ticket, approval: once(approval) };
    }
    case 'ticket.approval-late':
      return ticket.phase === 'approval' ? { ...ticket, approval: later(ticket.approval, event.data) } : undefined;
    case 'ticket.reviewed': {
      if (ticket.phase !== 'review') return undefined;
      const { data } = event;
      // The customer is told with a pass.
      const { sampled, unansweredRework: _, ...rest } = ticket;
      const record: ReviewRecord = {
        ...{ seq: event.seq, at: now, by: event.actor.id, of: ticket.resolution.by, verdict: data.verdict },
        ...(data.score !== undefined && { score: data.score }),
        ...(sampled && { chance: sampled.risks.length > 0 ? 1 : sampled.share }),
        ...(sampled?.second && { second: { asked: sampled.second } }),
      };
      const reviews = [...ticket.reviews, record].slice(-MOST_REVIEWS);
      if (data.verdict === 'pass')
        return { ...unreminded(rest), reviews, phase: 'resolved', resolvedAt: now, closesAt: data.closesAt };
      const back = toHandling(unreminded({ ...ticket, reviews }), data.to ?? ticket, now);
      const { reworkBy } = data;
      const kept = { ...(reworkBy && { reworkBy }), unansweredRework: true as const };
      return { ...back, ...watched(data), ...kept, reworks: ticket.reworks + 1 };
    }
    case 'ticket.rework-late': {
      const { reworkBy: _, ...rest } = ticket;
      return rest as Ticket;
    }
    case 'ticket.disputed': {
      const disputed = { at: now, by: event.actor.id };
      return reviewing(ticket, event.data.review, (record) => ({ ...record, disputed }));
    }
    case 'ticket.dispute-decided': {
      const { review, upheld, score } = event.data;
      const decided = { by: event.actor.id, upheld, ...(score !== undefined && { score }) };
      return reviewing(ticket, review, (record) => ({ ...record, decided }));
    }
    case 'ticket.calibrated': {
      const { review, verdict, score } = event.data;
      const second = { by: event.actor.id, verdict, ...(score !== undefined && { score }) };
      return reviewing(ticket, review, (record) => ({ ...record, second: { ...record.second, ...second } }));
    }
  }
};

const MOST_REVIEWS = 10;

const reviewing = (ticket: Ticket, seq: number, change: (record: ReviewRecord) => ReviewRecord): Ticket => ({
  ...ticket,
  reviews: ticket.reviews.map((record) => (record.seq === seq ? change(record) : record)),
});

/** Who was reminded is not reminded again. */
const once = <T extends { readonly remindAt?: Instant }>({ remindAt: _, ...kept }: T): Omit<T, 'remindAt'> => kept;

/** `seq`: of the event that sends it on. */
const sentOn = (ticket: Solved, onward: Onward, seq: number, now: Instant): Ticket => {
  const {
    sampled: _,
    approval: __,
    ...rest
  } = ticket as Solved & { readonly sampled?: object; readonly approval?: object };
  const solved = rest as Omit<Solved, 'phase' | 'approval' | 'sampled'>;
  switch (onward.next) {
    case 'approval': {
      const approval: Approval = { request: seq, stage: 0, given: [], askedAt: now, late: 0, ...onward.approval };
      return { ...solved, phase: 'approval', approval } as Ticket;
    }
    case 'review':
      return { ...solved, phase: 'review', sampled: onward.sampled } as Ticket;
    case 'closing': {
      const { unansweredRework: _, ...told } = solved;
      return {
        ...told,
        ...{ phase: 'resolved', resolvedAt: now, closesAt: onward.closesAt },
        resolution: { ...solved.resolution, sampled: onward.sampled },
      } as Ticket;
    }
  }
};

/** It is asked of more people, and falls due again. */
const later = (
  approval: Approval,
  { added, dueAt }: { readonly added: Approval['stages'][number]['late']; readonly dueAt: Instant },
): Approval => {
  const { remindAt: _, ...kept } = approval;
  const stages = approval.stages.map((stage, at) =>
    at === approval.stage ? { ...stage, approvers: [...stage.approvers, ...added], late: [] } : stage,
  );
  return { ...kept, stages, dueAt, late: approval.late + 1 };
};
