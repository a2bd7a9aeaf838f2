import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTickets } from '../../adapters/dynamodb/tickets.ts';
import { createDueTimes, dueTimeOf, wakeAttributes } from '../../adapters/dynamodb/wake-index.ts';
import { createSweptWorkflow } from '../../adapters/sweeper/workflow.ts';
import type { Due, DueQueue } from '../../core/clockwork.ts';
import { milestones } from '../../core/domain/milestones.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs, type Instant, msBetween } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { type LookPorts, lookAtTicket } from '../../core/usecases/look-at-ticket.ts';
import { wakeAtOf } from '../../core/usecases/wake-at.ts';
import { TABLES } from '../functions/support/aws.ts';
import { actorOf, openRoutingDesk } from '../routing/support/desk.ts';

const lin = actorOf('agt_lin', 'agent');
const chief = actorOf('agt_chief', 'supervisor', 'reviewer');

/** The first thing that time brings to a ticket of somebody. */
const nextOf = (ticket: Ticket): Instant => milestones(ticket)[0]!.at;

/** The desk of the routing tests, whose tickets carry due times. */
const openSweptDesk = async () => {
  const desk = await openRoutingDesk();
  const { client } = desk.stores;
  const { time, policies } = desk.ports;
  const sent: Due[] = [];
  const dueQueue: DueQueue = { send: async (due) => void sent.push(...due), size: async () => sent.length };
  const dueTimes = createDueTimes({ client, ticketTable: TABLES.ticket });
  const tickets = (looks: boolean) =>
    createTickets({
      ...{ client, time, ticketTable: TABLES.ticket, directoryTable: TABLES.directory },
      wakeAttributes: async (change, isOther) => {
        const stored = looks && !isOther ? undefined : dueTimeOf(change.before);
        return wakeAttributes(change.after.id, wakeAtOf(change, stored, time.now(), await policies.active()));
      },
    });
  Object.assign(desk.ports, { tickets: tickets(false) });
  const ports: LookPorts = { ...desk.ports, tickets: tickets(true), dueTimes, dueQueue };
  return {
    ...desk,
    ports,
    sent,
    dueTimes,
    look: (ticketId: TicketId) => lookAtTicket(ports, { ticketId, correlation: 'test' }),
    /** What a sweep of every shard would find. */
    indexed: async (): Promise<Due[]> => {
      const pages = await Promise.all(
        dueTimes.shards.map((shard) => dueTimes.page(shard, '2027-01-01T00:00:00.000Z', undefined)),
      );
      return pages.flatMap(({ due }) => due);
    },
    ticket: (id: TicketId) => desk.tickets().find((each) => each.id === id)!,
    writes: () => desk.stores.calls.filter(({ action }) => /Write|Update|Put/.test(action)).length,
  };
};

let desk: Awaited<ReturnType<typeof openSweptDesk>>;
beforeEach(async () => {
  desk = await openSweptDesk();
});
afterEach(() => desk.close());

describe('the due time of a ticket', () => {
  it('is now when it was opened, its next milestone when it has somebody, and none when it is archived', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    expect(await desk.indexed()).toEqual([{ ticketId: id, at: desk.now() }]);
    expect(await desk.look(id)).toBe('looked');
    const ticket = desk.ticket(id);
    expect(ticket.phase).toBe('handling');
    expect(await desk.indexed()).toEqual([{ ticketId: id, at: nextOf(ticket) }]);
    await desk.give(id, { type: 'resolve', code: 'done', text: '好了。' }, lin);
    await desk.give(id, { type: 'review', verdict: 'pass' }, chief);
    await desk.give(id, { type: 'close' }, chief);
    expect(await desk.indexed()).toEqual([{ ticketId: id, at: desk.now() }]); // to be archived
    expect(await desk.look(id)).toBe('looked');
    expect(desk.ticket(id).phase).toBe('archived');
    expect(await desk.indexed()).toEqual([]);
    expect(await desk.look(id)).toBe('at rest');
  });

  it('lies in the same shard for ever, and all shards are used alike', async () => {
    for (let count = 0; count < 64; count += 1) await desk.open();
    const sizes = await Promise.all(
      desk.dueTimes.shards.map(
        async (shard) => (await desk.dueTimes.page(shard, addMs(desk.now(), 1), undefined)).due.length,
      ),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(64);
    expect(Math.max(...sizes)).toBeLessThanOrEqual((2 * 64) / sizes.length);
  });

  it('is read page by page', async () => {
    const ids = Array.from({ length: 600 }, (_, n) => `tkt_${String(n).padStart(25, '0')}0` as const);
    for (const [n, ticketId] of ids.entries())
      desk.stores.dynamo('PutItem', {
        TableName: TABLES.ticket,
        Item: { pk: { S: ticketId }, sk: { S: 'TICKET' }, ...wakeAttributes(ticketId, addMs(desk.now(), n)) },
      });
    const found: Due[] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const page = await desk.dueTimes.page(0, addMs(desk.now(), 600), next);
      found.push(...page.due);
      next = page.next;
      pages += 1;
    } while (next !== undefined);
    expect(found.map(({ ticketId }) => ticketId)).toEqual(ids);
    expect(pages).toBe(2);
  });
});

