/** The rules of routing alone, as a supervisor changes them while the desk runs. */
import * as z from 'zod';
import type { Policy } from '../core/domain/policy.ts';

import type { SoundParts } from './policy-file.ts';
import { section } from './policy-parts.ts';
import { versioned } from './policy-version.ts';
import { routingChecks } from './routing-checks.ts';
import { rule } from './routing-rule-file.ts';
import { findingsOf, readDocument } from './yaml-document.ts';

const RULES = section({ rules: z.array(rule, 'Write the list of rules') });

/**
 * The policy with these rules in the place of its own. `text`: YAML, the list as it stands under `routing.rules` in the policy
 * file, or that list under `rules`; an empty one means that the categories alone decide. Throws PolicyError.
 */
export const withRules = (active: Policy, text: string, file: string): Policy => {
  const document = readDocument(text, file);
  const listed = Array.isArray(document.content);
  const parsed = RULES.safeParse(listed ? { rules: document.content } : document.content);
  const place = (path: readonly (string | number)[]) => (listed ? path.slice(1) : path);
  const refuse = (findings: ReturnType<typeof findingsOf>) =>
    document.refuse(findings.map(({ path, message }) => ({ path: place(path), message })));
  if (!parsed.data) throw refuse((parsed.error?.issues ?? []).flatMap(findingsOf));
  const { version: _, ...policy } = active;
  const { rules } = parsed.data;
  const findings = routingChecks({ ...partsOf(active), routing: { rules } });
  if (findings.length > 0) throw refuse(findings.map(({ path, message }) => ({ path: path.slice(1), message })));
  return versioned({ ...policy, routing: { ...policy.routing, rules } });
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
