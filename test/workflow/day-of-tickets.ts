/** Tickets that stand at every point where time brings something, for tests of a machinery that fails for a while. */
import type { TimelineEvent } from '../../contracts/views.ts';
import { HOUR, type MannedDesk, policyWith } from './manned-desk.ts';
import { answered } from './rungs.ts';

/** Holds and the time for reopening end within the hours of a test. */
export const SHORTER = policyWith(
  [/^( +customer:\n +limit:) 72 h/m, '$1 3 h'],
  [/^( +thirdParty: { limit:) 48 h/m, '$1 4 h'],
  [/^( +reopen:) 3 d/m, '$1 5 h'],
);

const P1 = '订单超时未派送'; // a quarter of an hour to the first answer, two hours to the solution
const P3 = '快递到哪了'; // two hours and a day

/** By what each of them waits for. */
export type Tickets = Readonly<
  Record<'answer' | 'solution' | 'customer' | 'thirdParty' | 'review' | 'closing', string>
>;

/** Takes a minute and a half. Whoever acts leaves deliveries that come late the time to arrive. */
export const openTickets = async (desk: MannedDesk): Promise<Tickets> => {
  const tickets: Tickets = {
    answer: await desk.open(P3),
    solution: await desk.open(P1),
    customer: await desk.open(P1),
    thirdParty: await desk.open(P1),
    review: await desk.open(P1),
    closing: await desk.open(P1),
  };
  await desk.pass(30_000);
  for (const [waits, id] of Object.entries(tickets)) if (waits !== 'answer') await answered(desk, id);
  const lin = await desk.as('agt_lin');
  for (const why of ['customer', 'thirdParty'] as const) await lin.holdTicket({ id: tickets[why], body: { for: why } });
  for (const id of [tickets.review, tickets.closing])
    await lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
  await desk.pass(30_000);
  await (await desk.as('agt_bai')).reviewTicket({ id: tickets.closing, body: { verdict: 'pass' } });
  await desk.pass(30_000);
  return tickets;
};

/** What a timeline says without the instants at which it was written: these may differ by the time that a delivery took. */
export const storyOf = (events: readonly TimelineEvent[]): string[] =>
  events.map(({ type, data }) =>
    [type, data.clock, data.milestoneAt, data.because, data.reason, data.level, data.late && 'late']
      .filter((part) => part !== undefined && part !== false)
      .join(' '),
  );

/** What clocks brought: warnings, breaches and what comes after them, with the instant at which each was due. */
export const milestonesOf = (events: readonly TimelineEvent[]): { what: string; at: string; late: boolean }[] =>
  events
    .filter(({ type }) => type === 'ticket.warned' || type === 'ticket.breached' || type === 'ticket.overdue')
    .map(({ type, data }) => ({
      what: `${type} ${data.clock}`,
      at: String(data.milestoneAt),
      late: data.late === true,
    }));

export const A_DAY = 27 * HOUR;
