/** A request on a matter that the desk is already at. */

import { describe, expect, it } from 'vitest';
import { type Arriving, type Earlier, joiningOf } from '../../core/domain/handling/joining.ts';
import { JOINING, type JoiningPolicy } from '../../core/domain/handling/joining-rules.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { PHASES } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { START } from './people.ts';

const rules = (over: Partial<JoiningPolicy> = {}): { joining: JoiningPolicy } => ({
  joining: { windowMinutes: 60, sameOrder: 'join', sameCustomer: 'link', categories: {}, ...over },
});

const earlier = (over: Partial<Earlier> = {}): Earlier => ({
  id: 'tkt_1',
  phase: 'handling',
  category: 'delay',
  channel: 'shop',
  orders: ['E1'],
  openedAt: addMinutes(START, -30),
  customer: { id: 'cus_1', tier: 'standard', phone: '13812345678', email: 'Lin@Example.com' },
  parties: [],
  ...over,
});

const request = (over: Partial<Arriving> = {}): Arriving => ({
  category: 'delay',
  channel: 'im',
  customer: { id: 'cus_1' },
  orders: ['E1'],
  ...over,
});

const outcome = (of: Arriving, ones: readonly Earlier[], policy = rules()): string => {
  const { how, ticket, because } = joiningOf(of, ones, policy, START);
  return [how, ticket?.id, because].filter(Boolean).join(' ');
};

const stranger = { id: 'cus_2' };

describe('a request', () => {
  it.each<[string, Arriving, readonly Earlier[], string]>([
    ['on the same order joins', request(), [earlier()], 'join tkt_1 order'],
    ['by the same customer is linked', request({ orders: [] }), [earlier()], 'link tkt_1 customer'],
    [
      'on another order of the same customer is linked',
      request({ orders: ['E2'] }),
      [earlier()],
      'link tkt_1 customer',
    ],
    ['of another category is a matter of its own', request({ category: 'refund' }), [earlier()], 'open'],
    ['after the window', request(), [earlier({ openedAt: addMinutes(START, -61) })], 'open'],
    ['at the end of the window', request(), [earlier({ openedAt: addMinutes(START, -60) })], 'join tkt_1 order'],
    ['when the matter is solved', request(), [earlier({ phase: 'resolved' })], 'open'],
    ['by somebody else', request({ customer: stranger }), [earlier()], 'link tkt_1 order'],
    ['by somebody else on nothing', request({ customer: stranger, orders: [] }), [earlier()], 'open'],
    [
      'by the same phone',
      request({ customer: { ...stranger, phone: '+86 138-1234-5678' } }),
      [earlier()],
      'join tkt_1 order',
    ],
    [
      'by the same address of mail',
      request({ customer: { ...stranger, email: ' lin@example.COM' } }),
      [earlier()],
      'join tkt_1 order',
    ],
    [
      'prefers the ticket of the order to one of the customer',
      request(),
      [earlier({ id: 'tkt_2', orders: [], openedAt: addMinutes(START, -1) }), earlier()],
      'join tkt_1 order',
    ],
    [
      'prefers the latest',
      request(),
      [earlier(), earlier({ id: 'tkt_2', openedAt: addMinutes(START, -5) })],
      'join tkt_2 order',
    ],
    [
      'prefers one that the writer is a party of',
      request(),
      [earlier({ id: 'tkt_2', openedAt: START, customer: { ...stranger, tier: 'vip' } }), earlier()],
      'join tkt_1 order',
    ],
  ])('%s', (_, of, ones, expected) => {
    expect(outcome(of, ones)).toBe(expected);
  });

  it('follows the rules of its category', () => {
    const policy = rules({ categories: { delay: { windowMinutes: 10, sameOrder: 'link', sameCustomer: 'none' } } });
    expect(outcome(request(), [earlier()], policy)).toBe('open');
    expect(outcome(request(), [earlier({ openedAt: START })], policy)).toBe('link tkt_1 order');
    expect(outcome(request({ orders: [] }), [earlier({ openedAt: START })], policy)).toBe('open');
    expect(outcome(request({ category: 'constructor' }), [earlier({ category: 'constructor' })], policy)).toBe(
      'join tkt_1 order',
    );
  });
});

