import { describe, expect, it } from 'vitest';
import { type EVENT_DATA, eventSchema } from '../../contracts/events.ts';
import { CLOCKS, type Clock, isPaused, isRunning } from '../../core/domain/clocks/clock.ts';
import { TRANSITIONS } from '../../core/domain/commands.ts';
import { openTicket } from '../../core/domain/decide.ts';
import type { Recorded } from '../../core/domain/events.ts';
import { BrokenTimeline, evolve } from '../../core/domain/evolve.ts';
import { milestones } from '../../core/domain/milestones.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import fc from '../support/properties.ts';
import { life } from './anything.ts';
import { context, inPhase, OPEN, policy, START, shop } from './desk.ts';
import { live, STAGES } from './lives.ts';

/** What fired of each clock under each promise, in order: `<event> <minutes>`. */
const marksByClock = (events: readonly Recorded[]): ReadonlyMap<string, readonly string[]> => {
  const marks = new Map<string, string[]>();
  let ticket: Ticket | undefined;
  for (const event of events) {
    if (event.type === 'ticket.warned' || event.type === 'ticket.breached' || event.type === 'ticket.overdue') {
      const { clock: name, milestoneAt } = event.data;
      const clock = ticket?.clocks[name];
      const kind = event.type.replace('ticket.', '');
      const mark = clock?.ahead.find(({ at, minutes }) => at === milestoneAt && kindOf(minutes, clock) === kind);
      const key = `${name} ${clock?.startedAt} ${clock?.targetMinutes}`;
      marks.set(key, [...(marks.get(key) ?? []), `${kind} ${mark?.minutes}`]);
    }
    ticket = evolve(ticket, event);
  }
  return marks;
};
const kindOf = (minutes: number, { targetMinutes }: Clock): string =>
  minutes < targetMinutes ? 'warned' : minutes === targetMinutes ? 'breached' : 'overdue';

describe('any life of a ticket', () => {
  it('replays to the same ticket, with seqs from 1 without gaps', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps, () => {}, STAGES);
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

  it('writes down every mark of a clock once, warnings before the breach and overdue ones after it', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const marks of marksByClock(live(steps, () => {}, STAGES).events).values()) {
          expect(new Set(marks).size).toBe(marks.length);
          const kinds = marks.map((mark) => ['warned', 'breached', 'overdue'].indexOf(mark.split(' ')[0]!));
          expect(kinds).toEqual(kinds.toSorted());
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
          expect(after.level).toBeLessThanOrEqual(policy.escalation.levels.length);
        });
      }),
    );
  });

  it('runs its clocks only while somebody has to do something', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { clocks, phase } = live(steps, () => {}, STAGES).ticket;
        const going = CLOCKS.filter((name) => clocks[name] && isRunning(clocks[name]));
        const resting = CLOCKS.filter((name) => clocks[name] && isPaused(clocks[name]));
        if (phase === 'queued' || phase === 'handling' || phase === 'paused') {
          expect(resting).toEqual([]);
          expect(going).toContain('resolution');
        }
        // Whom a hold waits for has a clock of their own; a question may come at any time.
        if (phase === 'onHold') expect(['thirdParty', '']).toContain(going.join());
        if (phase === 'review') expect(going.filter((name) => name !== 'nextResponse')).toEqual(['review']);
        if (phase === 'resolved') expect(going.filter((name) => name !== 'nextResponse')).toEqual([]);
        if (phase === 'closed' || phase === 'archived') expect(going).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('has pauses that lie one after the other, and a due time after its start', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { clocks } = live(steps, () => {}, STAGES).ticket;
        for (const name of CLOCKS) {
          const clock = clocks[name];
          if (!clock) continue;
          const bounds = clock.pauses.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]));
          expect(bounds).toEqual(bounds.toSorted());
          expect(bounds.every((bound) => bound >= clock.startedAt)).toBe(true);
          expect(clock.dueAt >= clock.startedAt).toBe(true);
          expect(clock.ahead.map(({ minutes }) => minutes)).toEqual(
            clock.ahead.map(({ minutes }) => minutes).toSorted((one, other) => one - other),
          );
          if (clock.stoppedAt !== undefined) expect(clock.ahead).toEqual([]);
        }
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
