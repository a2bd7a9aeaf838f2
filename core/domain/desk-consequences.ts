/** The events that follow from what people do at the desk beside bringing a ticket to its end, see consequences.ts. */
import { changedWhileSolved } from './approving.ts';
import { MOST_ATTACHMENTS } from './attachment.ts';
import { isForgotten } from './attachment-limits.ts';
import type { Context } from './context.ts';
import type { DeskCommand } from './desk-commands.ts';
import { withFields } from './desk-evolve.ts';
import type { TicketEvent } from './events.ts';
import { fieldsSet, stepTaken } from './filling-in.ts';
import { absorbed, merged, released, unmerged } from './merging.ts';
import { type Refusal, refuse } from './refusals.ts';
import { assigned } from './rerouting.ts';
import { awaited, subChanged, subOpened } from './sub-tickets.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes } from './time.ts';

type Given<T extends DeskCommand['type']> = Extract<DeskCommand, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

const MOST_FOLLOWERS = 20;
const MOST_TAGS = 40;
const MOST_LINKS = 100;
const MOST_PARTIES = 10;

/** `runMacro` is given as the commands that the macro stands for, see decide.ts. */
export const deskConsequences = (
  ticket: Ticket,
  command: Exclude<DeskCommand, { type: 'runMacro' }>,
  context: Context,
): Consequences => {
  switch (command.type) {
    case 'tag':
      return tagged(ticket, command);
    case 'follow':
      return followed(ticket, command, context);
    case 'unfollow':
      return ticket.followers.includes(command.who)
        ? [{ type: 'ticket.unfollowed', data: { who: command.who } }]
        : refuse('nothing-to-change', `${command.who} does not follow the ticket.`);
    case 'setFields':
      return fieldsChanged(ticket, command, context);
    case 'takeStep':
      return stepTaken(ticket, command, context);
    case 'attach':
      return ticket.attachments.filter((each) => !isForgotten(each, context.now)).length >= MOST_ATTACHMENTS
        ? refuse('too-many', `A ticket has at most ${MOST_ATTACHMENTS} attachments: remove one that is not needed.`)
        : [{ type: 'ticket.attachment-added', data: { attachment: command.attachment } }];
    case 'checkAttachment': {
      const { type: _, ...data } = command;
      const known = ticket.attachments.find(({ id }) => id === data.id);
      return known?.state === 'awaited' ? [{ type: 'ticket.attachment-checked', data }] : [];
    }
    case 'removeAttachment':
      if (ticket.legalHold)
        return refuse(
          'not-permitted',
          'The ticket is under legal hold: nothing of it is removed until an operator lifts it.',
        );
      return ticket.attachments.some(({ id }) => id === command.id)
        ? [{ type: 'ticket.attachment-removed', data: { id: command.id } }]
        : refuse('unknown-attachment', `The ticket has no attachment ${command.id}: read it again.`);
    case 'sendBack':
      return sentBack(ticket, command, context);
    case 'askParty':
      return partyAsked(ticket, command, context);
    case 'answerAsParty':
      return partyAnswered(ticket, command, context);
    case 'openSub':
      return subOpened(ticket, command);
    case 'subChanged':
      return subChanged(ticket, command);
    case 'awaitSubs':
      return awaited(ticket, command);
    case 'split':
      return [{ type: 'ticket.split', data: { seq: command.seq, into: command.into } }];
    case 'link':
      return linked(ticket, command);
    case 'unlink':
      return ticket.links.some(({ id }) => id === command.to.id)
        ? [{ type: 'ticket.unlinked', data: { to: command.to } }]
        : refuse('nothing-to-change', `The ticket is not linked with ${command.to.code}.`);
    case 'merge':
      return merged(ticket, command);
    case 'absorb':
      return absorbed(ticket, command);
    case 'unmerge':
      return unmerged(ticket, command);
    case 'release':
      return released(ticket, command);
    case 'reveal':
      return [{ type: 'ticket.revealed', data: { fields: command.fields, reason: command.reason } }];
    case 'redact':
      return [{ type: 'ticket.redacted', data: { events: command.events, reason: command.reason } }];
    case 'erase':
      return ticket.legalHold ? [] : [{ type: 'ticket.erased', data: { afterDays: command.afterDays } }];
    case 'holdForLaw':
      return (ticket.legalHold ?? false) === command.on
        ? refuse('nothing-to-change', `The legal hold is ${command.on ? 'on' : 'off'} already.`)
        : [{ type: 'ticket.legal-hold', data: { on: command.on, reason: command.reason } }];
    case 'revokeLink':
      return [{ type: 'ticket.link-revoked', data: command.reason === undefined ? {} : { reason: command.reason } }];
    case 'rate':
      return ticket.stars !== undefined
        ? refuse('already-rated', 'This answer has been rated already. Thank you.')
        : [
            {
              type: 'ticket.rated',
              data: {
                stars: command.stars,
                ...(command.comment !== undefined && { comment: command.comment }),
                ...(command.reasons && { reasons: command.reasons }),
                ...(command.useful && { useful: command.useful }),
                language: ticket.language,
              },
            },
          ];
    default: {
      const unknown: never = command;
      throw new Error(`Unknown command ${JSON.stringify(unknown)}`);
    }
  }
};

