/** Reviewers and their quotas against the store: what is given is counted with the change that gives it, whoever comes at once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReviewers } from '../../adapters/dynamodb/review-reviewers.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { givenOn } from '../../core/domain/review/choosing.ts';
import type { SamplingPolicy } from '../../core/domain/review/review.ts';
import { assigneeOf } from '../../core/domain/routing/agent.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { findReviewer } from '../../core/usecases/find-reviewer.ts';
import { knowing } from '../../core/usecases/onward-facts.ts';
import { recordFact } from '../../core/usecases/record-fact.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { TABLES } from '../functions/support/aws.ts';
import { actorOf, DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

const sampling = (over: Partial<SamplingPolicy>): Policy => ({
  ...DEFAULT_POLICY,
  review: { ...DEFAULT_POLICY.review, sampling: { ...DEFAULT_POLICY.review.sampling, risks: [], ...over } },
});
const TODAY = '2026-03-02';
const lin = actorOf('agt_lin', 'agent');
const chief = actorOf('agt_chief', 'supervisor');

let desk: RoutingDesk;
const openDesk = async (policy: Policy, reviewers: readonly string[]): Promise<void> => {
  desk = await openRoutingDesk(policy);
  await desk.agent('lin', { capacity: 100 });
  for (const id of reviewers) await desk.agent(id, { team: 'quality', roles: ['reviewer'] });
};
afterEach(() => desk.close());

const reviewers = () =>
  createReviewers({ client: desk.stores.client, time: desk.ports.time, directoryTable: TABLES.directory });
/** As somebody finds them who has not looked yet. */
const listed = async () => (await reviewers().all('tkt_01ARZ3NDEKTSV4RRFFQ69G5FAV')).reviewers;
const ports = () => ({ ...desk.ports, reviewers: reviewers() });
const inHand = async (): Promise<TicketId> => {
  const id = await desk.open();
  const agent = await desk.ports.directory.agent('agt_lin');
  if (!agent) throw new Error('Lin is not there.');
  await desk.give(id, { type: 'assign', assignee: assigneeOf(agent) }, chief);
  return id;
};
const resolve = async (id: TicketId, by = ports()): Promise<void> => {
  const done = await desk.give(id, knowing(by, { type: 'resolve', code: 'done', text: '已处理' }), lin);
  if (isRefused(done)) throw new Error(done.detail);
};
const given = async (): Promise<readonly number[]> =>
  (await listed()).map((each) => givenOn(each, TODAY)).toSorted((a, b) => a - b);
const phases = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const ticket of desk.tickets()) {
    const named = ticket.phase === 'review' && ticket.sampled?.reviewer !== undefined ? ' named' : '';
    counts[`${ticket.phase}${named}`] = (counts[`${ticket.phase}${named}`] ?? 0) + 1;
  }
  return counts;
};

describe('forty resolutions at once, for three reviewers with room for five each', () => {
  it('give each of them five, and what only chance has chosen beyond that goes on', async () => {
    await openDesk(sampling({ quota: 5 }), ['bai', 'mei', 'xu']);
    const ids: TicketId[] = [];
    for (let n = 0; n < 40; n += 1) ids.push(await inHand());
    await Promise.all(ids.map((id) => resolve(id)));
    expect(await given()).toEqual([5, 5, 5]);
    expect(phases()).toEqual({ 'review named': 15, resolved: 25 });
    const full = desk.tickets().filter((ticket) => 'resolution' in ticket && ticket.resolution.sampled?.full);
    expect(full).toHaveLength(25);
  });

  it('with a risk are all reviewed: those beyond the quotas wait for whoever comes', async () => {
    await openDesk(sampling({ quota: 5, risks: ['precheck'] }), ['bai', 'mei', 'xu']);
    const ids: TicketId[] = [];
    for (let n = 0; n < 20; n += 1) ids.push(await inHand());
    await Promise.all(ids.map((id) => resolve(id)));
    expect(await given()).toEqual([5, 5, 5]);
    expect(phases()).toEqual({ 'review named': 15, review: 5 });
  });
});

