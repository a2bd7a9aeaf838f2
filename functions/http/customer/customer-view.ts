import type { CustomerView, PartyView } from '../../../contracts/customer-views.ts';
import type { Attachment } from '../../../core/domain/attachment.ts';
import { customerSide } from '../../../core/domain/customer-side.ts';
import { UNSOLVED } from '../../../core/domain/desk-commands.ts';
import type { Recorded } from '../../../core/domain/events.ts';
import { noticeAt } from '../../../core/domain/notices.ts';
import { type KnownNames, namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskName, maskText } from '../../../core/domain/privacy/mask.ts';
import type { Party } from '../../../core/domain/relations.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import type { Tickets, Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { mergedTimeline } from '../../../core/usecases/merged-timeline.ts';
import type { Customer } from './linked.ts';

const READ = 300; // a ticket of the plain path has about ten events

export interface ViewPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
}

/**
 * What was said between the customer and the desk, never the notes. `fileUrl`: where a file is read. Database operations: one query for the
 * ticket and one for each that it has absorbed, and those of reading the active policy.
 */
export const customerView = async (
  { tickets, policies, time }: ViewPorts,
  { ticket }: Customer,
  {
    language = ticket.language,
    fileUrl,
  }: { readonly language?: Language | undefined; readonly fileUrl: (id: string) => string },
): Promise<CustomerView> => {
  const ids = [ticket.id, ...ticket.absorbed.map(({ id }) => id)];
  const [{ items }, policy] = await Promise.all([mergedTimeline(tickets, ids, undefined, READ), policies.active()]);
  const now = time.now();
  const known = namesOf(ticket);
  const fileOf = ({ id, name, type }: Attachment): Shown => ({
    id,
    name: maskText(name, known),
    type,
    url: fileUrl(id),
  });
  const shown = ticket.attachments.filter((each) => each.shown && each.state === 'clean');
  const spoken = items.flatMap((event) =>
    messageOf(event, known, (id) => shown.filter((each) => each.id === id).map(fileOf)),
  );
  const used = new Set(spoken.flatMap(({ files }) => files.map(({ id }) => id)));
  const { owner, urgeFrom, ...side } = customerSide(ticket, { policy, now, language });
  const notice = noticeAt(policy, now, language);
  return {
    code: ticket.code,
    // That a more urgent one goes first is the desk's own affair.
    phase: ticket.phase === 'paused' ? 'handling' : ticket.phase,
    language,
    subject: maskText(ticket.subject, known),
    ...{ state: side.state, next: side.next, waitsForYou: side.waitsForYou, may: [...side.may] },
    ...(owner !== undefined && { owner }),
    ...(urgeFrom !== undefined && { urgeFrom }),
    openedAt: ticket.openedAt,
    firstResponseDueAt: ticket.clocks.firstResponse.dueAt,
    resolutionDueAt: ticket.clocks.resolution.dueAt,
    thread: [...spoken, ...solution(ticket)],
    files: shown.filter(({ id }) => !used.has(id)).map(fileOf),
    ...(ticket.phase === 'resolved' && { closesAt: ticket.closesAt }),
    ...(ticket.stars !== undefined && { stars: ticket.stars }),
    ...(notice !== undefined && { notice }),
  };
};

type Message = CustomerView['thread'][number];
type Shown = Message['files'][number];
interface Said {
  readonly text: string;
  readonly attachments?: readonly string[];
}

const messageOf = (
  { time, ...event }: Recorded,
  known: KnownNames,
  filesOf: (id: string) => Shown[],
): readonly Message[] => {
  const message = (from: Message['from'], { text, attachments = [] }: Said): Message => ({
    ...{ time, from, text: maskText(text, known), files: attachments.flatMap(filesOf) },
  });
  switch (event.type) {
    case 'ticket.opened':
      return [message('customer', { text: event.data.description })];
    case 'ticket.replied':
      return [message('desk', event.data)];
    case 'ticket.customer-replied':
      return [message('customer', event.data)];
    case 'ticket.urged':
      return event.data.text === undefined ? [] : [message('customer', { text: event.data.text })];
    default:
      return [];
  }
};

/** The solution is the desk's last word, once the review let it pass. */
const solution = (ticket: Ticket): readonly Message[] =>
  'resolvedAt' in ticket
    ? [{ time: ticket.resolvedAt, from: 'desk', text: maskText(ticket.resolution.text, namesOf(ticket)), files: [] }]
    : [];

/** What an outside party may know: the question, and what they have answered. Database operations: one query. */
export const partyView = async (
  { tickets, time }: ViewPorts,
  { ticket, party }: { readonly ticket: Ticket; readonly party: Party },
  language: Language | undefined = party.language,
): Promise<PartyView> => {
  const { items } = await tickets.timeline(ticket.id, 0, READ);
  const question = items.find((event) => event.type === 'ticket.party-asked' && event.data.party.id === party.id);
  return {
    code: ticket.code,
    language,
    kind: party.kind,
    name: maskName(party.name),
    // What the agent wrote for them, as they wrote it: a courier has to know where to go.
    question: question?.type === 'ticket.party-asked' ? question.data.text : '',
    answers: items.flatMap((event) =>
      event.type === 'ticket.party-answered' && event.data.party === party.id
        ? [{ time: event.time, text: event.data.text }]
        : [],
    ),
    expiresAt: party.expiresAt,
    open: party.expiresAt > time.now() && TAKES_ANSWERS.has(ticket.phase),
  };
};

const TAKES_ANSWERS: ReadonlySet<Ticket['phase']> = new Set(UNSOLVED);