/** Values that are being approved are no longer the same: it is asked anew. */
const fieldsChanged = (ticket: Ticket, command: Given<'setFields'>, context: Context): Consequences => {
  const events = fieldsSet(ticket, command, context);
  if ('refused' in events || (ticket.phase !== 'approval' && ticket.phase !== 'review')) return events;
  const [event] = events;
  if (event?.type !== 'ticket.fields-set') return events;
  const { fields } = event.data;
  const changed = { ...ticket, ...withFields(ticket, fields) };
  const anew = changedWhileSolved(ticket, changed, Object.keys(fields), command, context);
  return 'refused' in anew ? anew : [...events, ...anew];
};

const tagged = (ticket: Ticket, command: Given<'tag'>): Consequences => {
  const remove = command.remove.filter((tag) => ticket.tags.includes(tag));
  const add = [...new Set(command.add)].filter((tag) => !ticket.tags.includes(tag));
  if (add.length + remove.length === 0) return refuse('nothing-to-change', 'The ticket has these tags already.');
  if (ticket.tags.length - remove.length + add.length > MOST_TAGS)
    return refuse('too-many', `A ticket has at most ${MOST_TAGS} tags.`);
  return [{ type: 'ticket.tagged', data: { add, remove } }];
};

const followed = (ticket: Ticket, { who }: Given<'follow'>, { actor }: Context): Consequences => {
  if (
    who !== actor.id &&
    !actor.roles.includes('supervisor') &&
    ticket.phase !== 'queued' &&
    !isAssignee(ticket, actor.id)
  )
    return refuse(
      'not-permitted',
      'Others are added by the assignee or a supervisor; anybody may follow for themselves.',
    );
  if (ticket.followers.includes(who)) return refuse('nothing-to-change', `${who} follows the ticket already.`);
  return ticket.followers.length >= MOST_FOLLOWERS
    ? refuse('too-many', `A ticket has at most ${MOST_FOLLOWERS} followers.`)
    : [{ type: 'ticket.followed', data: { who } }];
};

const isAssignee = (ticket: Ticket, id: string): boolean => 'assignee' in ticket && ticket.assignee.id === id;

const sentBack = (ticket: Ticket, { to, reason }: Given<'sendBack'>, context: Context): Consequences => {
  const { cameFrom } = ticket;
  if (!cameFrom || cameFrom.assignee.id !== to.id)
    return refuse('nobody-to-send-back-to', 'Nobody handed the ticket over: transfer it instead.');
  return [
    { type: 'ticket.transferred', data: { queue: cameFrom.queue, reason, back: true } },
    assigned(ticket, to, 'sentBack', context),
  ];
};

/** The ticket waits for them, as it does for any third party. */
const partyAsked = (ticket: Ticket, { party, text }: Given<'askParty'>, { now, policy }: Context): Consequences => {
  if (ticket.parties.length >= MOST_PARTIES)
    return refuse('too-many', `At most ${MOST_PARTIES} outside parties are asked about one ticket.`);
  const { limitMinutes, remind } = policy.hold.reasons.thirdParty;
  const until = addMinutes(now, limitMinutes);
  const remindAt = remind ? { remindAt: addMinutes(now, Math.round(limitMinutes / 2)) } : {};
  return [
    { type: 'ticket.party-asked', data: { party, text } },
    { type: 'ticket.held', data: { for: 'thirdParty', until, ...remindAt } },
  ];
};

const partyAnswered = (ticket: Ticket, { party, text }: Given<'answerAsParty'>, { now }: Context): Consequences => {
  const asked = ticket.parties.find(({ id }) => id === party);
  if (!asked) return refuse('link-not-valid', 'This link is not of a party of the ticket.');
  if (asked.expiresAt <= now) return refuse('link-expired', 'This link is no longer good: ask for a new one.');
  const event: TicketEvent = { type: 'ticket.party-answered', data: { party, text } };
  const others = ticket.parties.some(({ id, answeredAt }) => id !== party && answeredAt === undefined);
  const goesOn = ticket.phase === 'onHold' && ticket.hold.for === 'thirdParty' && !others;
  return goesOn ? [event, { type: 'ticket.resumed', data: { because: 'party' } }] : [event];
};

const linked = (ticket: Ticket, { to }: Given<'link'>): Consequences => {
  if (to.id === ticket.id) return refuse('same-ticket', 'A ticket cannot be linked with itself.');
  if (ticket.links.some(({ id, as }) => id === to.id && as === to.as))
    return refuse('nothing-to-change', `The ticket is linked with ${to.code} so already.`);
  return ticket.links.length >= MOST_LINKS && !ticket.links.some(({ id }) => id === to.id)
    ? refuse('too-many', `A ticket has at most ${MOST_LINKS} links.`)
    : [{ type: 'ticket.linked', data: { to } }];
};
