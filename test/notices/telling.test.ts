/** Who is told by which channel, when, and how often, on the real adapters; what leaves is kept. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoticePolicy, NoticeRule } from '../../core/domain/messages/notice-policy.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { addMs } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { type OutgoingMessage, type SendResult, Throttled } from '../../core/ports-notices.ts';
import { dueHandlers, notifyDue } from '../../core/usecases/notify-due.ts';
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { openTicket } from '../../core/usecases/open-ticket.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';
import { addressee, idOf, openOutbox } from './outbox.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LIN = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;

let desk: RoutingDesk;
let box: ReturnType<typeof openOutbox>;
afterEach(() => desk?.close());

const row = (over: Partial<NoticeRule> & Pick<NoticeRule, 'when' | 'to' | 'by'>): NoticeRule => ({
  ...{ template: over.when, digest: false, urgent: false },
  ...over,
});

const openDesk = async (table: readonly NoticeRule[], more: Partial<NoticePolicy> = {}) => {
  const policy: Policy = { ...DEFAULT_POLICY, notices: { ...DEFAULT_POLICY.notices, table, ...more } };
  desk = await openRoutingDesk(policy);
  box = openOutbox(desk);
};

let number = 0;
const openBy = async (customer: { readonly email?: string; readonly phone?: string }): Promise<TicketId> => {
  number += 1;
  const id = `tkt_${String(number).padStart(26, '0')}` as const;
  const ids = { ticketId: () => id, code: () => String(number).padStart(8, '0') };
  await openTicket(
    { ...desk.ports, ids },
    {
      request: {
        ...{ channel: 'shop', uniqueId: `r-${number}`, subject: '订单超时未派送', description: '。', language: 'zh' },
        customer: { id: 'c-1', tier: 'standard', ...customer },
        ...{ orders: [], impact: 'one', tags: [] },
      },
      bodyHash: '',
      nonce: { channel: 'shop', value: `n-${number}`, expiresAt: addMs(desk.now(), HOUR) },
      correlation: 'test',
    },
  );
  return id;
};

/** Of the last event of this type. */
const told = async (ticketId: TicketId, type: string, last = false) => {
  const { items } = await desk.ports.tickets.timeline(ticketId, 0, 100);
  const seq = items.findLast((event) => event.type === type)?.seq as number;
  await notifyOfEvent({ ...desk.ports, ...box.ports }, { ticketId, seq, last });
  return taken();
};
const taken = (): string[] => box.outbox.sent.splice(0).map((message) => `${message.kind} ${addressee(message)}`);

/** Looks, and does what is due. */
const pass = async (ms: number): Promise<string[]> => {
  desk.wait(ms);
  const alarms = { raised: async () => undefined };
  for (const due of await box.look())
    await notifyDue(dueHandlers({ ...desk.ports, ...box.ports, alarms }), due, { last: false });
  return taken();
};

const BOTH = { email: 'wang@example.com', phone: '13800138000' };
const GONE: SendResult = { refused: 'address', detail: 'Permanent' };
const refusing =
  (...kinds: OutgoingMessage['kind'][]) =>
  ({ kind }: OutgoingMessage) =>
    kinds.includes(kind) ? GONE : undefined;
const failing =
  (error: Error, ...kinds: OutgoingMessage['kind'][]) =>
  ({ kind }: OutgoingMessage) => {
    if (kinds.includes(kind)) throw error;
    return undefined;
  };

