/** What customers are asked when their ticket is solved, and what they said. */
import * as requests from '../survey-requests.ts';
import type { Route } from './route.ts';

export const SURVEYS = {
  readSurvey: {
    method: 'GET',
    path: '/v1/survey/{link}',
    auth: 'link',
    function: 'customer',
    query: requests.lang,
    status: 200,
    summary: 'What a customer is asked, by the link that they were given',
  },
  answerSurvey: {
    method: 'POST',
    path: '/v1/survey/{link}',
    auth: 'link',
    function: 'customer',
    body: requests.answer,
    status: 200,
    summary: 'The customer answers, once',
  },
  getSatisfaction: {
    method: 'GET',
    path: '/v1/satisfaction',
    auth: 'token',
    scopes: ['supervisor', 'operator', 'auditor'],
    function: 'desk-queries',
    query: requests.satisfaction,
    status: 200,
    summary: 'How customers liked it, by category and agent, and which articles were useful',
  },
} as const satisfies Record<string, Route>;
