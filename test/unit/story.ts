/** What is done to one ticket under the rules of a test, and what is written down of it. */
import type { Command, Open } from '../../core/domain/commands.ts';
import { type Decision, decide, openTicket } from '../../core/domain/decide.ts';
import type { EventType, Recorded, TicketEvent } from '../../core/domain/events.ts';
import { milestones } from '../../core/domain/milestones.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { inForceAt } from '../../core/domain/promotions.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { Instant } from '../../core/domain/time.ts';
import { clockwork, LIN, OPEN, ROUTING, START, shop, since } from './people.ts';

type Given = Exclude<Command, Open>;

type DataOf<T extends EventType> = Extract<TicketEvent, { type: T }>['data'];

export interface Story {
  readonly ticket: Ticket;
  /** Everything that was written down, from its opening on. */
  readonly events: readonly Recorded[];
  /** What the command writes down, without `ticket.`; a refusal throws. */
  readonly gives: (command: Given, actor: Actor, now?: Instant) => readonly string[];
  /** The code of the refusal, or `allowed`; changes nothing. */
  readonly tries: (command: Given, actor: Actor, now?: Instant) => string;
  /** The clockwork looks at it now. */
  readonly advance: (now: Instant) => readonly string[];
  /** It looks whenever something is due until then: `<time> <event> <clock or level>`. */
  readonly watch: (until: Instant) => readonly string[];
  /** The data of all events of a type. */
  readonly all: <T extends EventType>(type: T) => readonly DataOf<T>[];
}

/** Opened by the shop; its subject names its priority. */
export const openedUnder = (policy: Policy, over: Partial<Open> = {}, start: Instant = START): Story => {
  const context = (actor: Actor, now: Instant) => ({ now, policy: inForceAt(policy, now), actor, correlation: 'test' });
  const open: Open = { ...OPEN, subject: 'P1', description: '。', ...over };
  let { ticket, events }: Decision = openTicket(open, context(shop, start));

  const gives: Story['gives'] = (command, actor, now = START) => {
    const result = decide(ticket, command, context(actor, now));
    if (isRefusal(result)) throw new Error(`${command.type}: ${result.refused}: ${result.detail}`);
    ticket = result.ticket;
    events = [...events, ...result.events];
    return result.events.map(({ type }) => type.replace('ticket.', ''));
  };
  const advance: Story['advance'] = (now) => gives({ type: 'advance' }, clockwork, now);
  return {
    get ticket() {
      return ticket;
    },
    get events() {
      return events;
    },
    gives,
    tries: (command, actor, now = START) => {
      const result = decide(ticket, command, context(actor, now));
      return isRefusal(result) ? result.refused : 'allowed';
    },
    advance,
    watch: (until) => {
      const seen = events.length;
      for (;;) {
        const [due] = milestones(ticket);
        if (due === undefined || due.at > until) break;
        const before = ticket.version;
        advance(due.at);
        if (ticket.version === before) throw new Error(`Nothing happens at ${due.at}, though it is due: ${due.kind}.`);
      }
      return events.slice(seen).map(told);
    },
    all: (type) => events.flatMap((event) => (event.type === type ? [event.data as never] : [])),
  };
};

/** The same in the hands of Lin, since its opening. */
export const handledUnder = (policy: Policy, over: Partial<Open> = {}, start: Instant = START): Story => {
  const story = openedUnder(policy, over, start);
  story.gives({ type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, clockwork, start);
  return story;
};

const told = ({ time, type, data }: Recorded): string => {
  const what = 'clock' in data ? ` ${data.clock}` : 'level' in data ? ` ${data.level}` : '';
  return `${since(time)} ${type.replace('ticket.', '')}${what}`;
};
