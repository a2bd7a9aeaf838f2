import type { ApprovalView } from '../../../contracts/approval-views.ts';
import { stageAsked } from '../../../core/domain/approval/progress.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { ApprovalTicket } from '../../../core/domain/ticket.ts';

/** Titles as the policy has them now; a stage that it has no longer has none. */
export const approvalView = (ticket: ApprovalTicket, { approvals }: Policy): ApprovalView => {
  const { approval, resolution } = ticket;
  const titles = new Map(approvals.flatMap(({ stages }) => stages.map(({ name, title }) => [name, title] as const)));
  const { question } = approval;
  return {
    ...{ request: approval.request, code: resolution.code, by: resolution.by },
    stage: stageAsked(approval)?.name ?? '',
    stages: approval.stages.map(({ name, approvers, need }, at) => {
      const title = titles.get(name);
      return {
        ...{ name, need, approvers: [...approvers] },
        ...(title && { title }),
        given: approval.given.filter(({ stage }) => stage === at).map(({ by }) => by),
      };
    }),
    ...{ askedAt: approval.askedAt, dueAt: approval.dueAt, late: approval.late },
    ...(question && {
      question: {
        ...{ by: question.by, text: maskText(question.text, namesOf(ticket)) },
        ...(question.dueAt && { dueAt: question.dueAt }),
      },
    }),
  };
};