describe('a look at a ticket', () => {
  it('does nothing before its time, and comes back at its second when that is near', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    await desk.look(id);
    const warnAt = nextOf(desk.ticket(id));
    desk.sent.length = 0;
    const before = desk.writes();
    expect(await desk.look(id)).toBe('not due');
    expect(desk.sent).toEqual([]); // a sweep will see it in time
    desk.wait(msBetween(desk.now(), warnAt) - 1000);
    expect(await desk.look(id)).toBe('not due');
    expect(desk.sent).toEqual([{ ticketId: id, at: warnAt }]);
    expect(desk.writes()).toBe(before);
    desk.wait(1000);
    expect(await desk.look(id)).toBe('looked');
    expect(nextOf(desk.ticket(id)) > warnAt).toBe(true); // it was warned
  });

  it('is done once, however often and in whatever order it is asked for', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    const results = await Promise.all([desk.look(id), desk.look(id), desk.look(id)]);
    expect(results.filter((result) => typeof result === 'object')).toEqual([]);
    expect(await desk.look(id)).toBe('not due');
    expect(desk.ticket(id)).toMatchObject({ phase: 'handling', version: 2 });
  });

  it('that changes nothing puts the due time off with one write, so that it is not swept for ever', async () => {
    const id = await desk.open({ priority: 'P3' });
    desk.stores.calls.length = 0;
    expect(await desk.look(id)).toBe('looked');
    const [first] = await desk.indexed();
    expect(first!.at > desk.now()).toBe(true);
    expect(desk.writes()).toBe(1);
    expect(desk.ticket(id).version).toBe(1);
    expect(await desk.look(id)).toBe('not due');
  });

  it('does not put off what somebody else has made due in the meantime', async () => {
    const id = await desk.open({ priority: 'P3' });
    let meddled = false;
    desk.stores.before = async ({ action }) => {
      if (action !== 'UpdateItem' || meddled) return;
      meddled = true;
      await desk.give(id, { type: 'note', text: '客户又来电。' }, chief);
    };
    expect(await desk.look(id)).not.toHaveProperty('refused');
    expect(meddled).toBe(true);
    const ticket = desk.ticket(id);
    expect(ticket.version).toBe(2);
    const [due] = await desk.indexed();
    expect(due!.at > desk.now()).toBe(true);
  });

  it('at a closed ticket that is archived by another this very moment has nothing left to do', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    await desk.look(id);
    await desk.give(id, { type: 'resolve', code: 'done', text: '好了。' }, lin);
    await desk.give(id, { type: 'review', verdict: 'pass' }, chief);
    await desk.give(id, { type: 'close' }, chief);
    const { version } = desk.ticket(id);
    let other: unknown;
    desk.stores.before = async ({ action }) => {
      if (action !== 'TransactWriteItems' || other !== undefined) return;
      other = 'begun';
      other = await desk.look(id);
    };
    expect(await desk.look(id)).toBe('looked');
    expect(other).toBe('looked');
    expect(desk.ticket(id)).toMatchObject({ phase: 'archived', version: version + 1 });
  });

  it('is not put off by what others do before it: what is due stays due until somebody has looked', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    const openedAt = desk.now();
    desk.wait(3000);
    await desk.give(id, { type: 'note', text: '客户又来电。' }, chief);
    expect(await desk.indexed()).toEqual([{ ticketId: id, at: openedAt }]);
    expect(await desk.look(id)).toBe('looked');
    expect(desk.ticket(id).phase).toBe('handling');
  });

  it('is put off at once by what makes it needless', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    await desk.look(id);
    desk.wait(60_000);
    const before = nextOf(desk.ticket(id));
    await desk.give(id, { type: 'reply', text: '您好。' }, lin);
    const after = nextOf(desk.ticket(id));
    expect(after > before).toBe(true);
    expect(await desk.indexed()).toEqual([{ ticketId: id, at: after }]);
  });
});

describe('an operator', () => {
  it('makes a ticket due whose due time was lost, and leaves an archived one alone', async () => {
    await desk.agent('lin');
    const id = await desk.open({ priority: 'P1' });
    desk.stores.dynamo('UpdateItem', {
      TableName: TABLES.ticket,
      Key: { pk: { S: id }, sk: { S: 'TICKET' } },
      UpdateExpression: 'REMOVE wakeKey, wakeSort',
    });
    expect(await desk.look(id)).toBe('at rest');
    const workflow = createSweptWorkflow({ dueTimes: desk.dueTimes, time: desk.ports.time });
    expect(await workflow.start(id, 2)).toBe('started');
    expect(await desk.indexed()).toEqual([{ ticketId: id, at: desk.now() }]);
    expect(await desk.look(id)).toBe('looked');
    expect(desk.ticket(id).phase).toBe('handling');
    expect(await workflow.parked(id)).toBeUndefined();
  });
});

it('keeps no due time where the workflow is the clockwork', async () => {
  const plain = await openRoutingDesk();
  const id = await plain.open();
  expect(plain.items(TABLES.ticket).filter((item) => item.wakeKey || item.wakeSort)).toEqual([]);
  expect(id).toBeDefined();
  plain.close();
});
