/** Two tickets become one and two again, with the loads of their agents and what customers say in between. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evolve } from '../../core/domain/evolve.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { archiveTicket } from '../../core/usecases/archive-ticket.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { actorOf, wrongLoads } from '../routing/support/desk.ts';
import { CHIEF, done, openRelationsDesk, REVIEWER, type RelationsDesk, refusalOf, SHOP } from './support.ts';

let desk: RelationsDesk;
let [first, second] = ['', ''];
const opened = async (uniqueId: string, more: object = {}) => done(await desk.post({ uniqueId, ...more })).id;

beforeEach(async () => {
  desk = await openRelationsDesk();
  await desk.agent('lin');
  await desk.agent('wang');
  first = await opened('r-1', { orders: ['E1', 'E2'], tags: ['vip'] });
  second = await opened('r-2', { orders: ['E2'] });
  await desk.assign(first, 'agt_lin');
  await desk.assign(second, 'agt_wang');
});
afterEach(async () => {
  expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
  for (const ticket of desk.tickets())
    expect((await desk.timeline(ticket.id)).reduce<Ticket | undefined>(evolve, undefined)).toEqual(ticket);
  await desk.close();
});

const load = async (id: 'lin' | 'wang') => (await desk.ports.directory.agent(`agt_${id}`))?.open;

describe('merging', () => {
  it('puts one ticket into the other, with its orders and tags, and gives its agent room', async () => {
    const merged = done(await desk.merge(first, second));
    expect(merged.outcome).toMatchObject({ id: first, phase: 'merged' });
    expect(await desk.read(second)).toMatchObject({ phase: 'handling', orders: ['E2', 'E1'], tags: ['vip'] });
    expect([await load('lin'), await load('wang')]).toEqual([0, 1]);
    expect(desk.freed().filter(({ frees }) => frees === 'agt_lin')).toHaveLength(2); // when they came, and now
    expect((await desk.types(first)).at(-1)).toBe('merged');
    expect((await desk.types(second)).at(-1)).toBe('absorbed');
  });

  it('takes what the customer says further to the ticket that goes on', async () => {
    done(await desk.merge(first, second));
    const said = done(await desk.say(first, '还是没到'));
    expect(said.outcome).toMatchObject({ id: second });
    expect((await desk.timeline(second)).at(-1)).toMatchObject({
      type: 'ticket.customer-replied',
      data: { text: '还是没到', via: first },
    });
    expect(refusalOf(await desk.command(first, { type: 'urge' }, SHOP))).toBe('done');
    expect((await desk.read(second)).urges).toBe(1);
  });

  it('frees nobody when both tickets are of one agent, and tells that they have room', async () => {
    await desk.assign(first, 'agt_wang');
    const before = desk.freed().length;
    done(await desk.merge(first, second));
    expect(await load('wang')).toBe(1);
    expect(desk.freed().slice(before)).toMatchObject([{ frees: 'agt_wang' }]);
  });

  it('is written wholly or not at all when the other ticket changes meanwhile', async () => {
    const { commit } = desk.ports.tickets;
    let collided = false;
    desk.ports.tickets.commit = async (change) => {
      if (!collided && change.others) {
        collided = true;
        await desk.command(second, { type: 'note', text: '在查' });
      }
      return commit(change);
    };
    done(await desk.merge(first, second));
    expect(collided).toBe(true);
    expect((await desk.types(second)).slice(-2)).toEqual(['noted', 'absorbed']);
  });

  it.each([
    ['another customer', 'another-customer', async () => opened('r-3', { customer: { id: 'c-9', tier: 'standard' } })],
    ['itself', 'same-ticket', async () => first],
    ['a ticket that is not there', 'ticket-not-found', async () => 'tkt_00000000000000000000009999'],
  ])('refuses %s', async (_, code, into) => {
    expect(refusalOf(await desk.merge(first, await into()))).toBe(code);
    expect((await desk.read(first)).phase).toBe('handling');
  });

  it('refuses chains, solved tickets and people without the role', async () => {
    const third = await opened('r-3');
    done(await desk.merge(first, second));
    expect(refusalOf(await desk.merge(second, third))).toBe('cannot-merge');
    expect(refusalOf(await desk.merge(third, first))).toBe('command-not-allowed-in-phase');
    expect(refusalOf(await desk.merge(third, second, REVIEWER))).toBe('not-permitted');
    const outsider = { ...actorOf('agt_far', 'agent'), reach: ['payments'] };
    expect(refusalOf(await desk.merge(third, second, outsider))).toBe('not-your-team');
  });
});

describe('unmerging', () => {
  it('brings the ticket back to its agent as it was, with what was written to it since', async () => {
    const before = await desk.read(first);
    done(await desk.merge(first, second));
    done(await desk.say(first, '一'));
    done(await desk.say(second, '二'));
    done(await desk.say(first, '三'));
    done(await desk.unmerge(first));
    const after = await desk.read(first);
    const { unansweredSince: _, clocks: __, version: ___, ...was } = before;
    expect(after).toMatchObject(was);
    expect([await load('lin'), await load('wang')]).toEqual([1, 1]);
    expect((await desk.timeline(first)).slice(-3)).toMatchObject([
      { type: 'ticket.unmerged' },
      { type: 'ticket.customer-replied', data: { text: '一' } },
      { type: 'ticket.customer-replied', data: { text: '三' } },
    ]);
    expect(await desk.read(second)).toMatchObject({ orders: ['E2'], tags: [], absorbed: [] });
  });

  it('does not count as given to the agent anew', async () => {
    const { assignments, lastAssignedAt } = (await desk.ports.directory.agent('agt_lin'))!;
    done(await desk.merge(first, second));
    desk.wait(60_000);
    done(await desk.unmerge(first));
    expect(await desk.ports.directory.agent('agt_lin')).toMatchObject({ assignments, lastAssignedAt });
  });

  it('puts it into its queue when its agent has left', async () => {
    done(await desk.merge(first, second));
    expect(await desk.ports.directory.removeAgent('agt_lin')).toBe(true);
    done(await desk.unmerge(first));
    expect(await desk.read(first)).toMatchObject({ phase: 'queued', queue: 'logistics' });
  });

  it('wakes a ticket that waited for its customer, who has written', async () => {
    done(await desk.command(first, { type: 'hold', for: 'customer' }));
    done(await desk.merge(first, second));
    done(await desk.say(first, '地址是北京路 8 号'));
    done(await desk.unmerge(first));
    expect(await desk.read(first)).toMatchObject({ phase: 'handling' });
  });

  it('gives back a hundred messages in one transaction, the early ones as one', async () => {
    done(await desk.merge(first, second));
    for (let n = 1; n <= 100; n += 1) done(await desk.say(first, `第 ${n} 条`));
    done(await desk.unmerge(first));
    const texts = (await desk.timeline(first)).flatMap((event) =>
      event.type === 'ticket.customer-replied' ? [event.data.text] : [],
    );
    expect(texts.join('\n\n').split('\n\n')).toEqual(Array.from({ length: 100 }, (_, n) => `第 ${n + 1} 条`));
  });

  it('gives back only what came since the last merge', async () => {
    done(await desk.merge(first, second));
    done(await desk.say(first, '一'));
    done(await desk.unmerge(first));
    desk.wait(1000);
    done(await desk.merge(first, second));
    done(await desk.unmerge(first));
    expect((await desk.types(first)).slice(-2)).toEqual(['merged', 'unmerged']);
  });

  it('refuses a ticket that is not merged', async () => {
    expect(refusalOf(await desk.unmerge(first))).toBe('command-not-allowed-in-phase');
  });
});

describe('the archive', () => {
  const archived = async () => {
    done(await desk.command(second, { type: 'resolve', code: 'done', text: '好' }));
    done(await desk.command(second, { type: 'review', verdict: 'pass' }, REVIEWER));
    done(await desk.command(second, { type: 'close' }));
    return archiveTicket(desk.ports, { ticketId: second as `tkt_${string}`, correlation: 'test' });
  };

  it('takes a merged ticket with the one that absorbed it, not before, and then it stays', async () => {
    done(await desk.merge(first, second));
    const early = await archiveTicket(desk.ports, { ticketId: first as `tkt_${string}`, correlation: 'test' });
    expect(isRefused(early) && early.refused).toBe('command-not-allowed-in-phase');
    done(await archived());
    await desk.tell(second as `tkt_${string}`, 'absorbed');
    await desk.tell(second as `tkt_${string}`, 'absorbed');
    expect(await desk.read(first)).toMatchObject({ phase: 'merged', archivedAt: desk.now() });
    expect((await desk.types(first)).filter((type) => type === 'archived')).toHaveLength(1);
    expect(refusalOf(await desk.unmerge(first))).toMatch(/cannot-unmerge|command-not-allowed/);
  });

  it('leaves a ticket alone that was given back in time', async () => {
    done(await desk.merge(first, second));
    done(await desk.unmerge(first, CHIEF));
    done(await archived());
    await desk.tell(second as `tkt_${string}`, 'absorbed');
    expect((await desk.read(first)).phase).toBe('handling');
  });
});
