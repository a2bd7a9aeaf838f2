/** Timelines are sealed: whatever somebody does to the store behind the desk's back is found, and where. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventSort } from '../../adapters/dynamodb/ticket-table.ts';
import { verifyDay } from '../../core/usecases/verify-audit.ts';
import { TABLES } from '../functions/support/aws.ts';
import { CHIEF, done, REVIEWER } from '../relations/support.ts';
import { NAME, ORDER, openPrivacyDesk, PHONE, type PrivacyDesk } from './support.ts';

let desk: PrivacyDesk;
let id: string;
beforeEach(async () => {
  desk = await openPrivacyDesk();
  await desk.agent('lin');
  id = await desk.opened();
  await desk.assign(id, 'agt_lin');
  done(await desk.command(id, { type: 'accept' }, { kind: 'agent', id: 'agt_lin', roles: ['agent'] }));
  done(await desk.command(id, { type: 'note', text: `已致电${PHONE}` }));
  done(await desk.say(id, `收件人是${NAME}`));
  done(await desk.command(id, { type: 'reply', text: '马上为您查询' }));
});
afterEach(() => desk.close());

const key = (seq: number) => ({ pk: { S: id }, sk: { S: eventSort(seq) } });
const HEAD = () => ({ pk: { S: id }, sk: { S: 'TICKET' } });
const item = (Key: object): any => desk.stores.dynamo('GetItem', { TableName: TABLES.ticket, Key }).Item;
const put = (Item: object) => desk.stores.dynamo('PutItem', { TableName: TABLES.ticket, Item });
const drop = (Key: object) => desk.stores.dynamo('DeleteItem', { TableName: TABLES.ticket, Key });
const change = (Key: object, how: (plain: any) => any) => {
  const { pk, sk, seal, salt, kept, ...rest } = item(Key);
  put({
    pk,
    sk,
    ...(seal && { seal }),
    ...(salt && { salt }),
    ...(kept && { kept }),
    ...marshall(how(unmarshall(rest))),
  });
};
/** What lives on the item itself of a number of events. */
const version = async () => (await desk.read(id)).version;

describe('a timeline that nobody has touched', () => {
  it('is what was sealed, and so it stays whatever the desk does', async () => {
    expect(await desk.verdict(id)).toBeUndefined();
    const other = await desk.opened('r-2');
    done(await desk.merge(other, id));
    expect([await desk.verdict(id), await desk.verdict(other)]).toEqual([undefined, undefined]);
    done(await desk.unmerge(other));
    done(await desk.command(id, { type: 'resolve', code: 'done', text: '已送达' }));
    done(await desk.command(id, { type: 'review', verdict: 'pass' }, REVIEWER));
    expect([await desk.verdict(id), await desk.verdict(other)]).toEqual([undefined, undefined]);
  });

  it('stays good when something is taken out of it, again and again, and when all is erased', async () => {
    done(await desk.redact(id, PHONE));
    expect(await desk.verdict(id)).toBeUndefined();
    done(await desk.redact(id, NAME));
    done(await desk.redact(id, ORDER));
    expect(await desk.verdict(id)).toBeUndefined();
    for (const value of [PHONE, NAME, ORDER]) expect(desk.kept(id)).not.toContain(value);
  });
});

