import type { Examples } from './example.ts';
import { commanded, page, summary } from './ticket.ts';

const waiting = { ...summary, phase: 'approval' as const };

export const APPROVAL_EXAMPLES = {
  listApprovals: { answer: { ...page, items: [waiting] } },
  approveTicket: commanded({ request: 7, remarks: '金额与凭证相符' }, 'ticket.approved', 'review'),
  rejectApproval: commanded({ request: 7, reason: '先向承运商索赔' }, 'ticket.approval-rejected'),
  askBack: commanded({ request: 7, text: '客户是否已退回商品？' }, 'ticket.approval-question', 'approval'),
  answerBack: commanded({ text: '已退回，仓库 11 月 20 日签收' }, 'ticket.approval-answered', 'approval'),
  withdrawTicket: commanded({ reason: '金额填错了' }, 'ticket.approval-withdrawn'),
} as const satisfies Examples;