describe('the channel', () => {
  beforeEach(() => openDesk([row({ when: 'received', to: ['customer'], by: ['mail', 'sms'] })]));

  it('is the first by which they can be reached', async () => {
    expect(await told(await openBy(BOTH), 'ticket.opened')).toEqual(['mail wang']);
    expect(await told(await openBy({ phone: BOTH.phone }), 'ticket.opened')).toEqual(['sms 13800138000']);
    expect(await told(await openBy({}), 'ticket.opened')).toEqual([]);
  });

  it('is the one they prefer, where they have it', async () => {
    await box.ports.contacts.prefer('c-1', { preferred: 'sms' });
    expect(await told(await openBy(BOTH), 'ticket.opened')).toEqual(['sms 13800138000']);
    expect(await told(await openBy({ email: BOTH.email }), 'ticket.opened')).toEqual(['mail wang']);
  });

  it('gives way to the next one at once where an address is refused, and is not tried again for it', async () => {
    box.outbox.answer = refusing('mail');
    const id = await openBy(BOTH);
    expect(await told(id, 'ticket.opened')).toEqual(['sms 13800138000']);
    box.outbox.answer = () => undefined;
    expect(await told(id, 'ticket.opened')).toEqual([]);
    expect(await told(await openBy(BOTH), 'ticket.opened')).toEqual(['sms 13800138000']);
    expect(await told(await openBy({ ...BOTH, email: 'new@example.com' }), 'ticket.opened')).toEqual(['mail new']);
  });

  it('is tried again where it fails, until the last delivery, which takes the next one', async () => {
    const id = await openBy(BOTH);
    box.outbox.answer = failing(new Error('500'), 'mail');
    await expect(told(id, 'ticket.opened')).rejects.toThrow('500');
    await expect(told(id, 'ticket.opened')).rejects.toThrow('500');
    expect(await told(id, 'ticket.opened', true)).toEqual(['sms 13800138000']);
    expect(await told(id, 'ticket.opened')).toEqual([]);
  });

  it('refuses to give up in silence: where all of them fail at last it is left for the dead letters, and goes out from there', async () => {
    const id = await openBy(BOTH);
    box.outbox.answer = failing(new Error('500'), 'mail', 'sms');
    await expect(told(id, 'ticket.opened', true)).rejects.toThrow('500');
    box.outbox.answer = () => undefined;
    expect(await told(id, 'ticket.opened')).toEqual(['mail wang']);
  });

  it('that says when to come again is asked again then, and wears out no delivery', async () => {
    const id = await openBy({ email: BOTH.email });
    await pass(0);
    box.outbox.answer = failing(new Throttled('429', 300), 'mail');
    expect(await told(id, 'ticket.opened')).toEqual([]);
    expect(await told(id, 'ticket.opened')).toEqual([]);
    expect(await pass(4 * MINUTE)).toEqual([]);
    box.outbox.answer = () => undefined;
    expect(await pass(MINUTE)).toEqual(['mail wang']);
    expect(await pass(HOUR)).toEqual([]);
    box.outbox.answer = failing(new Throttled('429', 300), 'mail');
    const late = await openBy({ email: BOTH.email });
    desk.wait(25 * HOUR);
    await expect(told(late, 'ticket.opened')).rejects.toThrow('429');
  });

  it('that takes a message and gives it back later gives way to the next one, once', async () => {
    await pass(0);
    const id = await openBy(BOTH);
    await notifyOfEvent({ ...desk.ports, ...box.ports }, { ticketId: id, seq: 1 });
    const [mail] = box.outbox.sent.splice(0) as [OutgoingMessage];
    const notice = `${id}.1#received#customer`;
    expect(idOf(mail)).toBe(notice);
    const again = { ticketId: id, seq: 1, occasion: 'received', whom: 'customer' };
    await box.ports.duePlaces.put(desk.now(), { kind: 'notice', id: notice, data: again });
    expect(await box.ports.ledger.bounced(notice, 'mail')).toBe(true);
    expect(await pass(2 * MINUTE)).toEqual(['sms 13800138000']);
    await box.ports.duePlaces.put(desk.now(), { kind: 'notice', id: notice, data: again });
    expect(await pass(HOUR)).toEqual([]);
  });
});

