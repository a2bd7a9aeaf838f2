import { createHash } from 'node:crypto';
import type { Policy } from '../core/domain/policy.ts';

/** The rules with their version: the hash of what they say. */
export const versioned = (rules: Omit<Policy, 'version'>): Policy => ({
  version: createHash('sha256').update(canonical(rules)).digest('hex').slice(0, 12),
  ...rules,
});

/** JSON with sorted keys: the same rules are the same text, in whatever order they were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
