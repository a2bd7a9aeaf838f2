/** Parts of the work in tickets of their own, and messages that become tickets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '../../core/domain/messages/plan.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { wrongLoads } from '../routing/support/desk.ts';
import { policy as shipped } from '../unit/desk.ts';
import { CHIEF, done, openRelationsDesk, REVIEWER, type RelationsDesk, refusalOf, SHOP } from './support.ts';

let desk: RelationsDesk;
let parent = '';
beforeEach(async () => {
  desk = await openRelationsDesk();
  await desk.agent('lin');
  parent = done(await desk.post({ uniqueId: 'r-1', orders: ['E1'] })).id;
  await desk.assign(parent, 'agt_lin');
});
afterEach(async () => {
  expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  await desk.close();
});

const part = async (request: Parameters<RelationsDesk['sub']>[1] = {}): Promise<TicketId> => {
  const { opened } = done(await desk.sub(parent, request)).outcome;
  if (!opened) throw new Error('Nothing was opened.');
  return opened.id;
};
const solve = async (id: TicketId): Promise<void> => {
  if ((await desk.read(id)).phase === 'queued') await desk.assign(id, 'agt_lin');
  done(await desk.command(id, { type: 'resolve', code: 'done', text: '照片已取得' }));
  done(await desk.command(id, { type: 'review', verdict: 'pass' }, REVIEWER));
  await desk.tell(id, 'parent');
};

describe('a sub-ticket', () => {
  it('is opened with its parent in one transaction, of the same customer, in a queue of its own', async () => {
    const child = await part({ queue: 'aftersales' });
    expect(await desk.read(child)).toMatchObject({
      ...{ phase: 'queued', queue: 'aftersales', customer: { id: 'c-1' }, channel: 'shop', orders: ['E1'] },
      uniqueId: `${parent}.3`,
      parent: { id: parent },
    });
    expect((await desk.read(parent)).subs).toMatchObject([{ id: child, title: '核实照片', seen: 0 }]);
    expect((await desk.types(parent)).at(-1)).toBe('sub-opened');
  });

  it('tells its parent once what came of it, and again when it is opened again', async () => {
    const child = await part();
    await solve(child);
    await desk.tell(child, 'parent');
    expect((await desk.timeline(parent)).at(-1)).toMatchObject({
      type: 'ticket.sub-changed',
      data: { id: child, done: true, resolution: { code: 'done', text: '照片已取得' } },
    });
    expect((await desk.types(parent)).filter((type) => type === 'sub-changed')).toHaveLength(1);
    done(await desk.command(child, { type: 'reopen', reason: '照片不清' }));
    await desk.tell(child, 'parent');
    expect((await desk.read(parent)).subs[0]?.done).toBeUndefined();
  });

  it.each([
    ['all', 2],
    ['any', 1],
    [2, 2],
  ] as const)('lets a parent that waits for %s go on after %i of two', async (wait, after) => {
    const children = [await part(), await part({ wait })];
    expect(await desk.read(parent)).toMatchObject({ phase: 'onHold', hold: { for: 'subTickets' } });
    for (const [at, child] of children.entries()) {
      expect((await desk.read(parent)).phase).toBe(at < after ? 'onHold' : 'handling');
      await solve(child);
    }
    expect((await desk.read(parent)).phase).toBe('handling');
  });

  it('keeps its parent from being resolved first', async () => {
    const child = await part();
    const resolve = { type: 'resolve', code: 'done', text: '好' } as const;
    expect(refusalOf(await desk.command(parent, resolve))).toBe('sub-tickets-open');
    await solve(child);
    expect(refusalOf(await desk.command(parent, resolve))).toBe('done');
  });

  it('is nothing that the customer hears of', async () => {
    const child = await desk.read(await part());
    const around = { policy: { ...desk.policy, notices: shipped.notices }, now: desk.now() };
    const told = (await desk.timeline(child.id)).flatMap((event) => plan(event, child, around));
    expect(told.flatMap(({ to }) => to)).not.toContain('customer');
    const owner = await desk.read(parent);
    const [opening] = await desk.timeline(parent);
    expect(plan(opening!, owner, around).map(({ to }) => to)).toEqual([['customer']]);
  });

  it('refuses what a channel says to it, a merge, and names that the policy does not have', async () => {
    const child = await part();
    expect(refusalOf(await desk.say(child, '?'))).toBe('ticket-not-found');
    expect(refusalOf(await desk.merge(child, parent))).toBe('cannot-merge');
    expect(refusalOf(await desk.merge(parent, child))).toBe('cannot-merge');
    expect(refusalOf(await desk.sub(parent, { queue: 'nowhere' }))).toBe('unknown-queue');
    expect(refusalOf(await desk.sub(parent, { category: 'nothing' }))).toBe('unknown-category');
    expect(refusalOf(await desk.sub(parent, {}, SHOP))).toBe('not-permitted');
    expect((await desk.read(parent)).subs).toHaveLength(1);
  });

  it('refuses to wait for more than there are, and opens nothing then', async () => {
    expect(refusalOf(await desk.sub(parent, { wait: 3 }))).toBe('nothing-to-change');
    expect(desk.tickets()).toHaveLength(1);
  });
});

describe('a message that is split out', () => {
  it('is a ticket of the customer, once; both timelines say so', async () => {
    done(await desk.say(parent, '另外，发票抬头写错了\n请改成公司名'));
    const seq = (await desk.read(parent)).version;
    const { opened } = done(await desk.split(parent, seq)).outcome;
    expect(await desk.read(opened?.id ?? '')).toMatchObject({
      ...{ subject: '另外，发票抬头写错了', uniqueId: `${parent}.${seq}`, orders: ['E1'], customer: { id: 'c-1' } },
      splitFrom: { id: parent },
    });
    expect((await desk.timeline(parent)).at(-1)).toMatchObject({ type: 'ticket.split', data: { seq, into: opened } });
    expect(refusalOf(await desk.split(parent, seq))).toBe('nothing-to-change');
    expect(desk.tickets()).toHaveLength(2);
  });

  it('refuses what no customer wrote', async () => {
    done(await desk.command(parent, { type: 'note', text: '在查' }, CHIEF));
    expect(refusalOf(await desk.split(parent, 1))).toBe('unknown-message');
    expect(refusalOf(await desk.split(parent, 3))).toBe('unknown-message');
    expect(refusalOf(await desk.split(parent, 99))).toBe('unknown-message');
  });
});
