/**
 * Parts that requests and answers share. In zod's small dialect, as everything that functions load: all of zod takes a fifth
 * of the time that a function needs to start.
 */
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { LANGUAGES, PHASES, PRIORITIES, TIERS } from '../core/domain/vocabulary.ts';

z.config(en()); // the small dialect has no words of its own

/** Half of a surrogate pair is no text: no store would give it back as it came. */
export const text = (longest: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(longest),
    z.refine((value) => value.isWellFormed(), 'The text holds half a character: a surrogate without its other half'),
  );

export const ticketId = z.templateLiteral(['tkt_', z.string()]).check(z.describe('Id of a ticket'));
export const agentId = z
  .string()
  .check(
    z.regex(/^agt_[0-9A-Za-z_-]{1,60}$/, 'An agent id looks like agt_lin'),
    z.describe('Id of an agent'),
  ) as unknown as z.ZodMiniType<`agt_${string}`, `agt_${string}`>;
export const ticketCode = z.string().check(z.describe('Eight characters for people, Crockford base 32'));
export const instant = z.iso.datetime().check(z.describe('ISO 8601, UTC'));
export const phase = z.enum(PHASES);
export const priority = z.enum(PRIORITIES);
export const tier = z.enum(TIERS);
export const language = z.enum(LANGUAGES);
/** A name of the policy, e.g. of a queue or category. */
export const name = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'A name is lower-case letters, digits and hyphens'));

/** A date. */
export const day = z.iso.date();
