/** Of most events nobody has to be told: those never reach whoever tells people, and no notice may be lost by it. */
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../core/domain/events.ts';
import { OCCASIONS } from '../../core/domain/messages/occasion.ts';
import { plan } from '../../core/domain/messages/plan.ts';
import { isSilent, silentOf } from '../../core/domain/messages/silent.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { askingAt } from '../../core/domain/survey/asking.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { customerOf } from '../../core/usecases/people-of.ts';
import fc from '../support/properties.ts';
import { life, type Step } from './anything.ts';
import { policy, START } from './desk.ts';
import { live } from './lives.ts';
import { openedUnder } from './story.ts';

const EVERYBODY = ['customer', 'assignee', 'supervisor', 'followers', 'approvers', 'reviewer', 'named'] as const;
/** Whatever happens, all whom it can concern are told. */
const TALKATIVE: Policy = {
  ...policy,
  notices: {
    ...policy.notices,
    table: OCCASIONS.map((when) => ({
      ...{ when, to: EVERYBODY, by: ['mail'] as const, template: when, digest: false, urgent: false },
    })),
  },
};
const GROUP: Policy = {
  ...policy,
  notices: {
    ...policy.notices,
    table: [{ when: 'received', to: [], by: ['robot:ops'], template: 'received', digest: false, urgent: false }],
  },
};

const reached = (ticket: Ticket, email?: string): Ticket => {
  const { email: _, phone: __, ...customer } = ticket.customer;
  return { ...ticket, customer: { ...customer, ...(email !== undefined && { email }) } };
};

/** As those who tell people would see it, if they were asked at once. */
const somebodyIsTold = (event: Recorded, ticket: Ticket, rules: Policy, now: string): boolean =>
  askingAt(ticket, event, rules) !== undefined ||
  plan(event, ticket, { policy: rules, now }).some(
    ({ to }) => to.some((who) => who !== 'customer') || to.length === 0 || customerOf(ticket).length > 0,
  );

/** What every step of a life wrote, and the ticket as it was from then on. */
const changes = (steps: readonly Step[], rules: Policy) => {
  const marks: { readonly from: number; readonly after: Ticket; readonly now: string }[] = [];
  const { events } = live(
    steps,
    ({ version: from }, after, _, now) => {
      marks.push({ from, after, now });
    },
    rules,
  );
  return marks.map(({ from, after, now }) => ({
    ...{ after, now },
    events: events.filter(({ seq }) => seq > from && seq <= after.version),
  }));
};

describe('an event is silent', () => {
  it.each([
    ['the default rules', policy],
    ['rules that tell everybody of everything', TALKATIVE],
  ])('when, under %s, nobody would be told of it, and else never', (_, rules) => {
    const seen = { silent: 0, told: 0 };
    fc.assert(
      fc.property(life, fc.constantFrom(undefined, 'wang@example.com'), (steps, email) => {
        for (const { events, after, now } of changes(steps, rules)) {
          const ticket = reached(after, email);
          const silent = silentOf(events, ticket, { policy: rules, now });
          for (const event of events) {
            const told = somebodyIsTold(event, ticket, rules, now);
            expect([event.type, silent.includes(event.seq)]).toEqual([event.type, !told]);
            seen[told ? 'told' : 'silent'] += 1;
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(seen.silent, seen.told)).toBeGreaterThan(100);
  });

  const openedBy = (email: string | undefined, rules: Policy): boolean => {
    const { ticket, events } = openedUnder(rules, {
      customer: { id: 'c-1', tier: 'standard', ...(email && { email }) },
    });
    return isSilent(events[0] as Recorded, ticket, { policy: rules, now: START });
  };

  it('when it is for a customer alone whom nothing reaches', () => {
    expect(openedBy(undefined, policy)).toBe(true);
    expect(openedBy('wang@example.com', policy)).toBe(false);
  });

  it('not when a group of the desk is told of it, whoever the customer is', () => {
    expect(openedBy(undefined, GROUP)).toBe(false);
  });
});
