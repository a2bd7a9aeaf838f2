/** The numbers of a run, read from the tickets and the runtime's counters. */
import type { SatisfactionView } from '../../contracts/survey-views.ts';
import { PHASES, PRIORITIES } from '../../core/domain/vocabulary.ts';
import { billOf } from '../bill/prices.ts';
import { usEast1 } from '../bill/us-east-1.ts';
import type { MailAccount } from './accounts.ts';
import { countOf, labelOf } from './labels.ts';
import type { Played } from './play.ts';

/** What the runtime had counted when the last script ended. */
export interface Counted {
  readonly totals: Readonly<Record<string, number>>;
  /** State transitions by execution, `<ticketId>-<generation>`. */
  readonly transitions: Readonly<Record<string, number>>;
  readonly mails: MailAccount;
  /** Messages by channel, mails among them. */
  readonly channels: Readonly<Record<string, number>>;
  readonly satisfaction: SatisfactionView['total'];
  /** What does not add up beyond the single ticket. */
  readonly discrepancies: readonly string[];
}

const CLOCK_NAMES = ['firstResponse', 'resolution'] as const;

export const figuresOf = (
  played: readonly Played[],
  { totals, transitions, mails, channels, satisfaction, discrepancies }: Counted,
) => {
  const tickets = played.flatMap(({ ticket }) => ticket ?? []);
  const labels = countOf(played.flatMap(({ events }) => events.map(labelOf)));
  const per = (name: string): number => rounded((totals[name] ?? 0) / tickets.length);
  const bill = billOf(totals, usEast1);
  const mailCost = bill.lines.find(({ name }) => name === 'ses.mails')?.cost ?? 0;
  const openings = played.map(({ planned, events }) => ({
    expected: planned.expected,
    found: String(events[0]?.data.category),
    subject: planned.request.subject,
  }));
  return {
    tickets: tickets.length,
    phases: Object.fromEntries(PHASES.map((phase) => [phase, tickets.filter((each) => each.phase === phase).length])),
    targets: PRIORITIES.flatMap((priority) => CLOCK_NAMES.map((clock) => targetOf(played, priority, clock))),
    levels: countOf(tickets.map(({ level }) => `level ${level}`)),
    escalations: Object.fromEntries(Object.entries(labels).filter(([label]) => label.startsWith('escalated'))),
    happened: {
      warned: sum(labels, 'warned'),
      breached: sum(labels, 'breached'),
      acknowledged: labels.acknowledged ?? 0,
      backToTheQueue: sum(labels, 'queued'),
      dispatchFailed: sum(labels, 'dispatch-failed'),
      claimed: (labels['assigned claim'] ?? 0) + (labels['assigned choice'] ?? 0),
      pulled: labels['assigned pull'] ?? 0,
      setAside: labels.paused ?? 0,
      poolExpired: labels['pool-expired'] ?? 0,
      repeats: tickets.filter(({ repeatOf }) => repeatOf !== undefined).length,
      held: sum(labels, 'held'),
      urged: labels.urged ?? 0,
      reopened: labels.reopened ?? 0,
    },
    quality: {
      approvalsAsked: resolvedTo(played, 'approval'),
      approved: labels.approved ?? 0,
      rejected: labels['approval-rejected'] ?? 0,
      approvalsLate: labels['approval-late'] ?? 0,
      passed: labels['reviewed pass'] ?? 0,
      rework: labels['reviewed rework'] ?? 0,
      disputed: labels.disputed ?? 0,
    },
    satisfaction,
    channels,
    transitions: {
      mean: per('states.transitions'),
      plainMost: Math.max(0, ...plainTransitions(played, transitions)),
      most: Math.max(0, ...Object.values(transitions)),
    },
    perTicket: {
      writeUnits: per('dynamodb.writeUnits'),
      readUnits: per('dynamodb.readUnits'),
      databaseCalls: per('dynamodb.calls'),
      apiRequests: per('apigateway.requests'),
      invocations: per('lambda.invocations'),
      /** Looks at the desk, which come however many tickets there are. */
      byTheClock: per('scheduler.invocations'),
    },
    databaseCalls: totals['dynamodb.calls'] ?? 0,
    classification: {
      agreed: openings.filter(({ expected, found }) => expected === found).length,
      others: openings.filter(({ expected, found }) => expected !== found),
    },
    dollarsPer1000: {
      all: thousand(bill.total, tickets.length),
      withoutMail: thousand(bill.total - mailCost, tickets.length),
    },
    mails,
    discrepancies: [
      ...discrepancies,
      ...(mails.doubled > mails.unnoted ? [`${mails.doubled} mails were sent twice, ${mails.unnoted} may be`] : []),
    ],
    wrong: played
      .filter(({ differences }) => differences.length > 0)
      .map(({ planned, ticket, differences }) => ({
        story: planned.story.name,
        uniqueId: planned.request.uniqueId,
        code: ticket?.code,
        differences,
      })),
  };
};

export type Figures = ReturnType<typeof figuresOf>;

/** How one clock of the tickets of one priority stands; minutes count from its start to its stop, pauses included. */
const targetOf = (played: readonly Played[], priority: string, clock: (typeof CLOCK_NAMES)[number]) => {
  const clocks = played.flatMap(({ ticket }) => (ticket?.priority === priority ? ticket.clocks[clock] : []));
  const minutes = clocks
    .flatMap(({ startedAt, stoppedAt }) => (stoppedAt ? (Date.parse(stoppedAt) - Date.parse(startedAt)) / 60_000 : []))
    .sort((a, b) => a - b);
  return {
    priority,
    clock,
    targetMinutes: clocks[0]?.targetMinutes,
    tickets: clocks.length,
    met: clocks.filter(({ state }) => state === 'met').length,
    missed: clocks.filter(({ state }) => state === 'missed').length,
    medianMinutes: rounded(minutes[Math.floor(minutes.length / 2)] ?? 0),
    longestMinutes: rounded(minutes.at(-1) ?? 0),
  };
};

/** Resolutions that went there. */
const resolvedTo = (played: readonly Played[], next: string): number =>
  played
    .flatMap(({ events }) => events)
    .filter(
      ({ type, data }) => type === 'ticket.resolved' && (data.onward as { next?: string } | undefined)?.next === next,
    ).length;

const plainTransitions = (played: readonly Played[], transitions: Counted['transitions']): readonly number[] =>
  played
    .filter(({ planned }) => planned.story.name === 'plain')
    .map(({ ticket }) => transitions[`${ticket?.id}-1`] ?? 0);

const sum = (labels: Readonly<Record<string, number>>, type: string): number =>
  Object.entries(labels)
    .filter(([label]) => label.split(' ')[0] === type)
    .reduce((total, [, count]) => total + count, 0);

const rounded = (value: number): number => Math.round(value * 10) / 10;
const thousand = (dollars: number, tickets: number): number => Math.round((dollars / tickets) * 1000 * 10_000) / 10_000;
