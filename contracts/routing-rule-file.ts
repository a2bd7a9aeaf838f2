/** The shape of a routing rule in a policy file: which tickets it is for, when, and what becomes of them. */
import * as z from 'zod';
import { SKILL_TIERS, type SkillTier, STRATEGIES } from '../core/domain/routing/route.ts';
import { type Match, RULE_FIELDS, type RuleField } from '../core/domain/routing/routing-policy.ts';
import { WEEKDAYS } from '../core/domain/routing/team.ts';
import { isZone } from '../core/domain/routing/zone.ts';
import { IMPACTS, LANGUAGES, PRIORITIES, TIERS } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { section } from './policy-parts.ts';

const LIST = 'a list such as [a, b]';
const listOf = (value: z.core.$ZodType) => z.array(value, `Write ${LIST}`).min(1);
const number = z.int().min(0);

/** One of the values, or exactly one of the operators. */
const match = (list: z.ZodType | undefined, operators: Readonly<Record<string, z.ZodType>>) => {
  const allowed = [...(list ? [LIST] : []), ...Object.keys(operators)].join(', ');
  return z.unknown().transform((given, check): Match => {
    const refuse = (message: string, path: PropertyKey[] = []): Match => {
      check.addIssue({ code: 'custom', message, path, input: given });
      return z.NEVER;
    };
    const take = (schema: z.ZodType, value: unknown, at: PropertyKey[]): void => {
      for (const { message, path } of schema.safeParse(value).error?.issues ?? []) refuse(message, [...at, ...path]);
    };
    if (list && Array.isArray(given)) take(list, given, []);
    else if (typeof given !== 'object' || given === null || Array.isArray(given)) return refuse(`Write ${allowed}`);
    else {
      const [[operator, value] = [], ...others] = Object.entries(given);
      if (operator === undefined || others.length > 0) return refuse(`Write exactly one of these: ${allowed}`);
      const schema = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
      if (!schema) return refuse(`${operator} does not fit here; allowed are ${allowed}`, [operator]);
      take(schema, value, [operator]);
    }
    return given as Match;
  });
};

const choice = (value: z.core.$ZodType) => match(listOf(value), { not: listOf(value) });
const words = listOf(z.string().min(1));
const free = match(words, { not: words, startsWith: words, contains: words });
const counted = match(undefined, { atLeast: number, atMost: number });

const FIELDS: Readonly<Record<RuleField, ReturnType<typeof match>>> = {
  category: choice(name),
  priority: choice(z.enum(PRIORITIES)),
  impact: choice(z.enum(IMPACTS)),
  channel: choice(name),
  language: choice(z.enum(LANGUAGES)),
  tier: choice(z.enum(TIERS)),
  region: free,
  customer: free,
  subject: free,
  order: free,
  tag: free,
  orders: counted,
  reopens: counted,
  urges: counted,
};

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day such as 08:30 or 22:00');

const during = section({
  timeZone: z.string().refine(isZone, 'There is no such time zone; write one such as Asia/Shanghai'),
  weekdays: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .default([...WEEKDAYS]),
  from: clock,
  to: clock,
});

const tier = z
  .literal(SKILL_TIERS, 'A tier is 0 (required), 1, 2 or 3 (nice to have)')
  .transform((at) => at as SkillTier);

const need = section({ skill: name, level: z.int().min(1).max(5).default(1), tier });

export const rule = section({
  name,
  when: section(
    Object.fromEntries(RULE_FIELDS.map((field) => [field, FIELDS[field].optional()])) as Record<
      RuleField,
      z.ZodOptional<ReturnType<typeof match>>
    >,
  ).prefault({}),
  during: during.optional(),
  // biome-ignore lint/suspicious/noThenProperty: the file reads "when … then …", and nobody awaits a rule
  then: section({
    queue: z.optional(name),
    skills: z.array(need).default([]),
    strategy: z.enum(STRATEGIES).optional(),
    teams: z.array(name).min(1).optional(),
  }),
});
