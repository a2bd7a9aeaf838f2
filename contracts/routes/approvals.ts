/** Who has to agree before a resolution counts. */
import * as requests from '../approval-requests.ts';
import { command } from './desk-commands.ts';
import { AGENTS, DESK, type Route } from './route.ts';

export const APPROVALS = {
  listApprovals: {
    method: 'GET',
    path: '/v1/approvals',
    auth: 'token',
    scopes: DESK,
    function: 'desk-queries',
    query: requests.approvals,
    status: 200,
    summary: 'What waits for my approval, most urgent first',
  },
  approveTicket: command('approve', DESK, requests.approve, 'I agree that it is resolved so'),
  rejectApproval: command('reject-approval', DESK, requests.rejectApproval, 'I do not: back to who has it'),
  askBack: command('ask-back', DESK, requests.askBack, 'I want to know something first'),
  answerBack: command('answer-back', AGENTS, requests.answerBack, 'Answer what an approver asked'),
  withdrawTicket: command('withdraw', AGENTS, requests.withdraw, 'Take back what was to be approved'),
} as const satisfies Record<string, Route>;