describe('a thread', () => {
  const old = earlier({ openedAt: addMinutes(START, -99_999), category: 'refund', orders: [], conversation: 'c-7' });

  it.each<[string, Arriving, Earlier, string]>([
    ['of a mail is exact', request({ inReplyTo: 'tkt_1' }), old, 'join tkt_1 reply'],
    ['of a chat, too', request({ channel: 'shop', conversation: 'c-7' }), old, 'join tkt_1 conversation'],
    ['of a chat elsewhere is another', request({ conversation: 'c-7' }), old, 'open'],
    ['opens a solved ticket again', request({ inReplyTo: 'tkt_1' }), { ...old, phase: 'resolved' }, 'join tkt_1 reply'],
    ['of a closed ticket is linked', request({ inReplyTo: 'tkt_1' }), { ...old, phase: 'closed' }, 'link tkt_1 reply'],
    [
      'of a chat about what is over is a new matter',
      request({ channel: 'shop', conversation: 'c-7' }),
      { ...old, phase: 'closed' },
      'open',
    ],
    [
      'that somebody else answers is linked',
      request({ inReplyTo: 'tkt_1', customer: stranger }),
      old,
      'link tkt_1 reply',
    ],
    [
      'that somebody answers who was asked',
      request({ inReplyTo: 'tkt_1', customer: { id: 'cus_9', email: 'depot@sf.example.com' } }),
      {
        ...old,
        parties: [
          {
            id: 'pty_1',
            kind: 'courier',
            name: 'depot',
            email: 'Depot@sf.example.com',
            language: 'zh',
            askedAt: START,
            expiresAt: START,
          },
        ],
      },
      'join tkt_1 reply',
    ],
  ])('%s', (_, of, one, expected) => {
    expect(outcome(of, [one])).toBe(expected);
  });
});

it('never lets anybody join whom the ticket does not know, and joins only what is open', () => {
  const ids = fc.constantFrom('cus_1', 'cus_2', 'cus_3');
  const contact = {
    phone: fc.option(fc.constantFrom('13812345678', '13900000000'), { nil: undefined }),
    email: fc.option(fc.constantFrom('a@example.com', 'b@example.com'), { nil: undefined }),
  };
  const person = fc
    .record({ id: ids, ...contact })
    .map(
      (each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)) as { id: string },
    );
  const orders = fc.subarray(['E1', 'E2']);
  const ticket = fc.record({
    id: fc.constantFrom('tkt_1' as const, 'tkt_2' as const),
    phase: fc.constantFrom(...PHASES),
    category: fc.constantFrom('delay', 'refund'),
    orders,
    openedAt: fc.integer({ min: -120, max: 0 }).map((minutes) => addMinutes(START, minutes)),
    customer: person.map((each) => ({ ...each, tier: 'standard' as const })),
    conversation: fc.constantFrom('c-1', 'c-2'),
  });
  const arriving = fc.record({
    customer: person,
    orders,
    channel: fc.constantFrom('shop', 'im'),
    conversation: fc.constantFrom('c-1', 'c-3'),
    inReplyTo: fc.constantFrom('tkt_1' as const, 'tkt_9' as const),
  });
  const how = fc.constantFrom(...JOINING);
  let joined = 0;
  fc.assert(
    fc.property(fc.array(ticket), arriving, how, how, (ones, of, sameOrder, sameCustomer) => {
      const found = joiningOf(
        request(of),
        ones.map((one) => earlier(one)),
        rules({ sameOrder, sameCustomer }),
        START,
      );
      if (found.how === 'open') expect(found.ticket).toBeUndefined();
      if (found.how !== 'join') return;
      joined += 1;
      const { customer, phase } = found.ticket as Earlier;
      const writer = of.customer as { id: string; phone?: string; email?: string };
      expect(['closed', 'archived']).not.toContain(phase);
      expect(
        writer.id === customer.id ||
          (writer.phone !== undefined && writer.phone === customer.phone) ||
          (writer.email !== undefined && writer.email === customer.email),
      ).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect(joined).toBeGreaterThan(50);
});
