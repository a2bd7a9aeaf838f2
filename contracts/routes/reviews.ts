/** Reviews, what follows from them, and what they add up to. */
import * as reviews from '../review-requests.ts';
import { command } from './desk-commands.ts';
import { AGENTS, READERS, type Route } from './route.ts';

export const REVIEWS = {
  reviewTicket: command('review', ['reviewer'], reviews.review, 'Pass it, or send it back'),
  disputeReview: command('dispute', AGENTS, reviews.dispute, 'I do not agree with a review of my work'),
  decideDispute: command(
    'decide-dispute',
    ['reviewer'],
    reviews.decideDispute,
    'Whether a review stands that is disputed',
  ),
  calibrateReview: command(
    'calibrate',
    ['reviewer'],
    reviews.calibrate,
    'What I find of it, apart from the one who reviewed it first',
  ),
  listReviews: {
    method: 'GET',
    path: '/v1/reviews',
    auth: 'token',
    scopes: ['reviewer'],
    function: 'desk-queries',
    query: reviews.reviewsPage,
    status: 200,
    summary: 'What I have to review: what I was given and what nobody was, never my own work',
  },
  getScorecard: {
    method: 'GET',
    path: '/v1/tickets/{id}/scorecard',
    auth: 'token',
    scopes: READERS,
    function: 'desk-queries',
    status: 200,
    summary: 'What its resolution is scored by, what can be seen without reading, and why it is looked at',
  },
  getQuality: {
    method: 'GET',
    path: '/v1/quality',
    auth: 'token',
    scopes: ['supervisor', 'operator', 'auditor'],
    function: 'desk-queries',
    query: reviews.qualityPeriod,
    status: 200,
    summary: 'What reviews say of agents, reviewers and the sampling, over some days',
  },
} as const satisfies Record<string, Route>;
