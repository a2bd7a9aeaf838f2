/** What becomes of a request on a matter that the desk is at already. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JoiningRules } from '../../core/domain/handling/joining-rules.ts';
import { done, openRelationsDesk, PLAIN, REVIEWER, type RelationsDesk, refusalOf } from './support.ts';

const rules = (joining: Partial<JoiningRules>) => ({ ...PLAIN, joining: { ...PLAIN.joining, ...joining } });
const HER = { id: 'c-1', tier: 'standard', phone: '13800000102' } as const;
const OTHER = { id: 'c-2', tier: 'standard', phone: '13900000103' } as const;

let desk: RelationsDesk;
const open = async (joining: Partial<JoiningRules>): Promise<string> => {
  desk = await openRelationsDesk(rules(joining));
  await desk.agent('lin');
  return done(await desk.post({ uniqueId: 'first', orders: ['E1'], customer: HER, conversation: 'chat-7' })).id;
};
afterEach(() => desk.close());
const again = (more: object = {}) =>
  desk.post({ uniqueId: 'second', orders: ['E1'], customer: HER, description: '还是没到', ...more });

describe('a request on the same order', () => {
  it('becomes a message of the ticket, and the same request is answered so for ever', async () => {
    const first = await open({ sameOrder: 'join' });
    const joined = done(await again());
    expect(joined).toMatchObject({ id: first, joined: true, created: false, phase: 'queued' });
    expect((await desk.timeline(first)).at(-1)).toMatchObject({
      type: 'ticket.customer-replied',
      data: { text: '订单超时未派送\n还是没到' },
    });
    expect(desk.tickets()).toHaveLength(1);
    await desk.assign(first, 'agt_lin');
    expect(done(await again())).toEqual(joined);
    expect((await desk.types(first)).filter((type) => type === 'customer-replied')).toHaveLength(1);
  });

  it('refuses another content under the same uniqueId', async () => {
    await open({ sameOrder: 'join' });
    done(await again());
    expect(refusalOf(await again({ description: '别的事' }))).toBe('unique-id-reused');
  });

  it('gives a ticket that waited for the customer back to its agent', async () => {
    const first = await open({ sameOrder: 'join' });
    await desk.assign(first, 'agt_lin');
    done(await desk.command(first, { type: 'hold', for: 'customer' }));
    done(await again());
    expect((await desk.read(first)).phase).toBe('handling');
    expect((await desk.ports.directory.agent('agt_lin'))?.load).toBeGreaterThan(0);
  });

  it('of somebody else is a ticket of its own, linked with it', async () => {
    const first = await open({ sameOrder: 'join' });
    const second = done(await again({ customer: OTHER }));
    expect(second).toMatchObject({ created: true });
    expect((await desk.read(second.id)).links).toMatchObject([{ id: first, as: 'related' }]);
    expect((await desk.read(first)).links).toMatchObject([{ id: second.id, as: 'related' }]);
    expect((await desk.types(first)).at(-1)).toBe('linked');
  });

  it('is linked where the policy says so, and stands alone where it says nothing or the window is over', async () => {
    const first = await open({ sameOrder: 'link' });
    const second = done(await again());
    expect((await desk.read(first)).links).toMatchObject([{ id: second.id }]);
    desk.wait(25 * 60 * 60_000);
    const third = done(await again({ uniqueId: 'third' }));
    expect((await desk.read(third.id)).links).toEqual([]);
  });

  it('names the orders that the ticket does not know', async () => {
    const first = await open({ sameOrder: 'join', sameCustomer: 'join' });
    done(await again({ orders: ['E1', 'E9'] }));
    expect((await desk.timeline(first)).at(-1)).toMatchObject({ data: { text: '订单超时未派送\n还是没到\n订单: E9' } });
  });

  it('is a ticket of its own when others keep changing the first one', async () => {
    await open({ sameOrder: 'join' });
    const { commit } = desk.ports.tickets;
    desk.ports.tickets.commit = async (change) => (change.before ? 'stale' : commit(change));
    expect(done(await again())).toMatchObject({ created: true });
  });
});

describe('a thread', () => {
  it.each([
    ['by the code that the mail quotes', async (code: string) => again({ subject: `Re: 工单 ${code} 有新回复` })],
    ['by the conversation', async () => again({ orders: [], conversation: 'chat-7' })],
    ['by the ticket that it answers', async (_: string, id: string) => again({ orders: [], inReplyTo: id })],
  ])('is followed %s, whatever the policy says', async (_, ask) => {
    const first = await open({});
    const { code } = await desk.read(first);
    expect(done(await ask(code, first))).toMatchObject({ id: first, joined: true });
  });

  it('leads from a merged ticket to the one that goes on', async () => {
    const first = await open({});
    const second = done(await desk.post({ uniqueId: 'other', customer: HER })).id;
    done(await desk.merge(first, second));
    expect(done(await again({ inReplyTo: first }))).toMatchObject({ id: second, joined: true });
    expect((await desk.timeline(second)).at(-1)).toMatchObject({ data: { via: first } });
  });

  it('is not joined by somebody who only knows the code', async () => {
    const first = await open({});
    const { code } = await desk.read(first);
    const stranger = done(await again({ orders: [], customer: OTHER, subject: `Re: 工单 ${code} 有新回复` }));
    expect(stranger).toMatchObject({ created: true });
    expect(stranger).not.toHaveProperty('joined');
    expect(await desk.types(first)).toEqual(['opened', 'linked']);
  });

  it('of a closed ticket begins a new one', async () => {
    const first = await open({});
    await desk.assign(first, 'agt_lin');
    done(await desk.command(first, { type: 'resolve', code: 'done', text: '好' }));
    done(await desk.command(first, { type: 'review', verdict: 'pass' }, REVIEWER));
    done(await desk.command(first, { type: 'close' }));
    expect(done(await again({ inReplyTo: first }))).toMatchObject({ created: true });
  });

  it('never leads to a part of the work', async () => {
    const first = await open({ sameOrder: 'join' });
    await desk.assign(first, 'agt_lin');
    const child = done(await desk.sub(first)).outcome.opened;
    expect(done(await again({ inReplyTo: child?.id }))).toMatchObject({ id: first, joined: true });
  });
});

describe('a plain request', () => {
  beforeEach(() => open({ sameOrder: 'join' }));
  it('costs no read more than before', async () => {
    const sent: string[] = [];
    const client = desk.stores.client as { send(command: object): Promise<unknown> };
    const send = client.send.bind(client);
    client.send = (command) => {
      sent.push(command.constructor.name);
      return send(command);
    };
    done(await desk.post({ uniqueId: 'new', orders: ['E7'], customer: OTHER, subject: '请问开发票怎么弄' }));
    expect(sent.toSorted()).toEqual(['QueryCommand', 'QueryCommand', 'TransactWriteItemsCommand']);
  });
});