describe('robots and hooks', () => {
  const ROBOT = { robots: { ops: { kind: 'wecom' } }, hooks: { erp: { url: 'https://erp.example.com' } } } as const;
  const escalated = async (by: NoticeRule['by'], more: readonly NoticeRule[] = []) => {
    await openDesk([row({ when: 'escalated', to: ['supervisor'], by, urgent: true }), ...more], ROBOT);
    await desk.agent('lin', { email: 'lin@desk.example.com' });
    for (const name of ['luo', 'bai'])
      await desk.agent(name, { roles: ['supervisor'], email: `${name}@desk.example.com` });
    const id = await desk.open({ priority: 'P1' });
    await desk.advance(id);
    await desk.give(id, { type: 'escalate', reason: '查不到' }, LIN);
    return id;
  };

  it('are told once, whoever is meant; then the persons where they refuse', async () => {
    const id = await escalated(['robot:ops', 'mail']);
    expect(await told(id, 'ticket.escalated')).toEqual(['robot robot:ops']);
    const other = await desk.open({ priority: 'P1' });
    await desk.advance(other);
    await desk.give(other, { type: 'escalate', reason: '查不到' }, LIN);
    box.outbox.answer = refusing('robot');
    expect((await told(other, 'ticket.escalated')).toSorted()).toEqual(['mail bai', 'mail luo']);
    expect(await told(other, 'ticket.escalated')).toEqual([]);
  });

  it('come behind persons whom nothing reaches', async () => {
    const id = await escalated(['mail', 'hook:erp']);
    box.outbox.answer = (message) => (addressee(message) === 'luo' ? GONE : undefined);
    expect((await told(id, 'ticket.escalated')).toSorted()).toEqual(['hook hook:erp', 'mail bai']);
  });

  it('do not keep each other from being told: what fails of one event comes again alone', async () => {
    const id = await escalated(
      ['robot:ops'],
      [row({ when: 'escalated', to: ['supervisor'], by: ['mail'], urgent: true })],
    );
    box.outbox.answer = failing(new Error('500'), 'robot');
    await expect(told(id, 'ticket.escalated')).rejects.toThrow('500');
    expect(taken().toSorted()).toEqual(['mail bai', 'mail luo']);
    box.outbox.answer = () => undefined;
    expect(await told(id, 'ticket.escalated')).toEqual(['robot robot:ops']);
  });

  it('that are told too much wait for their minute', async () => {
    const id = await escalated(['robot:ops', 'mail']);
    await pass(0);
    box.outbox.answer = failing(new Throttled('45009', 60), 'robot');
    expect(await told(id, 'ticket.escalated')).toEqual([]);
    box.outbox.answer = () => undefined;
    expect(await pass(2 * MINUTE)).toEqual(['robot robot:ops']);
  });
});

