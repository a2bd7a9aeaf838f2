import type { ProfileView } from '../customer-profile-views.ts';
import type { Examples } from './example.ts';
import { CODE, ID } from './ticket.ts';

const survey = { path: { link: `${ID.slice(4)}.8-g8k3x.0cc175b9c0f1b6a831c399` } } as const;
const customer = { path: { customer: 'c-1' } } as const;

const profile: ProfileView = {
  customer: 'c-1',
  notes: [{ text: '包裹放门卫', by: 'agt_lin', at: '2026-11-22T04:15:00.000Z' }],
  calls: { notBefore: '12:00' },
  channel: 'mail',
  keptUntil: '2027-05-21T04:15:00.000Z',
};

const sums = { asked: 40, answered: 12, mean: 4.25, low: 0.08, reasons: { speed: 3, attitude: 1 } };

export const SURVEY_EXAMPLES = {
  readSurvey: {
    ...survey,
    answer: {
      code: CODE,
      language: 'zh',
      subject: '订单超时未派送',
      expiresAt: '2026-11-29T05:10:00.000Z',
      reasons: [{ name: 'speed', title: { zh: '处理速度', en: 'How fast it went' } }],
      articles: ['KB-17'],
    },
  },
  answerSurvey: {
    ...survey,
    body: { stars: 4, reasons: ['speed'], comment: '很快就解决了', useful: { 'KB-17': true } },
    answer: { stars: 4 },
  },
  getSatisfaction: {
    answer: {
      from: '2026-11-01',
      to: '2026-11-22',
      total: sums,
      categories: [{ category: 'delivery-delay', ...sums }],
      agents: [{ agent: 'agt_lin', ...sums }],
      articles: [{ article: 'KB-17', useful: 7, notUseful: 1 }],
    },
  },
  getProfile: { ...customer, answer: profile },
  putProfile: {
    ...customer,
    body: { notes: ['包裹放门卫'], calls: { notBefore: '12:00' }, channel: 'mail' },
    answer: profile,
  },
} as const satisfies Examples;
