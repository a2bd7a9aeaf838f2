/** Reveal, redact, keep for the law, erase: what they leave and what they do not, also when they are cut off. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createErasures } from '../../adapters/dynamodb/audit-erasures.ts';
import { createRewrites } from '../../adapters/dynamodb/audit-reads.ts';
import { createReveals } from '../../adapters/dynamodb/audit-reveals.ts';
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { dayOf, daysLater } from '../../core/domain/retention.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { archiveTicket } from '../../core/usecases/archive-ticket.ts';
import { eraseTicket } from '../../core/usecases/erase-ticket.ts';
import { redactTicket } from '../../core/usecases/redact-ticket.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { retainData } from '../../core/usecases/retain-data.ts';
import { REVEALS_PER_HOUR, revealData } from '../../core/usecases/reveal-data.ts';
import { TABLES } from '../functions/support/aws.ts';
import { CHIEF, done, REVIEWER, SHOP } from '../relations/support.ts';
import { EMAIL, NAME, ORDER, openPrivacyDesk, PHONE, type PrivacyDesk } from './support.ts';

const OPS = { kind: 'agent', id: 'agt_ops', roles: ['operator'] } as const;
const LIN = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;
const DAY_MS = 24 * 60 * 60_000;

let desk: PrivacyDesk;
let id: string;
beforeEach(async () => {
  desk = await openPrivacyDesk();
  await desk.agent('lin');
  id = await desk.opened();
  await desk.assign(id, 'agt_lin');
});
afterEach(() => desk.close());

const reveal = (fields: readonly string[], actor: typeof LIN | typeof OPS | typeof CHIEF = CHIEF, of = id) =>
  revealData(desk.ports, { idOrCode: of, actor, correlation: 'test', from: '203.0.113.9', fields, reason: '回电' });
const refusal = (result: object): string => (isRefused(result) ? result.refused : 'done');
const reveals = () =>
  createReveals({
    client: desk.stores.client,
    ticketTable: TABLES.ticket,
    readItem: createItemReads({ client: desk.stores.client, time: desk.ports.time }),
  });
const close = async (ticket: string): Promise<void> => {
  done(await desk.command(ticket, { type: 'resolve', code: 'done', text: `已联系${NAME}` }));
  done(await desk.command(ticket, { type: 'review', verdict: 'pass' }, REVIEWER));
  done(await desk.command(ticket, { type: 'close' }, SHOP));
};
const archive = async (ticket: string): Promise<void> => {
  await close(ticket);
  done(await archiveTicket(desk.ports, { ticketId: ticket as TicketId, correlation: 'test' }));
};

describe('to reveal', () => {
  it('shows what was asked for, once, and keeps who, why, which fields and from where', async () => {
    const { values } = done(await reveal(['customer.name', 'customer.phone', 'customer.region', 'text', 'subject']));
    expect(values).toMatchObject({ 'customer.name': NAME, 'customer.phone': PHONE, subject: `${NAME}的包裹没有送到` });
    expect(JSON.stringify(values.text)).toContain(ORDER);
    expect(Object.keys(values)).not.toContain('customer.region');
    const event = (await desk.timeline(id)).at(-1);
    expect(event).toMatchObject({
      ...{ type: 'ticket.revealed', actor: { id: CHIEF.id }, from: '203.0.113.9' },
      data: { fields: expect.arrayContaining(['text']), reason: '回电' },
    });
    expect(JSON.stringify(event)).not.toMatch(new RegExp(`${NAME}|${PHONE}`));
    const { items } = await reveals().by(CHIEF.id, '2026-03-02', undefined, 10);
    expect(items).toEqual([expect.objectContaining({ ticketId: id, seq: event?.seq, reason: '回电', by: CHIEF.id })]);
    expect((await reveals().by(CHIEF.id, '2026-03-03', undefined, 10)).items).toEqual([]);
  });

  it('refuses more within an hour than one person may, and not what comes in the next', async () => {
    for (let times = 0; times < REVEALS_PER_HOUR; times += 1) done(await reveal(['subject']));
    const { version } = await desk.read(id);
    expect(refusal(await reveal(['subject']))).toBe('reveal-limit');
    expect((await desk.read(id)).version).toBe(version);
    done(await reveal(['subject'], LIN));
    desk.wait(60 * 60_000);
    done(await reveal(['subject']));
    const pages = await reveals().by(CHIEF.id, '0000', undefined, 20);
    const rest = await reveals().by(CHIEF.id, '0000', pages.next, 20);
    expect(new Set([...pages.items, ...rest.items].map(({ seq }) => seq)).size).toBe(REVEALS_PER_HOUR + 1);
  });

  it('refuses who has nothing to do with the ticket', async () => {
    expect(refusal(await reveal(['subject'], OPS))).toBe('not-permitted');
    expect(refusal(await reveal(['subject'], { ...LIN, id: 'agt_wang' } as never))).toBe('not-the-assignee');
  });
});

describe('to redact', () => {
  it('takes the value out of the head, all events and all copies, and keeps it nowhere', async () => {
    done(await desk.command(id, { type: 'note', text: `电话${PHONE}打不通` }));
    done(await desk.sub(id, { subject: `请联系${PHONE}`, description: `${PHONE}` }));
    const other = await desk.opened('r-2');
    done(await desk.merge(other, id));
    const { outcome, others } = done(await desk.redact(id, PHONE, CHIEF, `误发${PHONE}`));
    expect(outcome.events.map(({ type }) => type)).toEqual(['ticket.redacted']);
    expect(others.length).toBe(2);
    const { Items } = desk.stores.dynamo('Scan', { TableName: TABLES.ticket });
    // The tests write a request itself where the desk writes its hash.
    const all = JSON.stringify(Items.filter((item: any) => item.sk.S !== 'INTAKE'));
    expect(all).not.toContain(PHONE);
    expect(all).toContain(NAME);
    for (const each of [id, other]) expect(await desk.verdict(each)).toBeUndefined();
    expect(refusal(await desk.redact(id, PHONE))).toBe('nothing-to-change');
  });

  it('changes nothing but the words: what is told is told, by whom and when', async () => {
    const before = await desk.timeline(id);
    done(await desk.redact(id, NAME));
    const after = (await desk.timeline(id)).slice(0, before.length);
    expect(after.map(({ data: _, ...rest }) => rest)).toEqual(before.map(({ data: _, ...rest }) => rest));
  });

  it('is finished by the next attempt when a long ticket was cut off in between', async () => {
    for (let note = 0; note < 120; note += 1) done(await desk.command(id, { type: 'note', text: `${note} ${PHONE}` }));
    let left = 40;
    const dying = {
      send: (command: object) => {
        if (command instanceof UpdateItemCommand && left-- <= 0) throw new Error('cut off');
        return desk.stores.client.send(command as never);
      },
    };
    const given = { time: desk.ports.time, ticketTable: TABLES.ticket, tickets: desk.ports.tickets };
    const rewrites = createRewrites({ ...given, client: dying as never });
    const redaction = { ticket: id, value: PHONE, reason: '误发', actor: CHIEF, correlation: 'test' };
    await expect(redactTicket({ ...desk.ports, rewrites }, redaction)).rejects.toThrow('cut off');
    expect((await desk.verdict(id))?.fault).toBe('rewritten'); // and says so, until it is finished
    done(await redactTicket(desk.ports, redaction));
    expect(await desk.verdict(id)).toBeUndefined();
    expect(desk.kept(id)).not.toContain(PHONE);
  });

  it('refuses agents', async () => {
    expect(refusal(await desk.redact(id, PHONE, LIN))).toBe('not-permitted');
  });
});

describe('what is kept no longer', () => {
  const erasures = () =>
    createErasures({ client: desk.stores.client, time: desk.ports.time, ticketTable: TABLES.ticket });
  const run = (more = {}) => retainData({ ...desk.ports, erasures: erasures(), ...more }, { correlation: 'test' });

  it('is erased on its day, and the ticket can still be counted and checked', async () => {
    await archive(id);
    desk.wait(180 * DAY_MS);
    expect(await run()).toMatchObject({ erased: 0 });
    expect(desk.kept(id)).toContain(PHONE);
    desk.wait(DAY_MS);
    expect(await run()).toMatchObject({ erased: 1, failed: 0 });
    for (const value of [NAME, PHONE, EMAIL, ORDER]) expect(desk.kept(id)).not.toContain(value);
    expect(await desk.verdict(id)).toBeUndefined();
    expect(await desk.read(id)).toMatchObject({
      phase: 'archived',
      customer: { id: 'erased', tier: 'gold' },
      orders: [],
    });
    expect((await desk.ports.tickets.ofCustomer('c-r-1', undefined, 10)).items).toEqual([]);
    expect((await desk.ports.tickets.ofCustomer('erased', undefined, 10)).items).toEqual([]);
    desk.wait(DAY_MS);
    expect(await run()).toMatchObject({ erased: 0, failed: 0 });
    const reports = await erasures().reports(5);
    expect(reports.map(({ erased }) => erased)).toEqual([0, 1, 0]);
  });

  it('is kept under a legal hold, and erased some days after it has ended', async () => {
    await archive(id);
    done(await desk.command(id, { type: 'holdForLaw', on: true, reason: '诉讼' }, OPS));
    desk.wait(181 * DAY_MS);
    expect(await run()).toMatchObject({ erased: 0, held: 1 });
    done(await desk.command(id, { type: 'holdForLaw', on: false, reason: '结案' }, OPS));
    desk.wait(7 * DAY_MS);
    expect(await run()).toMatchObject({ erased: 1, held: 0 });
    expect(desk.kept(id)).not.toContain(PHONE);
  });

  it('is erased once though it is cut off and run again, and the others are erased though one fails', async () => {
    const second = await desk.opened('r-2');
    await desk.assign(second, 'agt_lin');
    for (let note = 0; note < 95; note += 1)
      done(await desk.command(second, { type: 'note', text: `${note} ${PHONE}` }));
    await archive(id);
    await archive(second);
    desk.wait(181 * DAY_MS);
    const failing = { ahead: () => Promise.reject(new Error('cut off')) };
    expect(await run({ rewrites: failing })).toMatchObject({ erased: 1, failed: 1 });
    desk.wait(DAY_MS);
    expect(await run()).toMatchObject({ erased: 1, failed: 0 });
    for (const each of [id, second]) {
      expect(desk.kept(each)).not.toMatch(new RegExp(`${PHONE}|${NAME}`));
      expect(await desk.verdict(each)).toBeUndefined();
    }
    const today = dayOf(desk.now());
    expect(await eraseTicket(desk.ports, { id: second as TicketId, today, correlation: 'test' })).toEqual({
      done: 'gone',
    });
    expect(daysLater('2026-02-28', 1)).toBe('2026-03-01');
  });
});