describe('quiet hours', () => {
  const NIGHT = 14 * HOUR; // 23:00 in Shanghai

  it('keep what is not urgent from customers until they end, in the words of then', async () => {
    await openDesk([row({ when: 'received', to: ['customer'], by: ['mail'] })]);
    desk.wait(NIGHT);
    await pass(0);
    const id = await openBy({ email: 'wang@example.com' });
    expect(await told(id, 'ticket.opened')).toEqual([]);
    expect(await told(id, 'ticket.opened')).toEqual([]);
    expect(await pass(9 * HOUR - 1)).toEqual([]);
    desk.wait(1);
    const [due] = await box.look();
    expect(due).toEqual({
      ...{ kind: 'notice', id: `${id}.1#received#customer` },
      data: { ticketId: id, seq: 1, occasion: 'received', whom: 'customer' },
    });
    const alarms = { raised: async () => undefined };
    for (let time = 0; time < 2; time += 1)
      await notifyDue(dueHandlers({ ...desk.ports, ...box.ports, alarms }), due!, { last: false });
    expect(box.outbox.sent).toHaveLength(1);
    expect(box.outbox.sent[0]).toMatchObject({ text: expect.stringContaining('昨天') });
  });

  it('are no reason to wait for what is urgent, nor for those of the desk; customers may have their own', async () => {
    const to = ['customer'] as const;
    await openDesk([
      row({ when: 'received', to, by: ['mail'] }),
      row({ when: 'answered', to, by: ['mail'], urgent: true }),
    ]);
    await box.ports.contacts.prefer('c-1', { quiet: { from: '09:00', to: '10:00' } });
    await desk.agent('lin');
    await pass(0);
    const id = await openBy({ email: 'wang@example.com' });
    expect(await told(id, 'ticket.opened')).toEqual([]);
    await desk.advance(id);
    await desk.give(id, { type: 'reply', text: '在查' }, LIN);
    expect(await told(id, 'ticket.replied')).toEqual(['mail wang']);
    expect(await pass(HOUR)).toEqual(['mail wang']);
    desk.wait(NIGHT - HOUR);
    expect(await told(await openBy({ email: 'wang@example.com' }), 'ticket.opened')).toEqual(['mail wang']);
  });

  it('drop what there is no way to say any more when they end', async () => {
    await openDesk([row({ when: 'received', to: ['customer'], by: ['mail'] })]);
    desk.wait(NIGHT);
    await pass(0);
    const id = await openBy({ email: 'wang@example.com' });
    await told(id, 'ticket.opened');
    await box.ports.contacts.markUnreachable('c-1', 'mail', 'wang@example.com', 'Permanent');
    expect(await pass(10 * HOUR)).toEqual([]);
    expect(await box.ports.ledger.ofTicket(id)).toMatchObject([{ state: 'dropped' }]);
  });
});

