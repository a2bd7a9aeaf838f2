/** The shape of promotion periods (大促) in a policy file. */
import * as z from 'zod';
import type { Promotion } from '../core/domain/promotion.ts';
import { STRATEGIES } from '../core/domain/routing/route.ts';
import { agentId, name } from './common.ts';
import { instant, section, titles } from './policy-parts.ts';
import { type RulePart, targets } from './sla-file.ts';

const queue = section({ teams: z.array(name).min(1).optional(), strategy: z.enum(STRATEGIES).optional() });

export const promotion = section({
  name,
  title: titles,
  from: instant,
  until: instant,
  precedence: z.int().default(0),
  improves: z.boolean().default(false),
  capacityFactor: z.number().min(0.1).max(10).default(1),
  calendar: z.optional(name),
  targets: targets.default({} as never),
  queues: z.record(z.string(), queue).default({}),
  squad: z.array(agentId).default([]),
  autoReply: titles.optional(),
  notice: titles.optional(),
});
export type PromotionPart = z.infer<typeof promotion>;

export const toPromotion = ({ targets, calendar, autoReply, notice, ...promotion }: PromotionPart): Promotion => ({
  ...promotion,
  ...(autoReply && { autoReply }),
  ...(notice && { notice }),
});

/** Its promises, dated. */
export const promotionRule = ({ name, from, until, calendar, targets }: PromotionPart): RulePart => ({
  name,
  when: {},
  from,
  until,
  promotion: name,
  calendar,
  targets,
});
