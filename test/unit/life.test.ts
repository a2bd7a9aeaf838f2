import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EVENT_DATA, eventSchema } from '../../contracts/events.ts';
import { CLOCKS } from '../../core/domain/clock.ts';
import { TRANSITIONS } from '../../core/domain/commands.ts';
import { openTicket } from '../../core/domain/decide.ts';
import type { Recorded } from '../../core/domain/events.ts';
import { BrokenTimeline, evolve } from '../../core/domain/evolve.ts';
import { milestones } from '../../core/domain/milestones.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs } from '../../core/domain/time.ts';
import { life, type Step } from './anything.ts';
import { attempt, context, inPhase, OPEN, policy, START, shop } from './desk.ts';

const live = (
  steps: readonly Step[],
  check: (before: Ticket, after: Ticket, step: Step, now: string) => void = () => {},
) => {
  const start = openTicket(OPEN, context(shop));
  const events: Recorded[] = [...start.events];
  let { ticket } = start;
  let now = START;
  for (const step of steps) {
    now = addMs(now, step.afterMs);
    const result = attempt(ticket, step.command, step.actor, now);
    if (isRefusal(result)) continue;
    events.push(...result.events);
    check(ticket, result.ticket, step, now);
    ticket = result.ticket;
  }
  return { ticket, events };
};

describe('any life of a ticket', () => {
  it('replays to the same ticket, with seqs from 1 without gaps', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        expect(events.map(({ id }) => id)).toEqual(events.map(({ seq }) => `tkt_1.${seq}`));
        expect(ticket.version).toBe(events.length);
        expect(events.reduce<Ticket | undefined>(evolve, undefined)).toEqual(ticket);
        // As the table gives it back.
        expect(JSON.parse(JSON.stringify(ticket))).toEqual(ticket);
      }),
      { numRuns: 300 },
    );
  });

  it('writes down nothing that its schemas do not say', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const event of live(steps).events) expect(eventSchema(event.type).parse(event)).toEqual(event);
      }),
      { numRuns: 100 },
    );
  });

  it('changes the phase only by a command that the phase allows', () => {
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, (before, _, { command }) => {
          expect(TRANSITIONS[command.type]).toContain(before.phase);
        });
      }),
    );
  });

  it('writes down every warning and breach once a clock, the warning first, and none of a clock that stands', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { events } = live(steps);
        for (const clock of CLOCKS) {
          const of = events.filter(
            (event) =>
              (event.type === 'ticket.warned' || event.type === 'ticket.breached') && event.data.clock === clock,
          );
          const order = of.map(({ type }) => type);
          expect([[], ['ticket.warned'], ['ticket.warned', 'ticket.breached']]).toContainEqual(order);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('owes nothing after the clockwork has been at it', () => {
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, (_, after, { command }, now) => {
          if (command.type === 'advance')
            expect(milestones(after).filter((milestone) => milestone.at <= now)).toEqual([]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('never lowers its level, nor lifts it above the highest', () => {
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, (before, after) => {
          expect(after.level).toBeGreaterThanOrEqual(before.level);
          expect(after.level).toBeLessThanOrEqual(policy.escalation.highestLevel);
        });
      }),
    );
  });

  it('runs its clocks only while somebody has to do something', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket } = live(steps);
        const states = CLOCKS.map((name) => ticket.clocks[name].state);
        if (ticket.phase === 'queued' || ticket.phase === 'handling' || ticket.phase === 'paused')
          expect(states).not.toContain('paused');
        else expect(states).not.toContain('running');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a damaged timeline', () => {
  const ticket = inPhase('handling');
  const [openedEvent] = openTicket(OPEN, context(shop)).events;
  const event = (type: keyof typeof EVENT_DATA, data: object, over: object = {}) =>
    ({
      id: `tkt_1.${ticket.version + 1}`,
      type,
      version: 1,
      time: START,
      ticketId: 'tkt_1',
      seq: ticket.version + 1,
      actor: { kind: 'system', id: 'test' },
      correlation: 'test',
      data,
      ...over,
    }) as Recorded;

  it('refuses a gap, a repetition, and another ticket', () => {
    const noted = { text: '' };
    expect(() => evolve(ticket, event('ticket.noted', noted, { seq: ticket.version + 2 }))).toThrow(BrokenTimeline);
    expect(() => evolve(ticket, event('ticket.noted', noted, { seq: ticket.version }))).toThrow(BrokenTimeline);
    expect(() => evolve(ticket, event('ticket.noted', noted, { ticketId: 'tkt_2' }))).toThrow(BrokenTimeline);
    expect(() => evolve(undefined, event('ticket.noted', noted, { seq: 1 }))).toThrow(BrokenTimeline);
  });

  it('refuses a second beginning', () => {
    expect(() => evolve(ticket, openedEvent!)).toThrow(BrokenTimeline);
    expect(() => evolve(ticket, { ...openedEvent!, seq: ticket.version + 1 })).toThrow(BrokenTimeline);
    expect(() => evolve(undefined, { ...openedEvent!, seq: 2 })).toThrow(BrokenTimeline);
  });

  it.each(['review', 'resolved', 'closed', 'archived'] as const)('refuses to hand on a ticket that is %s', (phase) => {
    const ended = inPhase(phase);
    const next = { seq: ended.version + 1 };
    const queued = { queue: 'refund', because: 'untouched', excluded: [] };
    const assigned = { assignee: { id: 'agt_wang', team: 'logistics', name: '王' }, by: 'dispatch' };
    expect(() => evolve(ended, event('ticket.queued', queued, next))).toThrow(BrokenTimeline);
    expect(() => evolve(ended, event('ticket.assigned', assigned, next))).toThrow(BrokenTimeline);
  });
});
