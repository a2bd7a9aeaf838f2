/** What colleagues are told who follow a ticket: what happened, and nothing that anybody wrote. */
import type { Recorded } from '../events.ts';
import type { Onward } from '../onward.ts';
import { unawareOf } from '../review/blind.ts';
import type { Ticket } from '../ticket.ts';
import type { Titles } from '../vocabulary.ts';
import { type Around, type Told, tell } from './telling.ts';
import { whoDid } from './words.ts';

/** Last: whoever is told otherwise, e.g. that their work came back, is not told as a follower as well. */
export const forFollowers = (event: Recorded, ticket: Ticket, _around: Around): readonly Told[] => {
  const what = ticket.followers.length > 0 ? happened(event) : undefined;
  if (!what) return [];
  const words: Told['words'] = ({ titled }) => ({ what: titled(what), who: titled(whoDid(event.actor)) });
  const unaware = event.type === 'ticket.reviewed' ? unawareOf(event.seq, ticket) : [];
  return [tell('followed', words, { except: event.actor.id, unaware })];
};

const NEXT: Readonly<Record<Onward['next'], Titles>> = {
  approval: { zh: '已提交解决结果，等待审批', en: 'it was solved, and waits for its approval' },
  review: { zh: '已提交解决结果，等待质检', en: 'it was solved, and waits for its review' },
  closing: { zh: '已解决', en: 'it is resolved' },
};

/** Undefined for what followers are not told, or not by this. */
const happened = (event: Recorded): Titles | undefined => {
  switch (event.type) {
    case 'ticket.replied':
      return { zh: '已回复客户', en: 'the customer was answered' };
    case 'ticket.resolved':
      return NEXT[event.data.onward?.next ?? 'review'];
    case 'ticket.approved':
      return event.data.onward && { zh: '审批通过', en: 'it was approved' };
    case 'ticket.approval-rejected':
      return { zh: '审批未通过，退回处理', en: 'it was not approved, and came back' };
    case 'ticket.approval-withdrawn':
      return (
        event.data.unanswered && {
          zh: '审批人的提问没有答复，退回处理',
          en: 'a question of the approver was not answered, and it came back',
        }
      );
    case 'ticket.reviewed':
      return event.data.verdict === 'pass'
        ? { zh: '质检通过，已解决', en: 'it passed the review and is resolved' }
        : { zh: '质检未通过，退回重新处理', en: 'it came back from the review' };
    case 'ticket.reopened':
      return { zh: '已重新打开', en: 'it was opened again' };
    case 'ticket.closed':
      return { zh: '已关闭', en: 'it was closed' };
    case 'ticket.transferred': {
      const { queue, team, back } = event.data;
      const to = team ?? queue;
      return back
        ? { zh: `已退回原处理人（${to}）`, en: `it was sent back to who had it before (${to})` }
        : { zh: `已转派到 ${to}`, en: `it was transferred to ${to}` };
    }
    case 'ticket.sub-changed': {
      const { code, done } = event.data;
      return done
        ? { zh: `子工单 ${code} 已完成`, en: `its sub-ticket ${code} is done` }
        : { zh: `子工单 ${code} 又重新打开`, en: `its sub-ticket ${code} was opened again` };
    }
    case 'ticket.merged': {
      const { code } = event.data.into;
      return { zh: `已并入工单 ${code}`, en: `it was merged into the ticket ${code}` };
    }
    default:
      return undefined;
  }
};
