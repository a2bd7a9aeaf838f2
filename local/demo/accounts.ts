/** What must add up beyond the single ticket: loads, the reports of the days, workflows, dead letters, mails. */
import type { DayReport, TicketView } from '../../contracts/views.ts';
import type { Runtime } from '../runtime-api.ts';
import type { Cast } from './cast.ts';

/** Everything that does not add up, in words. */
export const discrepancies = async (
  runtime: Runtime,
  cast: Cast,
  tickets: readonly TicketView[],
): Promise<readonly string[]> => [
  ...(await loads(cast, tickets)),
  ...(await reports(cast, tickets)),
  ...(await workflows(runtime, tickets)),
  ...(await deadLetters(runtime)),
];

export interface MailAccount {
  readonly sent: number;
  /** The same notice, once more. */
  readonly doubled: number;
  /** Sent by sandboxes that died, some of them before they had noted it: more than these are not doubled. */
  readonly unnoted: number;
}

/** Every mail carries the notice that it is. */
export const mailsOf = (runtime: Runtime): MailAccount => {
  const sent = runtime.mails();
  const notices = new Set(sent.map(({ tags, id }) => tags.notice ?? id));
  const unnoted = runtime.deaths.reduce(
    (sum, { calls }) => sum + calls.filter((call) => call === 'SendEmail').length,
    0,
  );
  return { sent: sent.length, doubled: sent.length - notices.size, unnoted };
};

const HELD: ReadonlySet<string> = new Set(['handling', 'paused', 'onHold']);

async function loads({ agents, supervisor }: Cast, tickets: readonly TicketView[]): Promise<string[]> {
  const found: string[] = [];
  for (const team of new Set(agents.map((agent) => agent.team))) {
    const { items } = await supervisor.listTeam({ team });
    for (const { id, open } of items) {
      const held = tickets.filter(({ phase, assignee }) => HELD.has(phase) && assignee?.id === id).length;
      if (open !== held) found.push(`${id} carries a load of ${open} and holds ${held} tickets`);
    }
  }
  return found;
}

const SOLVED: ReadonlySet<string> = new Set(['resolved', 'closed', 'archived']);
const SHANGHAI_MS = 8 * 3_600_000;

async function reports({ supervisor }: Cast, tickets: readonly TicketView[]): Promise<string[]> {
  const found: string[] = [];
  const days = Map.groupBy(tickets, ({ openedAt }) =>
    new Date(Date.parse(openedAt) + SHANGHAI_MS).toISOString().slice(0, 10),
  );
  for (const [day, opened] of days) {
    const { rows } = await supervisor.getDayReport({ day });
    const categories = Map.groupBy(opened, ({ category }) => category);
    for (const category of new Set([...categories.keys(), ...rows.map((row) => row.category)])) {
      const is = JSON.stringify(rows.find((row) => row.category === category));
      const must = JSON.stringify(rowOf(category, categories.get(category) ?? []));
      if (is !== must) found.push(`the report of ${day} says ${is}, not ${must}`);
    }
  }
  return found;
}

const rowOf = (category: string, tickets: readonly TicketView[]): DayReport['rows'][number] | undefined => {
  if (tickets.length === 0) return undefined;
  const resolved = tickets.filter(({ phase }) => SOLVED.has(phase));
  const minutes = (of: readonly TicketView[], clock: 'firstResponse' | 'resolution'): number[] =>
    of.flatMap(({ clocks }) => {
      const { startedAt, stoppedAt } = clocks[clock];
      return stoppedAt ? Date.parse(stoppedAt) - Date.parse(startedAt) : [];
    });
  const mean = (ms: readonly number[]): number =>
    Math.round(ms.reduce((sum, each) => sum + each, 0) / ms.length / 6000) / 10;
  const missed = (clock: 'firstResponse' | 'resolution'): number =>
    tickets.filter(({ clocks }) => clocks[clock].state === 'missed').length;
  const first = minutes(tickets, 'firstResponse');
  return {
    category,
    created: tickets.length,
    resolved: resolved.length,
    firstResponseBreached: missed('firstResponse'),
    resolutionBreached: missed('resolution'),
    ...(first.length > 0 && { meanFirstResponseMinutes: mean(first) }),
    ...(resolved.length > 0 && { meanResolutionMinutes: mean(minutes(resolved, 'resolution')) }),
  };
};

/** One for every ticket that is not archived, none for the others, and none that failed. */
async function workflows(runtime: Runtime, tickets: readonly TicketView[]): Promise<string[]> {
  const [machine] = runtime.resources('AWS::StepFunctions::StateMachine');
  const found: string[] = [];
  const running = new Map<string, number>();
  for (let nextToken: string | undefined; ; ) {
    const page: { executions: { name: string; status: string }[]; nextToken?: string } = await runtime.call(
      'AWSStepFunctions',
      'ListExecutions',
      { stateMachineArn: machine?.ref, maxResults: 1000, ...(nextToken && { nextToken }) },
    );
    for (const { name, status } of page.executions) {
      const ticket = name.replace(/-\d+$/, '');
      if (status === 'RUNNING') running.set(ticket, (running.get(ticket) ?? 0) + 1);
      else if (status !== 'SUCCEEDED') found.push(`the workflow ${name} is ${status}`);
    }
    nextToken = page.nextToken;
    if (!nextToken) break;
  }
  for (const { id, phase } of tickets) {
    const [is, must] = [running.get(id) ?? 0, phase === 'archived' ? 0 : 1];
    if (is !== must) found.push(`${id} is ${phase} and has ${is} workflows that run`);
  }
  return found;
}

async function deadLetters(runtime: Runtime): Promise<string[]> {
  const found: string[] = [];
  for (const { logicalId, ref } of runtime.resources('AWS::SQS::Queue')) {
    const ApproximateNumberOfMessages = 'ApproximateNumberOfMessages';
    const { Attributes } = await runtime.call('AmazonSQS', 'GetQueueAttributes', {
      QueueUrl: ref,
      AttributeNames: [ApproximateNumberOfMessages],
    });
    const count = Number(Attributes[ApproximateNumberOfMessages]);
    if (count > 0) found.push(`${logicalId} is left with ${count} messages`);
  }
  return found;
}
