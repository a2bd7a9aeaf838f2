/** The shape of a policy file (policies/*.yaml): what may stand where, before the parts are compared with each other. */
import * as z from 'zod';
import { PRIORITIES } from '../core/domain/ticket.ts';
import { name, priority } from './common.ts';

const MINUTES = { min: 1, h: 60, d: 24 * 60 } as const;
const DURATION = /^(\d+(?:\.\d+)?) ?(min|h|d)$/;

/** `30 min`, `4 h` or `3 d`, longer than nothing; becomes minutes. */
const duration = z.string('Write a time such as 30 min, 4 h or 3 d').transform((text, check): number => {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  const minutes = Number(amount) * MINUTES[unit as keyof typeof MINUTES];
  if (minutes > 0) return minutes;
  check.addIssue(`${JSON.stringify(text)} is no time: write one such as 30 min, 4 h or 3 d`);
  return z.NEVER;
});

/** An object that names its allowed keys when it has another one. */
const section = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `There is no ${(keys as string[]).join(', ')} here; allowed are ${Object.keys(shape).join(', ')}`
        : undefined,
  });

const title = section({ zh: z.string().min(1), en: z.string().min(1) });
/** A single character or letter would hit almost everything. */
const keyword = z.string().min(2, 'A keyword has at least 2 characters');
const count = z.int().min(1);

const target = section({ firstResponse: duration, resolution: duration });

export const SECTIONS = {
  channels: z.array(section({ name, title })).min(1),
  queues: z.array(section({ name, title, teams: z.array(name).min(1) })).min(1),
  categories: z
    .array(
      section({
        name,
        title,
        queue: name,
        priority,
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
  targets: section(
    Object.fromEntries(PRIORITIES.map((each) => [each, target])) as Record<(typeof PRIORITIES)[number], typeof target>,
  ),
  warning: section({ before: duration, shortTarget: duration, percent: z.number().min(1).max(99) }),
  escalation: section({ untouched: duration, remind: duration, highestLevel: count, urgesPerLevel: count }),
  dispatch: section({ retry: z.array(duration).min(1) }),
  hold: section({ customer: duration, thirdParty: duration }),
  review: section({ limit: duration, reworkRounds: z.int().min(0) }),
  closing: section({ reopen: duration, grace: duration, thanks: z.array(z.string().min(1)) }),
};

export const policyFile = section(SECTIONS);
export type PolicyFile = z.infer<typeof policyFile>;
