/** What customers and outside parties do by their link: as JSON for apps here, as pages in pages.ts. */
import type { ZodMiniType } from 'zod/mini';
import * as requests from '../customer-requests.ts';
import type { Route } from './route.ts';

const act = <P extends `/v1/${string}`, B extends ZodMiniType>(path: P, body: B, summary: string) =>
  ({ method: 'POST', path, auth: 'link', function: 'customer', body, status: 200, summary, command: true }) as const;

const look = <P extends `/v1/${string}`>(path: P, summary: string) =>
  ({
    method: 'GET',
    path,
    auth: 'link',
    function: 'customer',
    query: requests.language,
    status: 200,
    summary,
  }) as const;

export const CUSTOMER = {
  trackTicket: look('/v1/tracking/{link}', 'A ticket as its customer sees it, by the link that they were given'),
  answerAsCustomer: act('/v1/tracking/{link}/answer', requests.answer, 'The customer writes'),
  urgeAsCustomer: act('/v1/tracking/{link}/urge', requests.nothing, 'The customer urges; once in 30 minutes'),
  confirmAsCustomer: act('/v1/tracking/{link}/confirm', requests.nothing, 'It is solved: close at once'),
  reopenByLink: act('/v1/tracking/{link}/reopen', requests.reason, 'It is not solved: take it up again'),
  rateAsCustomer: act('/v1/tracking/{link}/rate', requests.rating, 'How the customer liked it, once'),
  attachAsCustomer: act(
    '/v1/tracking/{link}/attachments',
    requests.file,
    'Announce a file; the answer says where to send it',
  ),
  readFileAsCustomer: look('/v1/tracking/{link}/attachments/{attachment}', 'A file that the customer may see'),
  readQuestion: look('/v1/questions/{link}', 'What an outside party is asked, by the link that they were given'),
  answerQuestion: act('/v1/questions/{link}/answer', requests.answer, 'The outside party answers'),
} as const satisfies Record<string, Route>;
