/** The shape of holds (挂起) in a policy file. */
import * as z from 'zod';
import type { HoldRule, Policy } from '../core/domain/policy.ts';
import { HOLD_REASONS } from '../core/domain/vocabulary.ts';
import { limit, section, sectionOf, titles } from './policy-parts.ts';

const reason = section({
  limit,
  remind: z.boolean(),
  atEnd: z.enum(['resume', 'resolve']),
  text: titles.optional(),
});

const { shape } = sectionOf(HOLD_REASONS, () => reason);
export const hold = section({ ...shape, total: limit });
export type HoldPart = z.infer<typeof hold>;

export const toHold = ({ total, customer, thirdParty, subTickets }: HoldPart): Policy['hold'] => ({
  reasons: { customer: toRule(customer), thirdParty: toRule(thirdParty), subTickets: toRule(subTickets) },
  totalMinutes: total,
});

const toRule = ({ limit, remind, atEnd, text }: HoldPart['customer']): HoldRule => ({
  limitMinutes: limit,
  remind,
  atEnd,
  ...(text && { text }),
});
