/** Pages for people without an account. They are served by the same API, and stand apart from its routes: no client calls them. */
import type { ZodMiniType } from 'zod/mini';
import * as requests from '../customer-forms.ts';
import { wishes } from '../customer-profile-requests.ts';
import * as surveys from '../survey-requests.ts';
import type { Route } from './route.ts';

const show = <P extends `/${string}`>(path: P, auth: 'link' | 'none', summary: string) =>
  ({
    method: 'GET',
    path,
    auth,
    function: 'customer',
    query: requests.shown,
    status: 200,
    summary,
    page: true,
  }) as const;

const form = <P extends `/${string}`, B extends ZodMiniType>(path: P, body: B, summary: string) =>
  ({
    method: 'POST',
    path,
    auth: 'link',
    function: 'customer',
    body,
    query: requests.shown,
    status: 200,
    summary,
    page: true,
  }) as const;

export const PAGES = {
  showStyle: show('/t/style.css', 'none', 'The look of the pages'),
  showTicket: show('/t/{link}', 'link', 'The page of a customer'),
  showFile: show('/t/{link}/files/{attachment}', 'link', 'Leads to a file that the customer may see'),
  sendAnswer: form('/t/{link}/answer', requests.answer, 'The customer writes'),
  sendUrge: form('/t/{link}/urge', requests.plain, 'The customer urges'),
  sendConfirmation: form('/t/{link}/confirm', requests.plain, 'It is solved'),
  sendReopening: form('/t/{link}/reopen', requests.reason, 'It is not solved'),
  sendRating: form('/t/{link}/rate', requests.rating, 'How the customer liked it'),
  sendFile: form('/t/{link}/attach', requests.file, 'A file of at most 4 MB, through the function'),
  showQuestion: show('/p/{link}', 'link', 'What an outside party is asked'),
  sendPartyAnswer: form('/p/{link}/answer', requests.answer, 'The outside party answers'),
  showSurvey: { ...show('/s/{link}', 'link', 'What a customer is asked about the solution'), query: surveys.shown },
  sendSurvey: { ...form('/s/{link}', surveys.form, 'The customer answers'), query: surveys.shown },
  showWishes: { ...show('/u/{link}', 'link', 'What a customer wants to hear, and how'), query: surveys.shown },
  sendWishes: {
    ...form('/u/{link}', wishes, 'The customer changes it; one click of a mail reader'),
    query: surveys.shown,
  },
} as const satisfies Record<string, Route>;

export type PageName = keyof typeof PAGES;
