import { describe, expect, it } from 'vitest';
import { stop } from '../../../core/domain/clocks/running.ts';
import { assess } from '../../../core/domain/routing/assessment.ts';
import { fullCandidates, mayBePaused, mayPreempt, preemptions } from '../../../core/domain/routing/preemption.ts';
import type { HandlingTicket, Ticket } from '../../../core/domain/ticket.ts';
import type { Priority } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';
import { agent, at, circumstances, held, policy, queued, resolved, START, shuffled } from './desk.ts';

const P0 = queued({ id: 'tkt_new', priority: 'P0' });
const LIN = agent('lin', { load: 8, open: 8 });

/** A ticket whose first answer was given: due in four hours. */
const answered = (over: Parameters<typeof held>[1] = {}): HandlingTicket => {
  const ticket = held('agt_lin', over);
  return { ...ticket, clocks: { ...ticket.clocks, firstResponse: stop(ticket.clocks.firstResponse, START, policy) } };
};

describe('what may be put aside', () => {
  const may = (ticket: Ticket, minutes = 0) => mayBePaused(ticket, at(minutes), policy);

  it.each([
    ['P0', false],
    ['P1', false],
    ['P2', true],
    ['P3', true],
  ] as const)('a %s: %s', (priority: Priority, allowed) => {
    expect(may(answered({ priority }))).toBe(allowed);
  });

  it('nothing that is due within a quarter of an hour, or overdue', () => {
    const ticket = answered();
    expect([may(ticket, 224), may(ticket, 225), may(ticket, 240), may(ticket, 999)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('nothing whose first answer is late', () => {
    const ticket = held('agt_lin');
    const { firstResponse } = ticket.clocks;
    const late = { ...firstResponse, state: 'missed', breachedAt: firstResponse.dueAt } as const;
    expect(may({ ...ticket, clocks: { ...ticket.clocks, firstResponse: late } }, 40)).toBe(false);
  });

  it('nothing a third time', () => {
    expect([0, 1, 2, 3].map((preemptions) => may(answered({ preemptions })))).toEqual([true, true, false, false]);
  });

  it('nothing that is not in hand', () => {
    expect(may(queued({ priority: 'P3' }))).toBe(false);
    expect(may(resolved('agt_lin', START, { priority: 'P3' }))).toBe(false);
  });
});

describe('who puts something aside', () => {
  it('for a P0 alone', () => {
    const holding = [{ agent: LIN, held: [answered({ units: 4 })] }];
    for (const priority of ['P1', 'P2', 'P3'] as const) {
      expect(mayPreempt({ priority })).toBe(false);
      expect(preemptions(queued({ priority }), 1, holding, START, policy)).toEqual([]);
    }
    expect(preemptions(P0, 4, holding, START, policy)).toMatchObject([{ agent: { id: 'agt_lin' } }]);
  });

  it('whoever has room for it afterwards', () => {
    const of = (units: number, load: number) =>
      preemptions(P0, 4, [{ agent: { ...LIN, load }, held: [answered({ units })] }], START, policy).length;
    expect([of(4, 8), of(3, 8), of(3, 7), of(1, 5), of(1, 8)]).toEqual([1, 0, 1, 1, 0]);
  });

  it('as few as will do, and those who put aside fewer first', () => {
    const full = (id: string, ...units: readonly number[]) => ({
      agent: agent(id, { load: units.reduce((sum, each) => sum + each, 0), open: units.length }),
      held: units.map((each, at) => answered({ id: `tkt_${id}${at}`, units: each, urges: at })),
    });
    const of = (...list: readonly ReturnType<typeof full>[]) =>
      preemptions(P0, 4, list, START, policy).map(({ victims }) => victims.map(({ id }) => id).join(' '));
    expect(of(full('a', 1, 1, 1, 1, 1, 1, 1, 1))).toEqual(['tkt_a0 tkt_a1 tkt_a2 tkt_a3']);
    expect(of(full('b', 1, 4, 3))).toEqual(['tkt_b1']); // the first one alone would not do, and is not needed with the second
    expect(of(full('a', 2, 2, 2, 2), full('c', 4, 4))).toEqual(['tkt_c0', 'tkt_a0 tkt_a1']);
  });

  it('makes room, never more of it than needed', () => {
    const held = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(held, fc.integer({ min: 1, max: 8 }), (units, capacity) => {
        const load = units.reduce((sum, each) => sum + each, 0);
        const holding = {
          agent: { ...LIN, load, capacity },
          held: units.map((each, at) => answered({ id: `tkt_${at}`, units: each })),
        };
        for (const { victims } of preemptions(P0, 4, [holding], START, policy)) {
          const given = victims.reduce((sum, victim) => sum + victim.units, 0);
          expect(load - given + 4).toBeLessThanOrEqual(capacity);
          for (const { units: one } of victims) expect(load - given + one + 4).toBeGreaterThan(capacity);
        }
      }),
    );
  });

  it('the least urgent of all first, whoever holds it, in whatever order they are read', () => {
    const wang = agent('wang', { load: 6, open: 2 });
    const lin = { ...LIN, load: 6 };
    const holdings = [
      { agent: lin, held: [answered({ id: 'tkt_a', units: 2 }), answered({ id: 'tkt_b', units: 2, urges: 1 })] },
      {
        agent: wang,
        held: [answered({ id: 'tkt_c', units: 2, priority: 'P3' }), answered({ id: 'tkt_d', units: 2 })],
      },
    ];
    const victims = (list: typeof holdings) =>
      preemptions(P0, 4, list, START, policy).map(({ victims }) => victims.map(({ id }) => id).join());
    expect(victims(holdings)).toEqual(['tkt_c', 'tkt_a']);
    fc.assert(
      fc.property(shuffled(holdings), (list) => {
        expect(victims(list)).toEqual(victims(holdings));
      }),
    );
  });
});

describe('who is asked', () => {
  const agents = [
    agent('free'),
    agent('lin', { load: 8 }),
    agent('wang', { load: 8, languages: ['en'] }),
    agent('away', { load: 8, presence: 'away' }),
    agent('rushed', { load: 8, recent: Array(20).fill(START) }),
    agent('interrupted', { load: 8, paused: 1 }),
    agent('zhou', { load: 8 }),
  ];
  const asked = (list: typeof agents) =>
    fullCandidates(assess(P0, { skills: [] }, list, circumstances({ units: 4 }))).map(({ agent: { id } }) => id);

  it('those who lack nothing but room, the best first', () => {
    expect(asked(agents)).toEqual(['agt_lin', 'agt_zhou', 'agt_wang']);
  });

  it('does not depend on the order in which they are read', () => {
    fc.assert(
      fc.property(shuffled(agents), (list) => {
        expect(asked(list)).toEqual(asked(agents));
      }),
    );
  });
});
