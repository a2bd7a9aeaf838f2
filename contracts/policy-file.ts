/** The shape of a policy file (policies/*.yaml): what may stand where, before the parts are compared with each other. */
import * as z from 'zod';
import { LONGEST_REOPEN_MINUTES } from '../core/domain/closing-time.ts';
import { alarm } from './alarm-file.ts';
import { approvals } from './approval-file.ts';
import { checklists } from './checklist-file.ts';
import { name, priority } from './common.ts';
import { conditions } from './conditions-file.ts';
import { escalation } from './escalation-file.ts';
import { forms } from './form-file.ts';
import { hold } from './hold-file.ts';
import { joining } from './joining-file.ts';
import { macros } from './macro-file.ts';
import { notices } from './notice-file.ts';
import { calendars, holidaySets } from './policy-calendars.ts';
import { duration, keyword, section, titles, units } from './policy-parts.ts';
import { promotion } from './promotion-file.ts';
import { resolutionCodes } from './resolution-file.ts';
import { retention } from './retention-file.ts';
import { review } from './review-file.ts';
import { QUEUE, ROUTING } from './routing-file.ts';
import { slaRule, targetTable } from './sla-file.ts';
import { survey } from './survey-file.ts';
import { templates } from './template-file.ts';

/** However long, later than this a customer has a new matter. */
const reopening = duration.refine((minutes) => minutes <= LONGEST_REOPEN_MINUTES, 'at most 28 d');

export const SECTIONS = {
  channels: z.array(section({ name, title: titles })).min(1),
  queues: z.array(section({ name, title: titles, ...QUEUE })).min(1),
  categories: z
    .array(
      section({
        name,
        title: titles,
        queue: name,
        priority,
        units: units.optional(),
        calendar: z.optional(name),
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
  holidays: holidaySets,
  calendars,
  targets: targetTable,
  sla: z.array(slaRule).default([]),
  clocks: conditions,
  warning: section({ before: duration, shortTarget: duration, percent: z.number().min(1).max(99) }),
  escalation,
  dispatch: section({ retry: z.array(duration).min(1) }),
  routing: section(ROUTING),
  hold,
  review,
  closing: section({
    reopen: reopening,
    categories: z.record(name, reopening).default({}),
    grace: duration,
    thanks: z.array(z.string().min(1)),
  }),
  promotions: z.array(promotion).default([]),
  alarms: z.array(alarm).default([]),
  forms,
  checklists,
  resolutionCodes,
  macros,
  approvals,
  joining,
  retention,
  survey: survey.optional(),
  notices,
  templates,
};

export const policyFile = section(SECTIONS);
export type PolicyFile = z.infer<typeof policyFile>;

/** Those sections, and parts of `routing` and `escalation`, that are right by themselves. */
export type SoundParts = Partial<Omit<PolicyFile, 'routing' | 'escalation'>> & {
  readonly routing?: Partial<PolicyFile['routing']>;
  readonly escalation?: Partial<PolicyFile['escalation']>;
};
