/**
 * Every person is told everything once: over 2,000 tickets, whose events come twice, late and out of order, through a provider that
 * fails a third of its calls and is out for an hour, on the real adapters. `SEED=7 npx vitest run test/system/notices-exactly-once.test.ts` plays one again.
 */
import { afterAll, expect, it } from 'vitest';
import type { NoticeRule } from '../../core/domain/messages/notice-policy.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { addMs, type Instant } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { type Due, type OutgoingMessage, Throttled } from '../../core/ports-notices.ts';
import { dueHandlers, notifyDue } from '../../core/usecases/notify-due.ts';
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { openTicket } from '../../core/usecases/open-ticket.ts';
import { TABLES } from '../functions/support/aws.ts';
import { addressee, idOf, openOutbox } from '../notices/outbox.ts';
import { DEFAULT_POLICY, openRoutingDesk } from '../routing/support/desk.ts';

const TICKETS = 2000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DELIVERIES = 10;
const LIN = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
let state = seed >>> 0;
/** Mulberry32: 0 to 1. */
const random = (): number => {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
const chance = (share: number): boolean => random() < share;

const row = (over: Partial<NoticeRule> & Pick<NoticeRule, 'when' | 'to' | 'by'>): NoticeRule => ({
  ...{ template: over.when, digest: false, urgent: false },
  ...over,
});
/** Of every kind one: what waits for the morning, what does not, what is gathered, what a group is told. */
const TABLE = [
  row({ when: 'received', to: ['customer'], by: ['mail', 'sms'] }),
  row({ when: 'answered', to: ['customer'], by: ['mail'], urgent: true }),
  row({ when: 'mentioned', to: ['named'], by: ['mail'], digest: true }),
  row({ when: 'escalated', to: [], by: ['robot:ops'], urgent: true }),
  row({ when: 'escalated', to: ['supervisor'], by: ['mail'], urgent: true }),
];
const POLICY: Policy = {
  ...DEFAULT_POLICY,
  notices: {
    ...DEFAULT_POLICY.notices,
    table: TABLE,
    robots: { ops: { kind: 'wecom' } },
    burst: { after: 5, withinMinutes: 10 },
  },
};

interface Call {
  readonly action: string;
  readonly body: any;
}

interface Message {
  readonly body: { readonly ticketId: TicketId; readonly seq: number } | { readonly due: Due };
  visibleAt: Instant;
  receives: number;
}

const desk = await openRoutingDesk(POLICY);
afterAll(() => desk.close());
const box = openOutbox(desk);
const ports = { ...desk.ports, ...box.ports, alarms: { raised: async () => undefined } };
const handlers = dueHandlers(ports);

let calls = 0;
let failed = 0;
/** Nothing goes through for an hour. */
let outage = false;
/** A third fails without having sent anything: some say when to come again. */
box.outbox.answer = () => {
  if (outage) throw new Error('503');
  calls += 1;
  if (!chance(1 / 3)) return undefined;
  failed += 1;
  throw chance(0.2) ? new Throttled('429', Math.ceil(random() * 300)) : new Error('500');
};

/**
 * Whoever is at it dies with one write in thirty, before it is done or after; but not between sending and noting that: then it would go
 * out twice, which is what remains (ADR 0014).
 */
let deaths = 0;
const isOfNotices = ({ TableName, TransactItems = [] }: Call['body']): boolean =>
  TableName === TABLES.notice || TransactItems.some(({ Update }: any) => Update?.TableName === TABLES.notice);
const die = ({ action, body }: Call): void => {
  const isSent = body.ExpressionAttributeValues?.[':new_state']?.S === 'sent';
  if (!/^(Put|Update|Transact)/.test(action) || isSent || !isOfNotices(body) || !chance(1 / 60)) return;
  deaths += 1;
  throw new Error('died');
};
desk.stores.before = die;
desk.stores.after = die;

const queue = new Set<Message>();
const deadLetters: Message[] = [];
const put = (body: Message['body'], inMs = 0): void => {
  queue.add({ body, visibleAt: addMs(desk.now(), inMs), receives: 0 });
};

const receive = async (message: Message): Promise<void> => {
  message.receives += 1;
  message.visibleAt = addMs(desk.now(), 3 * MINUTE);
  const last = message.receives >= DELIVERIES;
  try {
    const { body } = message;
    await ('due' in body ? notifyDue(handlers, body.due, { last }) : notifyOfEvent(ports, { ...body, last }));
    queue.delete(message);
  } catch {
    if (!last) return;
    queue.delete(message);
    deadLetters.push(message);
  }
};

/** All that is visible, in any order, two batches of ten at once. */
const work = async (): Promise<void> => {
  const visible = [...queue].filter(({ visibleAt }) => visibleAt <= desk.now());
  const shuffled = visible.map((message) => ({ message, at: random() })).toSorted((a, b) => a.at - b.at);
  for (let from = 0; from < shuffled.length; from += 20)
    await Promise.all(shuffled.slice(from, from + 20).map(({ message }) => receive(message)));
};

const minute = async (): Promise<void> => {
  await work();
  desk.wait(MINUTE);
  // A schedule misses turns, and takes others twice.
  const looks = chance(0.1) ? 0 : chance(0.1) ? 2 : 1;
  for (let look = 0; look < looks; look += 1)
    for (const due of await box.look(chance(0.3)).catch(() => []))
      for (let time = chance(0.2) ? 2 : 1; time > 0; time -= 1) put({ due });
};

/** Late by up to a quarter of an hour, some by half a day; three in ten come again, some the next day. */
const announce = (ticketId: TicketId, seq: number): void => {
  const delay = () => (chance(0.02) ? random() * 12 * HOUR : random() * 15 * MINUTE);
  put({ ticketId, seq }, delay());
  while (chance(0.3)) put({ ticketId, seq }, chance(0.2) ? 24 * HOUR + delay() : delay());
};

const expected = new Map<string, string>();
const toTell = (id: string, whom: string) => expected.set(id, whom);

const opened = async (number: number): Promise<void> => {
  const id = `tkt_${String(number).padStart(26, '0')}` as const;
  const phone = chance(0.2);
  const customer = phone ? { phone: `138${String(number).padStart(8, '0')}` } : { email: `c${number}@example.com` };
  await openTicket(
    { ...ports, ids: { ticketId: () => id, code: () => String(number).padStart(8, '0') } },
    {
      request: {
        ...{ channel: 'shop', uniqueId: `r-${number}`, subject: '订单超时未派送', description: '。', language: 'zh' },
        customer: { id: `c-${number}`, tier: 'standard', ...customer },
        ...{ orders: [], impact: 'one', tags: [] },
      },
      bodyHash: '',
      nonce: { channel: 'shop', value: `n-${number}`, expiresAt: addMs(desk.now(), HOUR) },
      correlation: 'test',
    },
  );
  toTell(`${id}.1#received#customer`, phone ? `138${String(number).padStart(8, '0')}` : `c${number}`);
  announce(id, 1);
  const kind = random();
  const chief = { kind: 'agent', id: 'agt_boss', roles: ['supervisor'] } as const;
  const noted = async (command: Parameters<typeof desk.give>[1], type: string) => {
    const done = await desk.give(id, command, chief);
    if ('refused' in done) throw new Error(done.refused);
    const { items } = await ports.tickets.timeline(id, 0, 20);
    const { seq } = items.findLast((event) => event.type === type)!;
    announce(id, seq);
    return `${id}.${seq}`;
  };
  if (kind < 0.4) {
    const event = await noted({ type: 'note', text: '请看', mentions: ['agt_lin'] }, 'ticket.noted');
    toTell(`${event}#mentioned#agt_lin`, 'agt_lin');
  } else if (kind < 0.6) {
    const event = await noted({ type: 'escalate', reason: '查不到' }, 'ticket.escalated');
    toTell(`${event}#escalated#robot:ops`, 'robot:ops');
    for (const whom of ['agt_luo', 'agt_bai']) toTell(`${event}#escalated#${whom}`, whom);
  } else if (kind < 0.8 && !phone) {
    await desk.give(id, { type: 'assign', assignee: { id: 'agt_lin', team: 'logistics', name: 'lin' } }, chief);
    await desk.give(id, { type: 'reply', text: '在查' }, LIN);
    const { items } = await ports.tickets.timeline(id, 0, 20);
    const { seq } = items.findLast((event) => event.type === 'ticket.replied')!;
    announce(id, seq);
    toTell(`${id}.${seq}#answered#customer`, `c${number}`);
  }
};

it(`tells everybody everything once, whatever comes twice, late, out of order or fails (seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  await desk.agent('lin', { email: 'agt_lin@desk.example.com', digest: true, capacity: 100 });
  for (const name of ['luo', 'bai'])
    await desk.agent(name, { roles: ['supervisor'], email: `agt_${name}@desk.example.com` });
  await box.look().catch(() => []);
  desk.wait(7 * HOUR);
  // From the afternoon to the morning: twelve tickets in five minutes, most of them while customers sleep.
  for (let number = 1; number <= TICKETS; number += 1) {
    await opened(number);
    outage = number > 600 && number < 750;
    if (number % 12 === 0) for (let passed = 0; passed < 5; passed += 1) await minute();
  }
  for (let passed = 0; passed < 3 * 24 * 60 && (queue.size > 0 || passed < 24 * 60); passed += 1) await minute();
  // What was given up is played back; what customers were to be told of it in the night waits for the morning.
  const givenUp = deadLetters.length;
  for (let round = 0; round < 5 && deadLetters.length + queue.size > 0; round += 1) {
    for (const { body } of deadLetters.splice(0)) put(body);
    for (let passed = 0; passed < 24 * 60; passed += 1) await minute();
  }
  expect([queue.size, deadLetters.length]).toEqual([0, 0]);

  const told = new Map<string, string[]>();
  const note = (id: string, whom: string) => told.set(id, [...(told.get(id) ?? []), whom]);
  const groups: string[] = [];
  for (const message of box.outbox.sent as OutgoingMessage[]) {
    const id = idOf(message);
    const gathered = /^((?:digest|burst):.+)#(?:digest|burst)#(.+)$/.exec(id);
    if (!gathered) {
      note(id, addressee(message));
      continue;
    }
    groups.push(id);
    const lines = await ports.ledger.gathered(gathered[1] as string);
    for (const line of lines) note(line.id, gathered[2] as string);
  }
  expect(new Set(groups).size).toBe(groups.length);
  const once = new Map([...told].map(([id, whom]) => [id, whom.join()]));
  expect(once).toEqual(expected);
  console.info(
    `notices: ${expected.size} to tell, ${calls} calls, ${failed} failed, ${groups.length} digests and bursts, ${deaths} deaths, ${givenUp} given up and played back`,
  );
  // The test has seen what it is about.
  expect(failed / calls).toBeGreaterThan(0.3);
  expect(givenUp).toBeGreaterThan(0);
  expect(deaths).toBeGreaterThan(100);
  expect(groups.some((id) => id.startsWith('digest'))).toBe(true);
  expect(groups.some((id) => id.startsWith('burst'))).toBe(true);
});
