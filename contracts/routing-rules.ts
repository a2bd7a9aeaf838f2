/** The rules of routing alone, as a supervisor changes them while the desk runs. */
import * as z from 'zod';
import type { Policy } from '../core/domain/policy.ts';

import type { Finding } from './findings.ts';
import type { SoundParts } from './policy-file.ts';
import { section } from './policy-parts.ts';
import { versioned } from './policy-version.ts';
import { routingChecks } from './routing-checks.ts';
import { rule } from './routing-rule-file.ts';
import { findingsOf, readDocument } from './yaml-document.ts';

const RULES = section({ rules: z.array(z.unknown(), 'Write the list of rules') });

/**
 * The policy with these rules in the place of its own. `text`: YAML, the list as it stands under `routing.rules` in the policy
 * file, or that list under `rules`; an empty one means that the categories alone decide. Throws PolicyError.
 */
export const withRules = (active: Policy, text: string, file: string): Policy => {
  const document = readDocument(text, file);
  const listed = Array.isArray(document.content);
  const parsed = RULES.safeParse(listed ? { rules: document.content } : document.content);
  if (!parsed.data) throw document.refuse((parsed.error?.issues ?? []).flatMap(findingsOf));
  const { rules, findings } = judged(parsed.data.rules, active);
  const base = listed ? [] : ['rules'];
  if (findings.length > 0)
    throw document.refuse(findings.map(({ path, message }) => ({ path: [...base, ...path], message })));
  const { version: _, ...policy } = active;
  return versioned({ ...policy, routing: { ...policy.routing, rules } });
};

type Rules = NonNullable<NonNullable<SoundParts['routing']>['rules']>;

/** The rules that are right by themselves are compared with the policy even when others are not: all is told at once. */
const judged = (
  given: readonly unknown[],
  active: Policy,
): { readonly rules: Rules; readonly findings: readonly Finding[] } => {
  const parsed = given.map((each, index) => ({ index, result: rule.safeParse(each) }));
  const wrong = parsed.flatMap(({ index, result }) =>
    (result.error?.issues ?? []).flatMap(findingsOf).map(({ path, message }) => ({ path: [index, ...path], message })),
  );
  const sound = parsed.flatMap(({ index, result }) => (result.data ? [{ index, rule: result.data }] : []));
  const rules = sound.map((each) => each.rule);
  const contradictions = routingChecks({ ...partsOf(active), routing: { rules } }).flatMap(
    ({ path: [, , at, ...path], message }) => {
      const index = sound[at as number]?.index;
      return index === undefined ? [] : [{ path: [index, ...path], message }];
    },
  );
  return { rules, findings: [...wrong, ...contradictions] };
};

/** What the rules are compared with. */
const partsOf = ({ channels, categories, queues }: Policy): SoundParts => ({
  channels: [...channels],
  categories: categories.map(({ keywords, units, ...category }) => ({
    ...category,
    units,
    keywords: { zh: [...keywords.zh], en: [...keywords.en] },
  })),
  queues: queues.map(({ teams, pool: { limitMinutes, ...pool }, ...queue }) => ({
    ...queue,
    teams: [...teams],
    pool: { limit: limitMinutes, ...pool },
  })),
});
