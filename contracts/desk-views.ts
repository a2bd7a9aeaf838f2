/** What a ticket shows of the work on it, beside where it stands. */
import * as z from 'zod';
import { FIELD_TYPES } from '../core/domain/forms/form.ts';
import { LINK_KINDS, PARTY_KINDS } from '../core/domain/relations.ts';
import { instant, language, ticketCode, ticketId } from './common.ts';

const titles = z.object({ zh: z.string(), en: z.string() });
const reference = z.object({ id: ticketId, code: ticketCode });
const person = z.object({ id: z.string(), team: z.string(), name: z.string() });

/** Somebody who has a ticket before them. */
const attending = z.object({
  agent: z.string(),
  name: z.string().optional().describe('Of the assignee'),
  state: z.enum(['viewing', 'writing']),
  until: instant.check(z.describe('It ends then, unless their client says it again')),
});

export const attended = z.object({
  id: ticketId,
  until: instant,
  present: z.array(attending).describe('Who else is there'),
});

const fieldView = z.object({
  value: z.union([z.string(), z.number()]).describe('Personal data masked'),
  from: z.enum(['person', 'text']).describe('text: found in what was written, nobody has confirmed it'),
});

const stepView = z.object({
  name: z.string(),
  title: titles.optional().describe('None when the checklist has it no longer'),
  required: z
    .enum(['always', 'depends', 'never'])
    .describe('Before it is resolved; depends: on the code, or the ticket'),
  evidence: z.boolean().describe('It is taken with an attachment'),
  done: z.boolean(),
});

export const attachmentView = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  sha256: z.string(),
  state: z.enum(['awaited', 'clean', 'refused']),
  shown: z.boolean().describe('The customer may see it'),
  by: z.string(),
});

const subView = reference.extend({ title: z.string(), done: z.boolean() });

const partyView = z.object({
  id: z.string(),
  kind: z.enum(PARTY_KINDS),
  name: z.string(),
  email: z.string().optional().describe('Masked'),
  language,
  askedAt: instant,
  expiresAt: instant,
  answeredAt: z.optional(instant),
});

/** What a ticket carries of it. */
export const workView = {
  fields: z.record(z.string(), fieldView).describe('Of the form of its category'),
  steps: z.array(stepView).describe('The checklist of its category'),
  attachments: z.array(attachmentView),
  links: z.array(reference.extend({ as: z.enum(LINK_KINDS).describe('What the other one is to this one') })),
  subs: z.array(subView).describe('Parts of the work that others do in tickets of their own'),
  awaits: z
    .union([z.enum(['all', 'any']), z.int()])
    .optional()
    .describe('How many of them it waits for; without it all'),
  parent: reference.optional().describe('The ticket of which it does a part'),
  splitFrom: reference.optional(),
  absorbed: z.array(reference).describe('Tickets that were merged into it'),
  into: reference.optional().describe('The ticket that it was merged into'),
  mergedAt: z.optional(instant),
  parties: z.array(partyView).describe('Who was asked outside the desk'),
  cameFrom: z.object({ assignee: person, queue: z.string() }).optional().describe('Who handed it over last'),
  mentioned: z.array(z.string()).describe('Who was asked to look at it'),
  stars: z.int().optional().describe('1 to 5: how the customer rated the answer'),
  legalHold: z.literal(true).optional().describe('Its data is kept'),
  present: z.array(attending).describe('Who has it before them'),
};

/** What a rule of the desk offers: a form to fill in. */
export const formView = z.object({
  category: z.string(),
  title: titles,
  intro: titles.describe('What the customer is told before the questions'),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema 2020-12 of the values, for a new request'),
  layout: z.array(z.object({ title: titles, rows: z.array(z.array(z.string())) })),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(FIELD_TYPES),
      title: titles,
      help: titles.optional(),
      question: titles.optional().describe('What the customer is asked'),
      required: z.enum(['never', 'atCreation', 'atResolution']),
      when: z.record(z.string(), z.unknown()).optional().describe('Only then it is asked'),
      fromText: z.boolean().describe('It is filled from what the customer writes'),
      currency: z.string().optional(),
      options: z.array(z.object({ name: z.string(), title: titles })).optional(),
    }),
  ),
});
export type FormView = z.infer<typeof formView>;

export const formSummary = z.object({ category: z.string(), title: titles, fields: z.int() });

export const checklistView = z.object({
  category: z.string(),
  steps: z.array(
    z.object({
      name: z.string(),
      title: titles,
      required: z
        .union([z.boolean(), z.record(z.string(), z.unknown())])
        .describe('Always, never, or when all this holds'),
      evidence: z.boolean(),
    }),
  ),
});

export const resolutionCodeView = z.object({
  name: z.string(),
  title: titles,
  categories: z.array(z.string()).optional().describe('None named: for all'),
  needs: z.object({ steps: z.array(z.string()), fields: z.array(z.string()) }),
});

export const macroView = z.object({
  name: z.string(),
  title: titles,
  categories: z.array(z.string()).optional().describe('None named: for all'),
  inputs: z.array(z.string()).describe('Fields that whoever runs it gives'),
  actions: z.array(z.object({ do: z.string() }).catchall(z.unknown())).describe('What it does, in order'),
});

/** Of an outside party that was asked. */
export const askedView = z.object({
  id: z.string(),
  expiresAt: instant,
  link: z.string().optional().describe('By which they answer; it is a key: for them alone'),
});
