/** A parked workflow that is woken when `wakes` says so never sleeps too long, whatever the rules. */

import { describe, expect, it } from 'vitest';
import type { Command, Open } from '../../core/domain/commands.ts';
import { decide, openTicket } from '../../core/domain/decide.ts';
import { nextWake, wakes } from '../../core/domain/milestones.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { inForceAt } from '../../core/domain/promotions.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { reachOf } from '../../core/domain/routing/relaxation.ts';
import { stageOf } from '../../core/domain/ticket.ts';
import { addMinutes, addMs, type Instant } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { life, type Step } from './anything.ts';
import { policy } from './desk.ts';
import { STAGES } from './lives.ts';
import { clockwork, OPEN, START, shop } from './people.ts';
import { promise, promising, promotion } from './rules.ts';

const sale = promotion({ name: 'sale', from: addMinutes(START, 45), until: addMinutes(START, 5000), improves: true });
const SALE: Policy = {
  ...promising([promise({}, { firstResponse: 10, resolution: 50 }, { from: sale.from, until: sale.until })], STAGES),
  promotions: [sale],
};

const sleeping = (rules: Policy, steps: readonly Step[]): void => {
  let now = START;
  const context = (actor: Actor) => ({ now, policy: inForceAt(rules, now), actor, correlation: 'test' });
  let { ticket } = openTicket(OPEN, context(shop));
  let until: Instant | undefined;
  const give = (command: Exclude<Command, Open>, actor: Actor): boolean => {
    const result = decide(ticket, command, context(actor));
    if (isRefusal(result)) return false;
    ticket = result.ticket;
    return true;
  };
  const park = () => {
    // What the workflow does before it waits: what is due, and one attempt to find somebody.
    give({ type: 'advance' }, clockwork);
    const { policy: inForce } = context(clockwork);
    if (ticket.phase === 'queued' && reachOf(ticket, now, inForce).lastResort)
      give({ type: 'dispatchFailed', because: 'nobodyFree' }, clockwork);
    until = nextWake(ticket, now, inForce, true);
    if (until !== undefined) expect(until > now).toBe(true);
  };
  park();
  for (const { command, actor, afterMs } of steps) {
    const then = addMs(now, afterMs);
    while (until !== undefined && until <= then) {
      now = until;
      park();
    }
    now = then;
    const before = ticket;
    if (!give(command, actor)) continue;
    const inForce = inForceAt(rules, now);
    if (wakes(before, ticket, now, inForce)) {
      park();
      continue;
    }
    expect(stageOf(ticket)).toBe(stageOf(before));
    const due = nextWake(ticket, now, inForce, true);
    if (due !== undefined) expect(until !== undefined && until <= due).toBe(true);
  }
};

describe('a parked workflow never sleeps past what time brings, nor in the wrong place', () => {
  it.each([
    ['the default rules', policy],
    ['every stage limited', STAGES],
    ['a promotion that betters promises', SALE],
  ])('under %s', (_, rules) => {
    fc.assert(
      fc.property(life, (steps) => sleeping(rules, steps)),
      { numRuns: 60 },
    );
  });
});
