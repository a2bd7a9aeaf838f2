/** The shape of a policy file (policies/*.yaml): what may stand where, before the parts are compared with each other. */
import * as z from 'zod';
import { PRIORITIES } from '../core/domain/ticket.ts';
import { name, priority } from './common.ts';
import { count, duration, section, sectionOf, units } from './policy-parts.ts';
import { QUEUE, ROUTING } from './routing-file.ts';

const title = section({ zh: z.string().min(1), en: z.string().min(1) });
/** A single character or letter would hit almost everything. */
const keyword = z.string().min(2, 'A keyword has at least 2 characters');

export const SECTIONS = {
  channels: z.array(section({ name, title })).min(1),
  queues: z.array(section({ name, title, ...QUEUE })).min(1),
  categories: z
    .array(
      section({
        name,
        title,
        queue: name,
        priority,
        units: units.optional(),
        keywords: section({ zh: z.array(keyword), en: z.array(keyword) }),
      }),
    )
    .min(1),
  defaultCategory: name,
  priorityRules: z.array(
    section({
      anyOf: z.array(keyword).min(1),
      andAnyOf: z.array(keyword).min(1).optional(),
      category: z.optional(name),
      priority,
    }),
  ),
  targets: sectionOf(PRIORITIES, () => section({ firstResponse: duration, resolution: duration })),
  warning: section({ before: duration, shortTarget: duration, percent: z.number().min(1).max(99) }),
  escalation: section({ untouched: duration, remind: duration, highestLevel: count, urgesPerLevel: count }),
  dispatch: section({ retry: z.array(duration).min(1) }),
  routing: section(ROUTING),
  hold: section({ customer: duration, thirdParty: duration }),
  review: section({ limit: duration, reworkRounds: z.int().min(0) }),
  closing: section({ reopen: duration, grace: duration, thanks: z.array(z.string().min(1)) }),
};

export const policyFile = section(SECTIONS);
export type PolicyFile = z.infer<typeof policyFile>;

/** Those sections, and parts of `routing`, that are right by themselves. */
export type SoundParts = Partial<Omit<PolicyFile, 'routing'>> & { readonly routing?: Partial<PolicyFile['routing']> };