describe('a process that has just looked at the reviewers', () => {
  const queries = (): number =>
    desk.stores.calls.filter(({ action, body }) => action === 'Query' && body.TableName === TABLES.directory).length;
  const resolving = async (by: ReturnType<typeof ports>, count: number): Promise<number> => {
    const ids: TicketId[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await inHand());
    const before = queries();
    for (const id of ids) await resolve(id, by);
    return queries() - before;
  };

  it('counts what it gives, looks again when all are full by that, and after ten seconds', async () => {
    await openDesk(sampling({ quota: 2 }), ['bai', 'mei', 'xu']);
    const by = ports();
    expect(await resolving(by, 6)).toBe(1);
    expect(await given()).toEqual([2, 2, 2]);
    expect(await resolving(by, 3)).toBe(1); // it was only guessed that all are full; then it is known
    expect(phases()).toEqual({ 'review named': 6, resolved: 3 });
    desk.wait(10_000);
    expect(await resolving(by, 1)).toBe(1);
  });

  it('looks again when the change was refused, since another one has given what it did not know of', async () => {
    await openDesk(sampling({ quota: 2 }), ['bai']);
    const by = ports();
    expect(await resolving(by, 1)).toBe(1);
    expect(await resolving(ports(), 1)).toBe(1);
    expect(await resolving(by, 1)).toBe(1);
    expect(await given()).toEqual([2]);
    expect(phases()).toEqual({ 'review named': 2, resolved: 1 });
  });

  it('gives a review though it wrongly believes that everybody is full', async () => {
    await openDesk(sampling({ quota: 1 }), ['bai']);
    const by = ports();
    const [lost, taken] = [await inHand(), await inHand()];
    const ticket = (await desk.ports.tickets.read(lost))!.ticket;
    const { slots } = await findReviewer(
      by,
      ticket,
      { code: 'done', text: '已处理', by: 'agt_lin' },
      { now: desk.ports.time.now(), policy: await desk.ports.policies.active() },
    );
    const sampled = { sampled: { reviewer: 'agt_bai' }, next: 'review' };
    expect(slots({ ticket, events: [{ data: { onward: sampled } }] } as never)).toHaveLength(1); // and is never written
    await resolve(taken, by);
    expect(await given()).toEqual([1]);
  });
});

describe('a reviewer', () => {
  beforeEach(() => openDesk(sampling({ quota: 2 }), ['bai']));

  it('has room again the next day of the desk', async () => {
    for (let n = 0; n < 3; n += 1) await resolve(await inHand());
    expect(phases()).toEqual({ 'review named': 2, resolved: 1 });
    desk.wait(15 * 60 * 60_000); // midnight in Shanghai
    await resolve(await inHand());
    expect(phases()).toEqual({ 'review named': 3, resolved: 1 });
    expect((await listed())[0]).toMatchObject({ day: '2026-03-03', given: 1 });
  });

  it('keeps what they were given today when the desk writes of them anew', async () => {
    await resolve(await inHand());
    await desk.agent('bai', { team: 'aftersales', roles: ['reviewer'], until: '2026-12-31' });
    expect(await listed()).toEqual([
      { id: 'agt_bai', team: 'aftersales', leave: [], until: '2026-12-31', day: TODAY, given: 1 },
    ]);
  });

  it('who is on leave, is none any more, or has left, is given nothing', async () => {
    await desk.agent('bai', { team: 'quality', roles: ['reviewer'], leave: [{ from: TODAY, until: TODAY }] });
    await resolve(await inHand());
    await desk.agent('bai', { team: 'quality', roles: ['agent'] });
    expect(await listed()).toEqual([]);
    await resolve(await inHand());
    await desk.agent('bai', { team: 'quality', roles: ['reviewer'] });
    await desk.ports.directory.removeAgent('agt_bai');
    expect(await listed()).toEqual([]);
    expect(phases()).toEqual({ review: 2 });
  });

  it('is not counted when the change that would give it to them is not written', async () => {
    const id = await inHand();
    const { ticket } = (await desk.ports.tickets.read(id))!;
    await desk.give(id, { type: 'note', text: '…' }, lin);
    const slots = [{ reviewer: 'agt_bai' as const, day: TODAY, quota: 2, first: true }];
    const change = { before: ticket, after: { ...ticket, version: ticket.version + 1 }, events: [], wakes: false };
    expect(await desk.ports.tickets.commit({ ...change, urgency: '0', slots })).toBe('stale');
    expect(await given()).toEqual([0]);
  });
});

describe('what an agent has passed', () => {
  it('is asked for when not all of theirs is looked at, and counts over all categories of their team', async () => {
    await openDesk(sampling({ share: 0, newcomer: 3 }), ['bai']);
    const ids: TicketId[] = [];
    for (let n = 0; n < 3; n += 1) ids.push(await inHand());
    const [first] = ids;
    for (const id of ids) {
      await resolve(id);
      await desk.give(id, { type: 'review', verdict: 'pass' }, actorOf('agt_bai', 'reviewer'));
      await desk.give(id, { type: 'close' }, chief);
      await recordFact(desk.ports, id);
    }
    expect(await desk.ports.insight.passed('logistics', 'agt_lin')).toBe(3);
    expect(await desk.ports.insight.passed('logistics', 'agt_wang')).toBe(0);
    await recordFact(desk.ports, first as TicketId);
    expect(await desk.ports.insight.passed('logistics', 'agt_lin')).toBe(3);
    const fourth = await inHand();
    await resolve(fourth);
    const { data } = (await desk.ports.tickets.timeline(fourth, 0, 100)).items.find(
      ({ type }) => type === 'ticket.resolved',
    )!;
    expect(data).toMatchObject({ onward: { sampled: { share: 0.75 } } });
  });
});
