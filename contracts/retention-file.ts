/** The shape of what a policy file says of how long personal data is kept. */
import * as z from 'zod';
import type { RetentionPolicy } from '../core/domain/retention-policy.ts';
import { section } from './policy-parts.ts';

const LONGEST_YEARS = 30;
const DAYS = /^(\d+) ?d$/;

/** `180 d`; becomes days. */
const days = z.string('Write a number of days such as 180 d').transform((text, check): number => {
  const count = Number(DAYS.exec(text)?.[1]);
  if (count >= 1 && count <= LONGEST_YEARS * 366) return count;
  check.addIssue(`${JSON.stringify(text)} is no such time: write days such as 180 d, at most ${LONGEST_YEARS} years`);
  return z.NEVER;
});

export const retention = section({
  /** Personal data of a ticket, after it was closed. */
  default: days.default(180),
  /** What is different for some. */
  categories: z.record(z.string(), days).default({}),
  /** Who looked at a ticket. */
  looks: days.default(365),
}).prefault({});
type RetentionPart = z.infer<typeof retention>;

export const toRetention = ({ default: usual, categories, looks }: RetentionPart): RetentionPolicy => ({
  days: usual,
  categories,
  lookDays: looks,
});