describe('those of the desk', () => {
  const told5 = async (count: number, over: object = {}): Promise<string[]> => {
    await desk.agent('luo', { roles: ['supervisor'], email: 'luo@desk.example.com', ...over });
    await desk.agent('lin', { capacity: 100 });
    await pass(0);
    const all: string[] = [];
    for (let each = 0; each < count; each += 1) {
      const id = await desk.open({ priority: 'P1' });
      await desk.advance(id);
      await desk.give(id, { type: 'escalate', reason: '查不到' }, LIN);
      all.push(...(await told(id, 'ticket.escalated')), ...(await told(id, 'ticket.escalated')));
    }
    return all;
  };
  const escalation = (over: object) => row({ when: 'escalated', to: ['supervisor'], by: ['mail'], ...over });

  it('get one message in the place of a burst, at the end of its window', async () => {
    await openDesk([escalation({ urgent: true })], { burst: { after: 3, withinMinutes: 10 } });
    expect(await told5(7)).toEqual(Array(3).fill('mail luo'));
    expect(await pass(10 * MINUTE)).toEqual([]);
    desk.wait(2 * MINUTE);
    const due = await box.look();
    expect(due.map(({ kind }) => kind)).toEqual(['gathered']);
    const alarms = { raised: async () => undefined };
    for (let time = 0; time < 2; time += 1)
      await notifyDue(dueHandlers({ ...desk.ports, ...box.ports, alarms }), due[0]!, { last: false });
    expect(box.outbox.sent).toHaveLength(1);
    const [mail] = box.outbox.sent as [Extract<OutgoingMessage, { kind: 'mail' }>];
    expect(mail.subject).toContain('4');
    for (const code of ['00000004', '00000005', '00000006', '00000007']) expect(mail.text).toContain(code);
    expect(mail.text).not.toContain('00000003');
    expect(mail.headers).toEqual({});
  });

  it('get all that is not urgent at the times of the digest, if they want it so', async () => {
    await openDesk([escalation({ digest: true })]);
    expect(await told5(2, { digest: true })).toEqual([]);
    expect(await pass(5 * HOUR)).toEqual([]); // 14:00
    expect(await pass(2 * MINUTE)).toEqual(['mail luo']);
    expect(await pass(24 * HOUR)).toEqual([]);
  });

  it('get it at once if they want none', async () => {
    await openDesk([escalation({ digest: true })]);
    expect(await told5(2)).toEqual(['mail luo', 'mail luo']);
  });

  it('may say that they want no more digests with one click', async () => {
    await openDesk([escalation({ digest: true })]);
    await told5(1, { digest: true });
    desk.wait(5 * HOUR + 2 * MINUTE);
    const alarms = { raised: async () => undefined };
    for (const due of await box.look())
      await notifyDue(dueHandlers({ ...desk.ports, ...box.ports, alarms }), due, { last: false });
    expect(box.outbox.sent).toMatchObject([
      {
        headers: {
          'List-Unsubscribe': '<https://desk.example.com/u/agt_luo>',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      },
    ]);
  });

  describe('read in their own language', () => {
    const HAN = /\p{Script=Han}/u;
    it.each([
      [['en', 'zh'], 'zh', false],
      [['zh', 'en'], 'en', true],
      [[], 'en', false],
      [[], 'zh', true],
    ] as const)('the first that they speak, %s, else that of the desk, %s', async (languages, language, isChinese) => {
      await openDesk([escalation({})], { language });
      const subjects: string[] = [];
      box.outbox.answer = (message) => {
        if (message.kind === 'mail') subjects.push(message.subject);
        return undefined;
      };
      expect(await told5(1, { languages })).toEqual(['mail luo']);
      expect(subjects.map((subject) => HAN.test(subject))).toEqual([isChinese]);
    });

    it('in a group that of the desk, whoever the ticket is of', async () => {
      await openDesk([row({ when: 'escalated', to: [], by: ['hook:erp'] })], {
        language: 'en',
        hooks: { erp: { url: 'https://erp.example.com' } },
      });
      const bodies: object[] = [];
      box.outbox.answer = (message) => {
        if (message.kind === 'hook') bodies.push(message.body);
        return undefined;
      };
      expect(await told5(1)).toEqual(['hook hook:erp']);
      expect(bodies).toEqual([expect.objectContaining({ language: 'en' })]);
    });

    it('in a digest, from its subject to the last of its lines', async () => {
      await openDesk([escalation({ digest: true })]);
      await told5(2, { digest: true, languages: ['en'] });
      desk.wait(5 * HOUR + 2 * MINUTE);
      const alarms = { raised: async () => undefined };
      for (const due of await box.look())
        await notifyDue(dueHandlers({ ...desk.ports, ...box.ports, alarms }), due, { last: false });
      expect(box.outbox.sent).toMatchObject([{ subject: 'Your notices (2)', language: 'en' }]);
      expect(JSON.stringify(box.outbox.sent)).not.toMatch(HAN);
    });
  });

  it('refuses what nobody knows how to do when it is due', async () => {
    await openDesk([]);
    await expect(notifyDue({}, { kind: 'lunch', id: '1', data: {} }, { last: false })).rejects.toThrow('lunch');
  });
});

describe('a mail about a ticket', () => {
  it('stands in its thread, and carries what its provider tells of it by', async () => {
    await openDesk([row({ when: 'received', to: ['customer'], by: ['mail'] })]);
    const id = await openBy({ email: 'wang@example.com' });
    await notifyOfEvent({ ...desk.ports, ...box.ports }, { ticketId: id, seq: 1 });
    expect(box.outbox.sent).toMatchObject([
      {
        ...{ kind: 'mail', to: 'wang@example.com', language: 'zh' },
        headers: { References: `<${id}@desk.example.com>`, 'In-Reply-To': `<${id}@desk.example.com>` },
        text: expect.stringContaining('https://desk.example.com/ticket'),
      },
    ]);
  });

  it('costs two writes', async () => {
    await openDesk([row({ when: 'received', to: ['customer'], by: ['mail'] })]);
    const id = await openBy({ email: 'wang@example.com' });
    const before = desk.stores.calls.length;
    await told(id, 'ticket.opened');
    const writes = desk.stores.calls.slice(before + 1).filter(({ action }) => !/Get|Query/.test(action));
    expect(writes.map(({ action }) => action)).toEqual(['UpdateItem', 'UpdateItem']);
  });
});
