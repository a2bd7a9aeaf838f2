/** What is written to whom when something happens: plain messages in the language of the ticket. */
import { isRunning, PROMISES } from './clocks/clock.ts';
import type { Recorded, TicketEscalated } from './events.ts';
import type { Audience, Draft, Facts } from './messages/template.ts';
import * as customer from './messages/to-customers.ts';
import * as parties from './messages/to-parties.ts';
import * as desk from './messages/to-the-desk.ts';
import { escalated, taskOpened, tasksOf } from './messages/to-those-above.ts';
import { mentioned, toFollowers } from './messages/to-those-who-follow.ts';
import type { Policy } from './policy.ts';
import { maskText } from './privacy/mask.ts';
import { promiseText, zoneOf } from './promise-text.ts';
import { runningPromotion } from './promotions.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './time.ts';

export interface Message {
  /** In this order; whoever is several of them gets one message. */
  readonly to: readonly Audience[];
  /** Id of somebody who is not told, though they may be among them: they did it. */
  readonly except?: string;
  readonly subject: string;
  readonly text: string;
}

export interface Surroundings {
  /** Where the customer follows the ticket. */
  readonly link: string;
  readonly policy: Policy;
  /** When it is written. */
  readonly now: Instant;
}

/**
 * None for an event that nobody is told of; of a part of the work the customer hears nothing. Whoever is meant by several messages of one
 * event gets the first of them.
 */
export const messagesFor = (event: Recorded, ticket: Ticket, around: Surroundings): readonly Message[] =>
  [...draftsFor(event, ticket, around), ...draftsForFollowers(event, ticket)]
    .map(({ to, ...draft }) => ({ to: ticket.parent ? to.filter((who) => who !== 'customer') : to, ...draft }))
    .filter(({ to }) => to.length > 0)
    .map(({ to, except, template, language = ticket.language }): Message => {
      const [subject, ...lines] = template[language](factsOf(ticket, to, around));
      return { to, ...(except !== undefined && { except }), subject, text: `${lines.join('\n')}\n` };
    });

const factsOf = (
  { code, subject, clocks, language }: Ticket,
  to: readonly Audience[],
  { link, policy, now }: Surroundings,
): Facts => {
  const by: Facts['by'] = (at, clock = 'resolution') => {
    const { calendar } = clocks[clock] ?? clocks.resolution;
    return promiseText(at, { now, zone: zoneOf(policy, calendar), language });
  };
  return {
    code,
    // One line, because it stands in the subject.
    subject: (to.includes('customer') ? subject : maskText(subject)).replace(/\s+/g, ' '),
    link,
    clocks,
    by,
    due: (clock) => by((clocks[clock] ?? clocks.resolution).dueAt, clock),
  };
};

const draftsFor = (event: Recorded, ticket: Ticket, { policy }: Surroundings): readonly Draft[] => {
  switch (event.type) {
    case 'ticket.opened': {
      const promotion = runningPromotion(policy, event.time);
      return [{ to: ['customer'], template: customer.opened(promotion?.autoReply?.[ticket.language]) }];
    }
    case 'ticket.noted':
      return [{ to: event.data.mentions ?? [], except: event.actor.id, template: mentioned(event.actor) }];
    case 'ticket.party-asked':
      return [{ to: ['party'], template: parties.asked(), language: event.data.party.language }];
    case 'ticket.promised': {
      const sooner = PROMISES.filter((clock) => event.clocks?.[clock] && isRunning(ticket.clocks[clock]));
      return sooner.length > 0 ? [{ to: ['customer'], template: customer.promisedSooner(sooner) }] : [];
    }
    case 'ticket.replied':
      return [{ to: ['customer'], template: customer.replied(event.data.text) }];
    case 'ticket.hold-reminded': {
      if (ticket.phase !== 'onHold') return []; // the answer has come in the meantime
      const { for: why, until } = event.data;
      const { atEnd } = policy.hold.reasons[why];
      return why === 'customer'
        ? [{ to: ['customer'], template: customer.waitsForYou(until, atEnd) }]
        : [{ to: ['assignee'], template: desk.stillWaits(why, until, atEnd) }];
    }
    case 'ticket.reviewed': {
      if (event.data.verdict === 'rework')
        return [{ to: ['assignee'], template: desk.rework(maskText(event.data.remarks)) }];
      const { closesAt } = event.data;
      const { text, by } = 'resolution' in ticket ? ticket.resolution : { text: '', by: '' };
      const template = by === 'clock' ? customer.resolvedBySilence : customer.resolved;
      return [{ to: ['customer'], template: template(text, closesAt) }];
    }
    case 'ticket.warned': {
      // A review is not in the hands of whoever has the ticket.
      const nobodys = ticket.phase === 'queued' || event.data.clock === 'review';
      return [{ to: [nobodys ? 'supervisor' : 'assignee'], template: desk.warned(event.data.clock) }];
    }
    case 'ticket.breached':
      // Whoever has to act is told by what the ladder has for it; of a promise that was over when it was given, nobody is.
      return event.data.cause === 'retargeted'
        ? []
        : [{ to: ticket.followers, template: desk.breached(event.data.clock) }];
    case 'ticket.overdue': {
      const { clock, minutesAfter } = event.data;
      const to: readonly Audience[] = clock === 'review' ? ticket.followers : ['assignee', ...ticket.followers];
      return [{ to, template: desk.overdue(clock, minutesAfter) }];
    }
    case 'ticket.queued': {
      const { because, clock, excluded } = event.data;
      const holder = excluded.at(-1); // who had it stands last
      return (because === 'rescued' || because === 'untouched') && holder
        ? [{ to: [holder], template: desk.taken(clock) }]
        : [];
    }
    case 'ticket.escalated':
      return ofEscalation(event, ticket, policy);
    case 'ticket.closed':
      return [{ to: ['customer'], template: customer.CLOSED }];
    default:
      return [];
  }
};

/** Last: whoever is told otherwise, e.g. that their work came back, is not told as a follower as well. */
const draftsForFollowers = (event: Recorded, { followers }: Ticket): readonly Draft[] => {
  const template = toFollowers(event);
  return template ? [{ to: followers, except: event.actor.id, template }] : [];
};

const ofEscalation = ({ seq, data }: Recorded<TicketEscalated>, ticket: Ticket, policy: Policy): readonly Draft[] => {
  const told = data.actions.some((action) => action.do === 'notify') ? [...data.to, ...ticket.followers] : [];
  return [
    { to: told, template: escalated(data, seq, policy) },
    ...tasksOf(data).map((task) => ({ to: [task.for], template: taskOpened(task, seq) })),
  ];
};
