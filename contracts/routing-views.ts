/** What the API tells of queues, and why a ticket goes where it goes. */
import * as z from 'zod';
import { SKILL_TIERS, STRATEGIES } from '../core/domain/routing/route.ts';
import { COLOURS, FACTORS } from '../core/domain/routing/routing-policy.ts';
import { instant, phase, priority } from './common.ts';
import { ABSENCES } from './views.ts';

export const queueView = z.object({
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  teams: z.array(z.string()),
  strategy: z.enum(STRATEGIES),
  backlog: z.int(),
  oldestMinutes: z.number().optional().describe('How long the one waits that waits longest'),
  drainPerMinute: z.number().optional().describe('Tickets that find an agent, per minute, lately'),
  colour: z.enum(COLOURS).optional().describe('Nothing yet when nobody has looked at the queue so far'),
  since: z.optional(instant).describe('When it got this colour'),
  at: z.optional(instant).describe('When it was last looked at'),
});
export type QueueView = z.infer<typeof queueView>;

export const SKIPS = [
  ...ABSENCES,
  'notAnAgent',
  'full',
  'tooManyAtOnce',
  'excluded',
  'unskilled',
  'pausedWork',
] as const;
const skip = z.enum(SKIPS);
const agent = z.object({ id: z.string(), name: z.string(), team: z.string() });
const skill = z.object({ skill: z.string(), level: z.int(), tier: z.literal([...SKILL_TIERS]) });

const step = z.object({
  kind: z.enum(['leavesPool', 'dropSkills', 'askTeam', 'lastResort']),
  tier: z.int().optional().describe('Of dropSkills: which tier is asked for no longer'),
  team: z.string().optional().describe('Of askTeam'),
});

const factor = z.object({
  name: z.enum(FACTORS),
  value: z.number().describe('0 to 1'),
  weight: z.number(),
});

const live = z.object({
  at: instant,
  units: z.int().describe('Of the capacity of an agent'),
  rank: z.int().describe('How urgent it is, in minutes of waiting; the highest comes first'),
  colour: z.enum(COLOURS),
  pushed: z.boolean().describe('Whether somebody is chosen at all: not while it waits in a pool'),
  teams: z.array(z.string()).describe('Those that are asked by now, in this order'),
  skills: z.array(skill).describe('What an agent must still have'),
  candidates: z.array(z.object({ agent, score: z.number(), factors: z.array(factor) })).describe('Best first'),
  skipped: z.array(
    z.object({
      agent,
      because: z.array(skip).describe('Everything that is in the way'),
      lacking: z.array(z.object({ skill: z.string(), level: z.int(), has: z.int() })).optional(),
      freeUnits: z.int().optional().describe('Of full: what they have left'),
      until: z.optional(instant).describe('Of tooManyAtOnce: when they may get the next one'),
    }),
  ),
  relaxed: z.array(step).describe('What waiting has changed so far'),
  toCome: z.array(step.extend({ at: instant })).describe('What waiting will change, and when'),
  lastResort: z.string().describe('Who gets it at the end: supervisor, or the id of an agent'),
  remedies: z
    .array(z.object({ changes: z.array(skip), agents: z.array(z.string()) }))
    .describe(
      'What would have to change while there is no candidate: the shortest ways, each with those whom it would help',
    ),
});

export const routingView = z.object({
  id: z.string(),
  code: z.string(),
  phase,
  priority,
  queue: z.string(),
  rule: z.string().optional().describe('The rule that matched; none: the queue of the category'),
  strategy: z.enum(STRATEGIES),
  teams: z.array(z.string()).describe('The primary one first'),
  skills: z.array(skill).describe('What is asked for at first'),
  repeatOf: z.string().optional(),
  live: live.optional().describe('Of a waiting ticket: the calculation as it stands now'),
  assigned: z
    .object({
      seq: z.int(),
      time: instant,
      assignee: agent,
      by: z.string(),
      reason: z.string().optional(),
      routing: z
        .object({
          rule: z.string().optional(),
          strategy: z.enum(STRATEGIES),
          relaxed: z.array(step),
          candidates: z.array(z.object({ agent: z.string(), score: z.number(), factors: z.array(factor) })),
          skipped: z.array(z.object({ because: skip, count: z.int() })),
        })
        .optional()
        .describe('When the router chose; as it looked then. The weights are those of now'),
    })
    .optional()
    .describe('The last assignment'),
});
export type RoutingView = z.infer<typeof routingView>;
export type LiveRouting = NonNullable<RoutingView['live']>;
export type RoutingStep = z.infer<typeof step>;
