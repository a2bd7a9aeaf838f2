/** The shape of what a policy file says of surveys (满意度). */
import * as z from 'zod';
import type { SurveyPolicy } from '../core/domain/survey/survey-policy.ts';
import { name } from './common.ts';
import { limit, section, titles } from './policy-parts.ts';

const reasons = z.array(section({ name, title: titles })).max(12, 'More than 12 reasons are not read on a phone');

export const survey = section({
  delay: limit.default(60),
  remind: limit.default(3 * 24 * 60),
  expires: limit.default(7 * 24 * 60),
  rest: limit.default(30 * 24 * 60),
  /** Up to so many stars are low. */
  low: z.int().min(1).max(4).default(2),
  /** By category; `default` for the others. */
  reasons: z.record(z.string(), reasons).default({}),
  invite: section({
    stars: z.int().min(2).max(5).default(5),
    categories: z.array(name).default([]),
    url: z.url({ protocol: /^https$/, error: 'Write an address that begins with https://' }).optional(),
  }).prefault({}),
});
type SurveyPart = z.infer<typeof survey>;

export const toSurvey = ({ delay, remind, expires, rest, low, reasons, invite }: SurveyPart): SurveyPolicy => ({
  delayMinutes: delay,
  remindMinutes: remind,
  expiresMinutes: expires,
  restMinutes: rest,
  low,
  reasons,
  invite: {
    stars: invite.stars,
    categories: invite.categories,
    ...(invite.url !== undefined && { url: invite.url }),
  },
});
