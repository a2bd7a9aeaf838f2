/** What events say of the way a ticket found its agent. */
import * as z from 'zod';
import { SKILL_TIERS, STRATEGIES } from '../core/domain/routing/route.ts';
import { FACTORS } from '../core/domain/routing/routing-policy.ts';
import { SKIPS } from './routing-views.ts';

export const agentId = z.templateLiteral(['agt_', z.string()]);
export const list = <T extends z.core.$ZodType>(item: T) => z.array(item).readonly();

const strategy = z.enum(STRATEGIES);
const share = z.number().describe('0 to 1');
const tier = z.literal([...SKILL_TIERS]);

export const route = z
  .object({
    rule: z.string().optional(),
    skills: list(z.object({ skill: z.string(), level: z.int(), tier })),
    strategy: strategy.optional(),
    teams: list(z.string()).optional(),
  })
  .describe('What the first rule that matched asks for; no rule: none did');

const relaxation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dropSkills'), tier }),
  z.object({ kind: z.literal('askTeam'), team: z.string() }),
  z.object({ kind: z.literal('lastResort') }),
]);

export const routing = z
  .object({
    rule: z.string().optional(),
    strategy,
    relaxed: list(relaxation).describe('What was no longer asked for, and who was asked besides'),
    candidates: list(z.object({ agent: agentId, score: share, factors: z.record(z.enum(FACTORS), share) })).describe(
      'The chosen one and the next best',
    ),
    skipped: z.partialRecord(z.enum(SKIPS), z.int()).describe('How many were left out, by reason'),
  })
  .describe('Why this agent, when the router chose');
