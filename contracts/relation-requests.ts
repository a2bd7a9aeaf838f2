/** What is sent about two tickets, or about many. */
import * as z from 'zod/mini';
import { LINK_KINDS } from '../core/domain/relations.ts';
import { agentId, name, priority, text } from './common.ts';

const LONGEST_TEXT = 10_000;
const ticket = text(64).check(z.describe('Id or code of a ticket'));

export const merge = z.strictObject({ into: ticket, reason: z.optional(text(1000)) });
export const link = z.strictObject({
  to: ticket,
  as: z
    .enum(LINK_KINDS)
    .check(z.describe('What the other ticket is to this one; problem: this one is an incident of it')),
});
export const unlink = z.strictObject({ to: ticket });
export const split = z.strictObject({
  seq: z.int().check(z.gte(1), z.describe('Of the message in the timeline')),
  category: z.optional(name).check(z.describe('Of the new ticket; else it is found in the text')),
});
const awaited = z
  .union([z.enum(['all', 'any']), z.int().check(z.gte(1), z.lte(20))])
  .check(z.describe('How many of its sub-tickets it waits for'));
export const openSub = z.strictObject({
  subject: text(200),
  description: text(LONGEST_TEXT),
  category: z.optional(name),
  queue: z.optional(name).check(z.describe("Instead of the category's own")),
  wait: z
    .optional(z.strictObject({ for: awaited }))
    .check(z.describe('The ticket waits for its sub-tickets from now on: in hand, it goes on hold for them')),
});
export const awaitSubs = z.strictObject({ for: awaited });

const MOST_IN_BULK = 100;

const reason = z.optional(text(1000));
const tags = z._default(z.array(text(40)).check(z.maxLength(20)), []);
const message = z.strictObject({ text: text(LONGEST_TEXT) });
const given = <V extends string, B extends z.ZodMiniType>(verb: V, body: B) =>
  z.strictObject({ verb: z.literal(verb), body });
/** The bodies of the commands of one ticket, as far as they make sense for many. */
const bulkCommand = z.discriminatedUnion('verb', [
  given('reply', message),
  given('note', message),
  given('tag', z.strictObject({ add: tags, remove: tags })),
  given('close', z.strictObject({})),
  given('resolve', z.strictObject({ code: name, text: text(LONGEST_TEXT) })),
  given('queue', z.strictObject({ queue: z.optional(name), reason })),
  given(
    'transfer',
    z.strictObject({
      ...{ queue: name, team: z.optional(name), agent: z.optional(agentId) },
      ...{ reason: text(1000), note: z.optional(text(LONGEST_TEXT)) },
    }),
  ),
  given('classify', z.strictObject({ category: z.optional(name), priority: z.optional(priority) })),
  given('assign', z.strictObject({ agent: agentId, reason })),
]);
export type BulkCommand = z.infer<typeof bulkCommand>;

export const bulk = z
  .strictObject({
    tickets: z.optional(z.array(ticket).check(z.minLength(1), z.maxLength(MOST_IN_BULK))),
    incidentsOf: z.optional(ticket).check(z.describe('A problem: all tickets that are linked to it as incidents')),
    command: bulkCommand,
  })
  .check(
    z.refine(
      ({ tickets, incidentsOf }) => (tickets === undefined) !== (incidentsOf === undefined),
      'Give tickets, or the problem whose incidents are meant',
    ),
  );
