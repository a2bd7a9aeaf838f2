/** The shape of on-duty alarms (值班告警) in a policy file. */
import * as z from 'zod';
import type { AlarmCondition } from '../core/domain/alarms.ts';
import { PRIORITIES } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { addressees } from './escalation-file.ts';
import { limit, section, titles } from './policy-parts.ts';

const priority = z
  .array(z.enum(PRIORITIES))
  .min(1)
  .default([...PRIORITIES]);
const CONDITIONS = {
  untouched: section({ priority, for: limit }).optional(),
  waiting: section({ priority, moreThan: z.int().min(0) }).optional(),
  red: section({ for: limit }).optional(),
};

const when = section(CONDITIONS).transform((given, check): AlarmCondition => {
  const { untouched, waiting, red } = given;
  if (Object.values(given).filter((each) => each !== undefined).length === 1) {
    if (untouched) return { untouched: { priority: untouched.priority, minutes: untouched.for } };
    if (waiting) return { waiting };
    if (red) return { red: { minutes: red.for } };
  }
  check.addIssue(`Write exactly one of these: ${Object.keys(CONDITIONS).join(', ')}`);
  return z.NEVER;
});

export const alarm = section({ name, title: titles, when, queues: z.array(name).default([]), to: addressees });
