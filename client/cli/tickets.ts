/** Tickets on a terminal: a list, one in full, what a command did. */
import type { Outcome, TicketSummary, TicketView } from '../../contracts/views.ts';
import { clockLines, totalsText } from './clock-lines.ts';
import { HOLDS } from './clock-words.ts';
import { notesLines } from './customers.ts';
import { reviewText } from './reviews.ts';
import { clip, list, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { COLUMNS, PHASES, say } from './words.ts';
import { type Entry, workEntries } from './work-entries.ts';

const SUBJECT_WIDTH = 40;

const phaseOf = (phase: TicketView['phase'], { language }: Show): string => say(PHASES[phase], language);

const agentOf = (assignee: TicketSummary['assignee']): string => assignee?.name ?? '–';

export const ticketsText = (tickets: readonly TicketSummary[], show: Show): string => {
  const title = (name: keyof typeof COLUMNS) => ({ title: say(COLUMNS[name], show.language) });
  if (tickets.length === 0) return say(['没有工单。', 'No tickets.'], show.language);
  const columns = [
    title('code'),
    title('phase'),
    title('priority'),
    title('level'),
    title('category'),
    title('subject'),
    title('assignee'),
    title('firstResponse'),
    title('resolution'),
  ];
  const rows = tickets.map((ticket) => [
    ticket.code,
    phaseOf(ticket.phase, show),
    ticket.priority,
    String(ticket.level),
    ticket.category,
    clip(ticket.subject, SUBJECT_WIDTH),
    agentOf(ticket.assignee),
    localTime(ticket.firstResponseDueAt, show),
    localTime(ticket.resolutionDueAt, show),
  ]);
  return table(columns, rows, show.colour.bold, show.width);
};

/** Whole: who, where it stands, all its clocks, and what the customer wrote. */
export const ticketText = (ticket: TicketView, show: Show): string => {
  const { language, colour } = show;
  const { customer, acknowledged, hold } = ticket;
  const entries: Entry[] = [
    ['code', `${ticket.code}  ${ticket.id}`],
    ['phase', phaseOf(ticket.phase, show)],
    ['priority', `${ticket.priority} · ${say(COLUMNS.level, language)} ${ticket.level}`],
    ['category', `${ticket.category} → ${ticket.queue}`],
    ['channel', `${ticket.channel} · ${ticket.uniqueId}`],
    ['assignee', ticket.assignee && `${ticket.assignee.name} (${ticket.assignee.id})`],
    [
      'customer',
      [customer.name, customer.id, customer.tier, customer.region, customer.phone, customer.email]
        .filter(Boolean)
        .join(' · '),
    ],
    ...(ticket.customerNotes ? notesLines(ticket.customerNotes, show) : []).map((line): Entry => ['wish', line]),
    ['orders', ticket.orders.join(', ')],
    ['opened', localTime(ticket.openedAt, show, true)],
    ['totals', totalsText(ticket, show)],
    ['unanswered', ticket.unansweredSince && localTime(ticket.unansweredSince, show)],
    ['acknowledged', acknowledged && `${acknowledged.by} · ${localTime(acknowledged.at, show)}`],
    ['followers', ticket.followers.join(', ')],
    ...ticket.tasks.map((task): Entry => ['task', `#${task.id} ${task.title} → ${task.for}`]),
    ['pausedFor', ticket.pausedFor],
    ['repeatOf', ticket.repeatOf],
    ['hold', hold && `${say(HOLDS[hold.for], language)} → ${localTime(hold.until, show)}`],
    ['holdFrozen', ticket.holdFrozen && say(['已升级，需主管', 'escalated: ask a supervisor'], language)],
    ['answer', ticket.resolution && `${ticket.resolution.code}: ${ticket.resolution.text}`],
    ['approval', ticket.approval && approvalText(ticket.approval, show)],
    ['question', ticket.approval?.question && questionText(ticket.approval.question, show)],
    ['reviews', ticket.reviews.map((review) => reviewText(review, language)).join(' · ')],
    ...workEntries(ticket, show),
    ['version', String(ticket.version)],
    ['allowed', ticket.allowed.join(', ')],
  ];
  const filled = entries
    .filter((entry): entry is [keyof typeof COLUMNS, string] => Boolean(entry[1]))
    .map(([name, value]) => [say(COLUMNS[name], language), value] as const);
  const clocks = list(clockLines(ticket.clocks, show), colour.dim);
  return [colour.bold(ticket.subject), '', list(filled, colour.dim), '', clocks, '', ticket.description].join('\n');
};

const questionText = (
  { by, text, dueAt }: NonNullable<NonNullable<TicketView['approval']>['question']>,
  show: Show,
): string => `${by}: ${text}${dueAt === undefined ? '' : ` → ${localTime(dueAt, show)}`}`;

/** `#7 主管审批 agt_luo ✓ · 总监审批 agt_long → 11-22 14:00` */
const approvalText = ({ request, stages, dueAt }: NonNullable<TicketView['approval']>, show: Show): string => {
  const asked = stages.map(({ name, title, approvers, need, given }) => {
    const people = approvers.map((id) => (given.includes(id) ? `${id} ✓` : id)).join(', ');
    return `${title ? title[show.language] : name} ${people} (${given.length}/${need})`;
  });
  return `#${request} ${asked.join(' · ')} → ${localTime(dueAt, show)}`;
};

export const outcomeText = ({ code, phase, version, assignee, events }: Outcome, show: Show): string => {
  const did =
    events.length > 0 ? events.map(({ type }) => type).join(', ') : say(['没有变化', 'nothing changed'], show.language);
  return `${show.colour.bold(code)}  ${phaseOf(phase, show)}  v${version}  ${agentOf(assignee)}  ${show.colour.dim(did)}`;
};
