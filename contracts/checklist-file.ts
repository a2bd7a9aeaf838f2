/** The shape of the checklists (检查清单) in a policy file. */
import * as z from 'zod';
import type { ChecklistStep, StepCondition } from '../core/domain/handling/checklist.ts';
import { PRIORITIES, TIERS } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { fieldCondition } from './form-field.ts';
import { section, shortOrLong, titles } from './policy-parts.ts';

export const listOf = <T extends z.core.$ZodType>(value: T) =>
  z.array(value, 'Write a list such as [a, b]').min(1).optional();

/** What a step, or an approval, depends on. `empty`: what is said of one that names nothing. */
export const conditionOf = <T extends z.core.$ZodLooseShape>(more: T, empty: string) =>
  section({
    resolution: listOf(name),
    ...more,
    priority: listOf(z.enum(PRIORITIES)),
    tier: listOf(z.enum(TIERS)),
    channel: listOf(name),
    field: fieldCondition.optional(),
  }).refine((given) => Object.values(given).some((each) => each !== undefined), empty);

const condition = conditionOf({}, 'Name what must be so: resolution, priority, tier, channel, field; or write true');

const step = section({
  name,
  title: titles,
  required: shortOrLong<boolean, z.infer<typeof condition>>(
    z.boolean('Write true, false, or when it is required: resolution, priority, tier, channel, field'),
    condition,
  ).optional(),
  evidence: z.boolean().default(false),
});
export type StepPart = z.infer<typeof step>;

export const checklists = section({
  /** What every category wants done. */
  default: z.array(step).default([]),
  categories: z.record(z.string(), z.array(step)).default({}),
}).prefault({});
export type ChecklistsPart = z.infer<typeof checklists>;

/** Those of all categories first; one that the category names again is as the category has it, at its first place. */
export const stepsFor = ({ default: usual, categories }: ChecklistsPart, category: string): readonly StepPart[] => {
  const own = (Object.hasOwn(categories, category) ? categories[category] : undefined) ?? [];
  return [
    ...usual.map((step) => own.find(({ name }) => name === step.name) ?? step),
    ...own.filter(({ name }) => !usual.some((step) => step.name === name)),
  ];
};

interface Given {
  readonly categories?: readonly { readonly name: string }[];
  readonly checklists?: ChecklistsPart;
}

/** By category. */
export const toChecklists = ({
  categories = [],
  checklists: part,
}: Given): Readonly<Record<string, readonly ChecklistStep[]>> =>
  part ? Object.fromEntries(categories.map(({ name }) => [name, stepsFor(part, name).map(toStep)])) : {};

const toStep = ({ required = false, ...step }: StepPart): ChecklistStep => ({
  ...step,
  required: typeof required === 'boolean' ? required : toCondition(required),
});

const toCondition = (given: object): StepCondition =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
