/**
 * What an assignment costs as the desk grows: the use cases on the real adapters, over the SDK and the embedded DynamoDB in this
 * process. A dispatch among more and more agents (teams of 200), and the pull of an agent with room among more and more waiting tickets.
 */
import { headItem } from '../adapters/dynamodb/ticket-head.ts';
import { randomIds } from '../adapters/ids.ts';
import type { Policy } from '../core/domain/policy.ts';
import { urgencyOf } from '../core/domain/routing/urgency.ts';
import { addMs } from '../core/domain/time.ts';
import type { AgentId } from '../core/domain/vocabulary.ts';
import { TABLES } from '../test/functions/support/aws.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from '../test/routing/support/desk.ts';
import type { Row } from './table.ts';

const TEAM = 200;
const AGENTS = [200, 1000, 10_000];
const WAITING = [1000, 10_000, 100_000];
const ROUNDS = 60;
const WARM = 20;
const TIME_RATIO = 1.2;
const ROOM = 100; // units: nobody is full before the measurement is over
const TEXT = '快递到哪了'; // for the queue logistics
const SPREAD_MS = 1000; // one waiting ticket came so long after the other

const teamName = (number: number): string => (number === 0 ? 'logistics' : `team-${number}`);

export const routing = async (report: (row: Row) => void): Promise<void> => {
  await growing('dispatch', 'agents', AGENTS, report, dispatching);
  await growing('pull', 'waiting tickets', WAITING, report, pulling);
};

interface Cost {
  readonly ms: number;
  readonly operations: number;
}

const growing = async (
  what: string,
  of: string,
  sizes: readonly number[],
  report: (row: Row) => void,
  measure: (size: number) => Promise<Cost>,
): Promise<void> => {
  const costs: Cost[] = [];
  for (const size of sizes) {
    const cost = await measure(size);
    costs.push(cost);
    const first = costs[0] as Cost;
    const label = `${what} among ${size} ${of}`;
    report({ what: label, value: cost.ms, unit: 'ms', better: 'less' });
    report({
      what: '  database operations',
      value: cost.operations,
      unit: '',
      budget: first.operations,
      better: 'less',
    });
    if (cost !== first)
      report({
        what: '  time against the first',
        value: cost.ms / first.ms,
        unit: '×',
        budget: TIME_RATIO,
        better: 'less',
      });
  }
};

/** Median of one advance of a new ticket that finds its agent. */
const dispatching = async (agents: number): Promise<Cost> => {
  const desk = await openRoutingDesk(DEFAULT_POLICY);
  try {
    for (let at = 0; at < agents; at += 1)
      await desk.agent(`a${at}`, { team: teamName(Math.floor(at / TEAM)), capacity: ROOM });
    return await median(desk, async () => {
      const id = await desk.open({ text: TEXT });
      return async () => {
        const position = await desk.advance(id);
        if ('refused' in position || position.version === 1) throw new Error('Nobody was found.');
      };
    });
  } finally {
    desk.close();
  }
};

/** Median of one pull of an agent who has room for one ticket. */
const pulling = async (waiting: number): Promise<Cost> => {
  const desk = await openRoutingDesk(alone(DEFAULT_POLICY));
  try {
    await fill(desk, waiting);
    for (let at = 0; at < TEAM - ROUNDS; at += 1) await desk.agent(`busy${at}`, { presence: 'offline' });
    let number = 0;
    return await median(desk, async () => {
      number += 1;
      await desk.agent(`free${number}`, { capacity: 1 });
      return async () => {
        const given = await desk.pull(`agt_free${number}` as AgentId);
        if (given !== 1) throw new Error(`${given} tickets were pulled.`);
      };
    });
  } finally {
    desk.close();
  }
};

/** One queue is served by the team alone: what is pulled comes from there. */
const alone = (policy: Policy): Policy => ({
  ...policy,
  queues: policy.queues.map((queue) => ({ ...queue, teams: queue.name === 'logistics' ? ['logistics'] : ['nobody'] })),
});

/** Waiting tickets like the first one, straight into the table: each came a second before the one before. */
const fill = async (desk: RoutingDesk, count: number): Promise<void> => {
  const first = await desk.open({ text: TEXT });
  const ticket = desk.tickets().find(({ id }) => id === first);
  if (ticket?.phase !== 'queued') throw new Error('The first ticket does not wait.');
  for (let at = 1; at < count; at += 1) {
    const openedAt = addMs(ticket.openedAt, -at * SPREAD_MS);
    const copy = { ...ticket, id: randomIds.ticketId(), code: randomIds.code(), openedAt, queuedAt: openedAt };
    desk.stores.dynamo('PutItem', { TableName: TABLES.ticket, Item: headItem(copy, urgencyOf(copy, desk.policy)) });
  }
};

const median = async (desk: RoutingDesk, prepare: () => Promise<() => Promise<void>>): Promise<Cost> => {
  const times: number[] = [];
  const operations: number[] = [];
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    const act = await prepare();
    const before = desk.stores.calls.length;
    const begun = performance.now();
    await act();
    if (round < WARM) continue;
    times.push(performance.now() - begun);
    operations.push(desk.stores.calls.length - before);
  }
  return { ms: middle(times), operations: middle(operations) };
};

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
