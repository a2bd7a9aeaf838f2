/** What the policies say of one action of one principal on one resource. It is found once; then only conditions are left to weigh. */
import type { Context } from './conditions.ts';
import { type Grant, type Pair, pairsFor } from './grant.ts';
import { permits, type Request, type Statement } from './policy.ts';

export type Verdict = { readonly allowed: readonly Pair[] } | { readonly denied: 'by none' | 'by a statement' };

export interface Matter {
  /** The grants that speak of it. */
  readonly about: readonly { readonly statement: Statement; readonly pairs: readonly Pair[] }[];
  /** What every such request carries. */
  readonly fixed: Context;
  /** The keys that their conditions look at, in small letters. */
  readonly looksAt: ReadonlySet<string>;
  /** On a request that carries nothing else that they look at. */
  readonly plain: Verdict;
}

/** `grants`: those that concern the request. */
export function matterOf(grants: readonly Grant[], { action, resource, context: fixed }: Request): Matter {
  const about = grants.map((grant) => ({ statement: grant.statement, pairs: pairsFor(grant, action, resource) }));
  const conditions = about.flatMap(({ statement }) => Object.values(statement.Condition ?? {}));
  const looksAt = new Set(conditions.flatMap((keys) => Object.keys(keys)).map((key) => key.toLowerCase()));
  return { about, fixed, looksAt, plain: weighed(about, fixed) };
}

/** `context`: what this one request carries besides. */
export function verdictOf({ about, fixed, looksAt, plain }: Matter, context: Context): Verdict {
  if (looksAt.size > 0)
    for (const key in context) if (looksAt.has(key.toLowerCase())) return weighed(about, { ...fixed, ...context });
  return plain;
}

function weighed(about: Matter['about'], context: Context): Verdict {
  const matching = about.filter(({ statement }) => permits(statement, context));
  if (matching.some(({ statement }) => statement.Effect === 'Deny')) return { denied: 'by a statement' };
  if (matching.length === 0) return { denied: 'by none' };
  return { allowed: matching.flatMap(({ pairs }) => pairs) };
}
