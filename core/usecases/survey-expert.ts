/** Experts look into a low rating in a ticket of its own, which is opened once, whatever is told twice. One transaction. */
import type { Context } from '../domain/context.ts';
import { type Decision, decide, openTicket } from '../domain/decide.ts';
import { silentOf } from '../domain/messages/silent.ts';
import { isRefusal } from '../domain/refusals.ts';
import { urgencyOf } from '../domain/routing/urgency.ts';
import { expertRequest } from '../domain/survey/expert-request.ts';
import type { Answered } from '../domain/survey/survey.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Ids } from '../ports.ts';
import type { ChangePorts } from './change-ticket.ts';
import { linked } from './join-request.ts';
import { referenceOf } from './other-ticket.ts';

const ATTEMPTS = 5;

/** Throws when others kept changing the rated ticket. */
export const openForExperts = async (
  ports: ChangePorts & { readonly ids: Ids },
  about: { readonly ticket: Ticket; readonly answered: Answered; readonly correlation: string },
): Promise<void> => {
  const { tickets, ids, time } = ports;
  const policy = await ports.policies.active();
  let rated = about.ticket;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const context: Context = { now: time.now(), policy, correlation: about.correlation, actor: SURVEYS };
    const made = { id: ids.ticketId(), code: ids.code() };
    const request = expertRequest(rated, about.answered, policy);
    const opened = openTicket({ ...request, ...made, type: 'open' }, context);
    const both = linked(opened, rated, context);
    const { ticket: after, events } = both?.decision ?? knowing(opened, rated, context);
    const result = await tickets.commit({
      ...{ before: undefined, after, events, wakes: false, urgency: urgencyOf(after, policy) },
      silent: silentOf(events, after, context),
      intake: { bodyHash: request.uniqueId },
      ...(both && { others: [both.other] }),
    });
    if (result === 'committed' || result === 'intake-taken') return;
    await time.jitter(attempt);
    rated = (await tickets.current(rated.id)) ?? rated;
  }
  throw new Error(`${about.ticket.id} kept changing while its low rating was followed.`);
};

const SURVEYS = { kind: 'system', id: 'surveys', roles: ['system'] } as const;

/** A ticket that is archived hears of nothing any more; the new one knows of it all the same. */
const knowing = (opened: Decision, rated: Ticket, context: Context): Decision => {
  const knows = decide(opened.ticket, { type: 'link', to: { ...referenceOf(rated), as: 'related' } }, context);
  return isRefusal(knows) ? opened : { ticket: knows.ticket, events: [...opened.events, ...knows.events] };
};
