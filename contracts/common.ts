import * as z from 'zod';
import { LANGUAGES, PHASES, PRIORITIES, TIERS } from '../core/domain/ticket.ts';

/** Half of a surrogate pair is no text: no store would give it back as it came. */
export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => value.isWellFormed(), 'The text holds half a character: a surrogate without its other half');

export const ticketId = z.templateLiteral(['tkt_', z.string()]).describe('Id of a ticket');
export const agentId = z
  .string()
  .regex(/^agt_[0-9A-Za-z_-]{1,60}$/, 'An agent id looks like agt_lin')
  .describe('Id of an agent') as unknown as z.ZodType<`agt_${string}`>;
export const ticketCode = z.string().describe('Eight characters for people, Crockford base 32');
export const instant = z.iso.datetime().describe('ISO 8601, UTC');
export const phase = z.enum(PHASES);
export const priority = z.enum(PRIORITIES);
export const tier = z.enum(TIERS);
export const language = z.enum(LANGUAGES);
/** A name of the policy, e.g. of a queue or category. */
export const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'A name is lower-case letters, digits and hyphens');
