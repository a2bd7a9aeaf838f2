/** What is sent of the work on a ticket: who talks, what is filled in, who is asked. */
import * as z from 'zod/mini';
import { PARTY_KINDS } from '../core/domain/relations.ts';
import { agentId, language, name, text } from './common.ts';

const LONGEST_TEXT = 10_000;
const MOST_ATTACHMENTS = 10;

const attachmentId = z
  .string()
  .check(
    z.regex(/^att_[0-9A-Za-z_-]{1,60}$/, 'An attachment id looks like att_…'),
    z.describe('Id of an attachment of the ticket'),
  ) as unknown as z.ZodMiniType<`att_${string}`, `att_${string}`>;
const attachments = z.optional(z.array(attachmentId).check(z.minLength(1), z.maxLength(MOST_ATTACHMENTS)));

export const reply = z.strictObject({ text: text(LONGEST_TEXT), attachments });
export const note = z.strictObject({
  text: text(LONGEST_TEXT),
  mentions: z
    .optional(z.array(agentId).check(z.minLength(1), z.maxLength(20)))
    .check(z.describe('Who is asked to look at it: from now on they may read the ticket')),
  attachments,
});

const tags = z._default(z.array(text(40)).check(z.maxLength(20)), []);
export const tag = z
  .strictObject({ add: tags, remove: tags })
  .check(z.refine(({ add, remove }) => add.length + remove.length > 0, 'Name tags to add or to remove'));

const addressee = z
  .string()
  .check(
    z.regex(
      /^(?:supervisor|assignee|team:[a-z][a-z0-9-]{0,39}|agt_[0-9A-Za-z_-]{1,60})$/,
      'Write supervisor, assignee, team:<name> or an agent id such as agt_lin',
    ),
  ) as unknown as z.ZodMiniType<Addressee, Addressee>;
type Addressee = 'supervisor' | 'assignee' | `team:${string}` | `agt_${string}`;
export const follow = z.strictObject({ who: z.optional(addressee).check(z.describe('Default: me')) });

const fieldKey = {
  error: ({ code }: { readonly code?: string }) =>
    code === 'invalid_key' ? 'The name of a field is lower-case letters, digits and hyphens' : undefined,
};
const MOST_FIELDS = 100;
const fewFields = z.refine(
  (given: unknown) => Object.keys(given as object).length <= MOST_FIELDS,
  `At most ${MOST_FIELDS} fields`,
);
const value = z.union([text(LONGEST_TEXT), z.number()]);
/** As people write them: the form of the category checks them, and brings them into their normal form. */
export const fields = z.record(name, value, fieldKey).check(fewFields);
export const setFields = z.strictObject({
  fields: z.record(name, z.nullable(value), fieldKey).check(
    fewFields,
    z.refine((given) => Object.keys(given).length > 0, 'Name at least one field'),
    z.describe('null empties a field'),
  ),
});

export const takeStep = z.strictObject({
  step: name.check(z.describe('Of the checklist of the category')),
  note: z.optional(text(1000)),
  knowledge: z.optional(text(200)).check(z.describe('Article of the knowledge base that was followed')),
  evidence: attachments,
});
export const macro = z.strictObject({
  macro: name,
  inputs: z._default(fields, {}).check(z.describe('Values of the fields that it asks for')),
});

export const transfer = z
  .strictObject({
    queue: z.optional(name).check(z.describe('Default: the one in which it is')),
    team: z.optional(name).check(z.describe('This team of the queue alone')),
    agent: z.optional(agentId),
    reason: text(1000),
    note: z.optional(text(LONGEST_TEXT)).check(z.describe('For whoever gets it')),
  })
  .check(
    z.refine(
      ({ queue, team, agent }) => queue !== undefined || team !== undefined || agent !== undefined,
      'Say to which queue, team or agent',
    ),
    z.refine(({ team, agent }) => team === undefined || agent === undefined, 'Name a team or an agent, not both'),
  );
export const sendBack = z.strictObject({ reason: text(1000) });

const LONGEST_LINK_DAYS = 30;
export const askParty = z.strictObject({
  kind: z.enum(PARTY_KINDS),
  name: text(100),
  email: z.optional(z.email().check(z.maxLength(254))).check(z.describe('Without it, hand the link on yourself')),
  language: z.optional(language).check(z.describe('Default: that of the ticket')),
  text: text(LONGEST_TEXT).check(z.describe('What they are asked; they see nothing else of the ticket')),
  days: z
    ._default(z.int().check(z.gte(1), z.lte(LONGEST_LINK_DAYS)), 7)
    .check(z.describe('For which their link is good')),
});
export const revokeLink = z.strictObject({ reason: z.optional(text(1000)) });

export const attend = z.strictObject({
  state: z.enum(['viewing', 'writing']).check(z.describe('It ends after 30 s: say it again')),
});