describe('tampering is found', () => {
  it.each<[string, number, (event: any) => any]>([
    ['a word of a message', 5, (event) => ({ ...event, data: { ...event.data, text: '不是这么说的' } })],
    ['who did it', 4, (event) => ({ ...event, actor: { ...event.actor, id: 'agt_other' } })],
    ['when it was done', 4, (event) => ({ ...event, time: '2026-03-02T00:00:00.000Z' })],
    ['from where it was done', 4, (event) => ({ ...event, from: '203.0.113.9' })],
    ['what kind of event it was', 5, (event) => ({ ...event, type: 'ticket.noted' })],
    ['the customer', 1, (event) => ({ ...event, data: { ...event.data, customer: { id: 'c-9', tier: 'vip' } } })],
    ['the category', 1, (event) => ({ ...event, data: { ...event.data, category: 'complaint' } })],
    ['its number', 3, (event) => ({ ...event, seq: 9 })],
  ])('in %s', async (_, seq, how) => {
    change(key(seq), how);
    expect((await desk.verdict(id))?.seq).toBe(seq);
  });

  it('when the seal is taken away with the salt, or is another', async () => {
    const { seal: _, ...unsealed } = item(key(3));
    put(unsealed);
    expect(await desk.verdict(id)).toEqual({ seq: 3, fault: 'changed' });
    put({ ...unsealed, seal: item(key(2)).seal });
    expect(await desk.verdict(id)).toEqual({ seq: 3, fault: 'changed' });
  });

  it('when an event is dropped, wherever it stood', async () => {
    const count = await version();
    for (let seq = 1; seq <= count; seq += 1) {
      const kept = item(key(seq));
      drop(key(seq));
      expect(await desk.verdict(id)).toEqual({ seq, fault: 'missing' });
      put(kept);
    }
    expect(await desk.verdict(id)).toBeUndefined();
  });

  it('when two events change places, also with their numbers', async () => {
    const [third, fourth] = [item(key(3)), item(key(4))];
    put({ ...fourth, sk: third.sk });
    put({ ...third, sk: fourth.sk });
    expect((await desk.verdict(id))?.seq).toBe(3);
    put({ ...fourth, sk: third.sk, seq: third.seq, id: third.id });
    put({ ...third, sk: fourth.sk, seq: fourth.seq, id: fourth.id });
    expect(await desk.verdict(id)).toEqual({ seq: 3, fault: 'changed' });
  });

  it('when the end is cut off, also when the version follows', async () => {
    const count = await version();
    drop(key(count));
    expect(await desk.verdict(id)).toEqual({ seq: count, fault: 'missing' });
    change(HEAD(), (head) => ({ ...head, version: count - 1 }));
    expect(await desk.verdict(id)).toEqual({ seq: count - 1, fault: 'end' });
  });

  it('when one is added behind the last', async () => {
    const count = await version();
    put({ ...item(key(count)), ...key(count + 1), seq: { N: String(count + 1) }, id: { S: `${id}.${count + 1}` } });
    expect((await desk.verdict(id))?.seq).toBe(count + 1);
  });

  it('when the ticket is not what its events say', async () => {
    change(HEAD(), (head) => ({ ...head, priority: 'P0' }));
    expect(await desk.verdict(id)).toEqual({ seq: await version(), fault: 'head' });
  });

  it('when words are taken out and no redaction says so, or others stand there afterwards', async () => {
    done(await desk.redact(id, PHONE));
    const note = unmarshall(item(key(4)));
    expect(note.data.text).not.toContain(PHONE);
    change(key(4), (event) => ({ ...event, data: { ...event.data, text: '已致电▇▇▇，客户很满意' } }));
    expect(await desk.verdict(id)).toEqual({ seq: 4, fault: 'rewritten' });
  });

  it('when a redaction is feigned on an event that was never redacted', async () => {
    done(await desk.redact(id, PHONE));
    const { kept } = item(key(4));
    const reply = item(key(6));
    put({ ...reply, kept, data: { M: { text: { S: '▇▇▇' } } } });
    expect((await desk.verdict(id))?.seq).toBe(6);
  });

  it('in who took the words out, and in what the redaction says of them', async () => {
    done(await desk.redact(id, PHONE));
    const last = await version();
    const redaction = item(key(last));
    put({ ...redaction, replaced: { M: { ...redaction.replaced.M, 4: { S: 'AAAA' } } } });
    expect((await desk.verdict(id))?.seq).toBe(4);
    put(redaction);
    change(key(4), (event) => ({ ...event, actor: { kind: 'agent', id: 'agt_other' } }));
    expect(await desk.verdict(id)).toEqual({ seq: 4, fault: 'changed' });
  });
});

describe('a day of tickets', () => {
  const facts = async function* (...versions: [string, number][]) {
    for (const [ticketId, seen] of versions) yield { ticketId: ticketId as never, version: seen };
  };

  it('names those that are broken, those that are gone, and those that are older than was once seen', async () => {
    const [second, third] = [await desk.opened('r-2'), await desk.opened('r-3')];
    change(key(4), (event) => ({ ...event, correlation: 'another' }));
    const day = await verifyDay({
      audit: desk.audit,
      facts: facts([id, 6], [second, 1], [third, 9], ['tkt_00000000000000000000000999', 3]),
    });
    expect(day.tickets).toBe(4);
    expect(day.broken.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id, seq: 4, fault: 'changed' },
      { id: third, seq: (await desk.read(third)).version, fault: 'older' },
      { id: 'tkt_00000000000000000000000999', seq: 0, fault: 'gone' },
    ]);
  });
});

it('says nothing of what was written: the seal of an event with other words has another salt', async () => {
  const [one, two] = [await desk.opened('r-8'), await desk.opened('r-9')];
  const [first] = (await desk.sealed(one)).events;
  const [second] = (await desk.sealed(two)).events;
  expect(first?.salt).not.toBe(second?.salt);
  done(await desk.redact(one, PHONE, CHIEF));
  expect((await desk.sealed(one)).events[0]?.salt).not.toBe(first?.salt);
});
