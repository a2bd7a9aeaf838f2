/**
 * Finds out which grant is needed for what. At first nobody may do anything. An act is played; what it was denied by name is given
 * back, and it is played again, until it is denied nothing; so on with the next act. Few plays do: each gives back one grant of
 * everybody who came so far, and the first ones end early. That a grant was missed while others were missing says as much as if
 * it had been the only one: up to the denied call the play is one with all grants, which uses it (`used`), and no other grant of its holder
 * would do (`coveredTwice`).
 */
import type { Act } from './acts.ts';
import type { TemplateGrant } from './grants.ts';
import type { Theatre } from './theatre.ts';

export interface Found {
  /** The act that missed each grant. */
  readonly missedIn: ReadonlyMap<TemplateGrant, string>;
  /** Those that an act uses to which nothing is denied. */
  readonly used: ReadonlySet<TemplateGrant>;
  /** What was denied though no template ever allowed it, or was said in a play without any denial. */
  readonly unexpected: readonly string[];
  readonly plays: number;
}

const IS_DENIAL = /^access denied: /;

export async function findMissing(theatre: Theatre, acts: readonly Act[]): Promise<Found> {
  const missing = new Set(theatre.grants);
  const missedIn = new Map<TemplateGrant, string>();
  const used = new Set<TemplateGrant>();
  const unexpected: string[] = [];
  let plays = 0;
  for (const act of acts) {
    const lacks = act.lacks ?? (() => false);
    for (let last = false; !last; plays += 1) {
      const played = await theatre.play(act, new Set(theatre.grants.filter((one) => missing.has(one) || lacks(one))));
      const news = played.missed.filter((grant) => missing.delete(grant));
      for (const grant of news) missedIn.set(grant, act.name);
      last = act.lacks !== undefined || news.length === 0;
      const isWhole = last && !act.lacks;
      if (isWhole) for (const grant of played.used) used.add(grant);
      const isStrange = (line: string): boolean => isWhole || IS_DENIAL.test(line);
      unexpected.push(...played.others.filter(isStrange).map((line) => `${act.name}: ${line}`));
    }
  }
  return { missedIn, used, unexpected, plays };
}
