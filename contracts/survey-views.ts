/** A survey as its customer sees it, and what all of them say together. */
import * as z from 'zod';
import { instant, language, ticketCode } from './common.ts';

const titles = z.object({ zh: z.string(), en: z.string() });

export const surveyView = z.object({
  code: ticketCode,
  language,
  subject: z.string(),
  expiresAt: instant,
  reasons: z.array(z.object({ name: z.string(), title: titles })).describe('What it may have been about'),
  articles: z.array(z.string()).describe('Of the knowledge base, that were used: each may be called useful or not'),
  stars: z.int().optional().describe('Once it was answered: it is answered once'),
});
export type SurveyView = z.infer<typeof surveyView>;

/** Of a ticket that was archived before: masked, and on no timeline. */
export const answeredAfterwards = z.object({
  stars: z.int(),
  reasons: z.array(z.string()),
  comment: z.string().optional(),
  at: instant,
});

export const surveyAnswered = z.object({ stars: z.int() });

const sums = {
  asked: z.int().describe('By a survey'),
  answered: z.int().describe('By a survey, or on the page of the ticket'),
  mean: z.number().optional().describe('Stars, to two places; none without an answer'),
  low: z.number().optional().describe('Share of the answers that experts look into, 0 to 1'),
  reasons: z.record(z.string(), z.int()).describe('How often each was named'),
};

export const satisfactionView = z.object({
  from: z.string(),
  to: z.string(),
  total: z.object(sums),
  categories: z.array(z.object({ category: z.string(), ...sums })),
  agents: z.array(z.object({ agent: z.string(), ...sums })).describe('Who had the ticket when it was solved'),
  articles: z
    .array(z.object({ article: z.string(), useful: z.int(), notUseful: z.int() }))
    .describe('Of the whole months in which those days are'),
});
export type SatisfactionView = z.infer<typeof satisfactionView>;
