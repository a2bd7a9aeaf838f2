/** What approvers are told, and whoever asked them. */
import type { Approval } from '../approval/approval.ts';
import type { Recorded } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { AgentId, Titles } from '../vocabulary.ts';
import { amountsText } from './amounts.ts';
import { type Around, requesterOf, type Say, type Told, tell } from './telling.ts';
import { whoDid } from './words.ts';

export const forApprovers = (event: Recorded, ticket: Ticket, around: Around): readonly Told[] => {
  switch (event.type) {
    case 'ticket.resolved':
      return event.data.onward?.next === 'approval' ? asked(ticket, event, around) : [];
    case 'ticket.approval-requested':
      return event.data.onward.next === 'approval' ? asked(ticket, event, around) : [];
    case 'ticket.approved': {
      const { asks, onward, remarks } = event.data;
      const next = asks && stageTitle(asks.stage, around.policy);
      return [
        ...(asks ? asked(ticket, event, around, asks.stage) : []),
        ...(asks || onward
          ? [
              tell(
                'approved',
                ({ titled, written }) => ({
                  who: titled(whoDid(event.actor)),
                  remarks: written(remarks),
                  next: titled(next),
                }),
                { named: [requesterOf(ticket)] },
              ),
            ]
          : []),
      ];
    }
    case 'ticket.approval-rejected':
      return [
        tell('approvalRejected', ({ titled, written }) => ({
          who: titled(whoDid(event.actor)),
          reason: written(event.data.reason),
        })),
      ];
    case 'ticket.approval-question':
      return [
        tell(
          'approvalQuestion',
          ({ titled, written }) => ({ who: titled(whoDid(event.actor)), question: written(event.data.text) }),
          { named: [requesterOf(ticket)] },
        ),
      ];
    case 'ticket.approval-withdrawn': {
      const { unanswered } = event.data;
      return unanswered === undefined
        ? []
        : [
            tell('approvalRejected', ({ titled }) => ({
              who: titled(whoDid(event.actor)),
              reason: titled(notAnswered(unanswered)),
            })),
          ];
    }
    case 'ticket.approval-answered':
      return during(ticket, ({ approval, words }) => [
        tell(
          'approvalAnswered',
          (say) => {
            const { stage, due } = words(say, around);
            return { stage, due, answer: say.written(event.data.text) };
          },
          { approvers: waitedFor(approval) },
        ),
      ]);
    case 'ticket.approval-reminded':
      return during(ticket, ({ approval, words }) =>
        event.data.of === 'question'
          ? askedAgain(ticket, approval)
          : [tell('approvalReminder', (say) => words(say, around), { approvers: waitedFor(approval) })],
      );
    case 'ticket.approval-late':
      return during(ticket, ({ approval, words }) => [
        tell('approvalLate', (say) => words(say, around), {
          approvers: [...new Set([...waitedFor(approval), ...event.data.added])],
        }),
      ]);
    default:
      return [];
  }
};

const notAnswered = (approver: AgentId): Titles => ({
  zh: `${approver} 的提问没有在期限内答复。请补充说明后重新提交。`,
  en: `The question of ${approver} was not answered in time. Say what they wanted to know, and resolve it again.`,
});

/** The question that is still open, once more. */
const askedAgain = (ticket: Ticket, { question }: Approval): readonly Told[] =>
  question
    ? [
        tell('approvalQuestion', ({ written }) => ({ who: question.by, question: written(question.text) }), {
          named: [requesterOf(ticket)],
        }),
      ]
    : [];

/** Nobody, when it was answered or withdrawn in the meantime. `stage`: it must still be that one which is asked. */
const asked = (ticket: Ticket, event: Recorded, around: Around, stage?: string): readonly Told[] =>
  during(ticket, ({ approval, words }) => {
    const current = approval.stages[approval.stage];
    if (stage === undefined ? approval.request !== event.seq : current?.name !== stage) return [];
    const changed = event.type === 'ticket.approval-requested' ? CHANGED : undefined;
    return [
      tell('approvalAsked', (say) => ({ ...words(say, around), changed: say.titled(changed) }), {
        approvers: waitedFor(approval),
      }),
    ];
  });

const CHANGED: Titles = {
  zh: '审批内容有变化，之前的审批已作废，请重新审批。',
  en: 'What is to be approved has changed: what was approved before is void.',
};

interface During {
  readonly approval: Approval;
  readonly words: (
    say: Say,
    around: Around,
  ) => Readonly<Partial<Record<'stage' | 'who' | 'amount' | 'text' | 'due', string | undefined>>>;
}

const during = (ticket: Ticket, tells: (during: During) => readonly Told[]): readonly Told[] => {
  if (ticket.phase !== 'approval') return [];
  const { approval, resolution } = ticket;
  return tells({
    approval,
    words: ({ by, titled, written, language }, { policy }) => ({
      stage: titled(stageTitle(approval.stages[approval.stage]?.name, policy)),
      who: resolution.by,
      amount: amountsText(ticket, policy, language),
      text: written(resolution.text),
      due: by(approval.dueAt),
    }),
  });
};

/** Of the stage that is asked, those who have not agreed yet. */
const waitedFor = ({ stages, stage, given }: Approval): readonly AgentId[] =>
  (stages[stage]?.approvers ?? []).filter((id) => !given.some((yes) => yes.stage === stage && yes.by === id));

const stageTitle = (name: string | undefined, { approvals }: Policy): Titles | undefined =>
  name === undefined
    ? undefined
    : (approvals.flatMap(({ stages }) => stages).find((stage) => stage.name === name)?.title ?? { zh: name, en: name });
