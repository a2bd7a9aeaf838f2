/** The page that a link in a message opens for somebody who is asked to approve. No client calls it. */
import type { ZodMiniType } from 'zod/mini';
import * as requests from '../approver-forms.ts';
import type { Route } from './route.ts';

const page = { auth: 'link', function: 'approver', query: requests.shown, status: 200, page: true } as const;

const form = <P extends `/${string}`, B extends ZodMiniType>(path: P, body: B, summary: string) =>
  ({ ...page, method: 'POST', path, body, summary }) as const;

export const APPROVER_PAGES = {
  showApproval: { ...page, method: 'GET', path: '/a/{link}', summary: 'What an approver is asked' },
  sendApproval: form('/a/{link}/approve', requests.approval, 'They agree'),
  sendRejection: form('/a/{link}/reject', requests.rejection, 'They do not'),
  sendAskingBack: form('/a/{link}/ask', requests.question, 'They want to know something first'),
} as const satisfies Record<string, Route>;

export type ApproverPageName = keyof typeof APPROVER_PAGES;
