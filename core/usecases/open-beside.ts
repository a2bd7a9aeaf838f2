/** A ticket that comes out of another one: opened in the same transaction, of the same customer, by the same channel. */
import type { Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { openTicket } from '../domain/decide.ts';
import { silentOf } from '../domain/messages/silent.ts';
import type { Policy } from '../domain/policy.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { urgencyOf } from '../domain/routing/urgency.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { OtherChange } from '../ports.ts';

type Beside = Pick<Open, 'id' | 'code' | 'uniqueId' | 'subject' | 'description'> &
  Partial<Pick<Open, 'category' | 'queue' | 'parent' | 'splitFrom' | 'related'>>;

/** What it takes over from the other one; earlier tickets of the customer say nothing of it. */
export const openedBeside = (ticket: Ticket, request: Beside, context: Context): Ticket =>
  decided(ticket, request, context).ticket;

export const openingBeside = (ticket: Ticket, request: Beside, context: Context): OtherChange => {
  const { ticket: after, events } = decided(ticket, request, context);
  return {
    before: undefined,
    after,
    events,
    wakes: false,
    silent: silentOf(events, after, context),
    urgency: urgencyOf(after, context.policy),
    intake: { bodyHash: request.uniqueId },
  };
};

const decided = (ticket: Ticket, request: Beside, context: Context) => {
  const { channel, language, customer, orders } = ticket;
  const open = { channel, language, customer, orders, impact: 'one', tags: [], related: [], earlier: [] } as const;
  return openTicket({ type: 'open', ...open, ...request }, context);
};

/** What somebody named that the policy does not have. */
export const unknownIn = (
  { category, queue }: { readonly category?: string; readonly queue?: string },
  { categories, queues }: Policy,
): Refusal | undefined => {
  if (category !== undefined && !categories.some(({ name }) => name === category))
    return refuse(
      'unknown-category',
      `There is no category ${category}. The categories are: ${categories.map(({ name }) => name).join(', ')}.`,
    );
  return queue === undefined || queues.some(({ name }) => name === queue)
    ? undefined
    : refuse(
        'unknown-queue',
        `There is no queue ${queue}. The queues are: ${queues.map(({ name }) => name).join(', ')}.`,
      );
};
