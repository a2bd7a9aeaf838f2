import { describe, expect, it } from 'vitest';
import { decide, openTicket } from '../../core/domain/decide.ts';
import { nextDispatch, nextWake, wakes } from '../../core/domain/milestones.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { reachOf } from '../../core/domain/routing/relaxation.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs, type Instant, msBetween } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import {
  at,
  checker,
  chief,
  clockwork,
  context,
  does,
  inPhase,
  LIN,
  lin,
  MINUTE,
  OPEN,
  opened,
  policy,
  ROUTING,
  START,
  shop,
  since,
  WANG,
} from './desk.ts';
import { promise, promising } from './rules.ts';

const RETRY = policy.dispatch.retryMinutes;

/** The clockwork alone, waking when the domain says so, until nothing more comes or `until`: `<time> <event>`. */
const watch = (ticket: Ticket, until: Instant, from: Instant = START): { story: string[]; ticket: Ticket } => {
  const story: string[] = [];
  let state = ticket;
  let now = from;
  let offered = false;
  for (;;) {
    const wake = nextWake(state, now, policy, offered);
    if (wake === undefined || wake > until) return { story, ticket: state };
    if (wake > now) now = wake;
    const decision = does(state, { type: 'advance' }, clockwork, now);
    for (const { type, data } of decision.events) {
      const what = 'clock' in data ? ` ${data.clock}` : 'level' in data ? ` ${data.level}` : '';
      story.push(`${since(now)} ${type.replace('ticket.', '')}${what}`);
    }
    state = decision.ticket;
    if (state.phase === 'queued') {
      const free = [LIN, WANG].find(({ id }) => !state.excluded.includes(id));
      if (free) {
        const dispatch = { type: 'dispatch', assignee: free, by: 'dispatch', routing: ROUTING } as const;
        state = does(state, dispatch, clockwork, now).ticket;
        story.push(`${since(now)} assigned ${free.id.slice(4)}`);
      } else if (reachOf(state, now, policy).lastResort) {
        const failed = does(state, { type: 'dispatchFailed', because: 'nobodyFree' }, clockwork, now);
        if (failed.events.length > 0) story.push(`${since(now)} nobody`);
        state = failed.ticket;
      }
    }
    offered = true;
  }
};

const HALF = [
  '11:15 warned firstResponse',
  '15:00 breached firstResponse',
  '15:00 escalated 1',
  '25:00 queued',
  '25:00 assigned wang',
];

describe('a P1 ticket that nobody touches', () => {
  it('is warned, breached, escalated and queued again, each at its second and once; then every four hours', () => {
    expect(watch(opened('P1'), at('11:00:00')).story).toEqual([
      '00:00 assigned lin',
      ...HALF,
      '1:30:00 warned resolution',
      '2:00:00 breached resolution',
      '2:00:00 escalated 2',
      '2:10:00 queued',
      // One minute later the second team is asked, after another one the last resort.
      '2:12:00 nobody',
      '6:12:00 escalated 3',
      '10:12:00 escalated 3',
    ]);
  });

  it('catches up in order when the clockwork has been down, and says that it is late', () => {
    const { events } = does(inPhase('handling'), { type: 'advance' }, clockwork, at('3:00:00'));
    expect(events.map(({ type }) => type.replace('ticket.', ''))).toEqual([
      'warned',
      'breached',
      'escalated',
      'warned',
      'breached',
      'escalated',
    ]);
    expect(events.flatMap(({ data }) => ('late' in data ? [[since(data.milestoneAt), data.late]] : []))).toEqual([
      ['11:15', true],
      ['15:00', true],
      ['1:30:00', true],
      ['2:00:00', true],
    ]);
  });

  it('a delay of up to a minute is not late', () => {
    const late = (when: string) =>
      does(inPhase('handling'), { type: 'advance' }, clockwork, at(when)).events.map(
        ({ data }) => 'late' in data && data.late,
      );
    expect(late('12:15')).toEqual([false]);
    expect(late('12:16')).toEqual([true]);
  });

  it('nothing happens a millisecond before, and nothing twice', () => {
    const ticket = inPhase('handling');
    const before = does(ticket, { type: 'advance' }, clockwork, addMs(at('11:15'), -1));
    expect(before.events).toEqual([]);
    const warned = does(ticket, { type: 'advance' }, clockwork, at('11:15'));
    expect(does(warned.ticket, { type: 'advance' }, clockwork, at('11:15')).events).toEqual([]);
  });
});

describe('what stops the clockwork', () => {
  const breached = () => does(inPhase('handling'), { type: 'advance' }, clockwork, at('15:00')).ticket;

  it.each([
    ['accept', { type: 'accept' }],
    ['reply', { type: 'reply', text: '在查' }],
    ['note', { type: 'note', text: '在查' }],
  ] as const)('%s after a breach keeps the ticket with its assignee', (_, command) => {
    const touched = does(breached(), command, lin, at('24:59')).ticket;
    expect(watch(touched, at('1:00:00'), at('24:59')).story).toEqual([]);
  });

  it('the note of somebody else does not', () => {
    const noted = does(breached(), { type: 'note', text: '快点' }, chief, at('20:00')).ticket;
    expect(watch(noted, at('25:00'), at('20:00')).story).toEqual(['25:00 queued', '25:00 assigned wang']);
  });

  it('a reply in time stops the first response for good', () => {
    const replied = does(inPhase('handling'), { type: 'reply', text: '在查' }, lin, at('10:00')).ticket;
    expect(watch(replied, at('1:59:59'), at('10:00')).story).toEqual(['1:30:00 warned resolution']);
  });

  it('a command that overtakes the timer writes the breach down first', () => {
    const decision = does(inPhase('handling'), { type: 'reply', text: '抱歉' }, lin, at('15:00'));
    expect(decision.events.map(({ type }) => type.replace('ticket.', ''))).toEqual([
      'warned',
      'breached',
      'escalated',
      'replied',
    ]);
    expect(decision.ticket.clocks.firstResponse).toMatchObject({ state: 'missed', stoppedAt: at('15:00') });
  });

  it('a second breach does not put off the return to the queue', () => {
    const strict = promising([promise({}, { firstResponse: 15, resolution: 20 })], policy);
    const by = (actor: Actor, now: Instant) => ({ ...context(actor, now), policy: strict });
    let { ticket } = openTicket(OPEN, by(shop, START));
    const gives = (command: Parameters<typeof decide>[1], now: Instant) => {
      const result = decide(ticket, command, by(clockwork, now));
      if (isRefusal(result)) throw new Error(result.detail);
      ticket = result.ticket;
    };
    gives({ type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, START);
    gives({ type: 'advance' }, at('15:00'));
    expect(ticket.requeueAt).toBe(at('25:00'));
    gives({ type: 'advance' }, at('20:00'));
    expect(ticket.clocks.resolution.state).toBe('missed');
    expect(ticket.requeueAt).toBe(at('25:00'));
  });
});

describe('hold, review and closing', () => {
  it('a hold ends by itself and the clocks go on where they stood', () => {
    const held = does(inPhase('handling'), { type: 'hold', for: 'thirdParty' }, lin, at('10:00')).ticket;
    const { story, ticket } = watch(held, at('48:12:00'), at('10:00'));
    expect(story).toEqual(['24:10:00 hold-reminded', '48:10:00 resumed', '48:11:15 warned firstResponse']);
    expect(ticket.clocks.resolution.dueAt).toBe(at('50:00:00'));
  });

  it('a review that takes too long is warned of, missed and escalated once within its limit', () => {
    expect(watch(inPhase('review'), at('7:59:59')).story).toEqual([
      '3:30:00 warned review',
      '4:00:00 breached review',
      '4:00:00 escalated 1',
    ]);
  });

  it('a third round of rework goes to the experts and is escalated, the first two are not', () => {
    let ticket = inPhase('review');
    const levels: number[] = [];
    for (let round = 1; round <= 3; round += 1) {
      ticket = does(ticket, { type: 'review', verdict: 'rework', remarks: '再改' }, checker, START).ticket;
      levels.push(ticket.level);
      if (round < 3) ticket = does(ticket, { type: 'resolve', code: 'done', text: '改了' }, lin, START).ticket;
    }
    expect(levels).toEqual([0, 0, 1]);
    expect(ticket).toMatchObject({ phase: 'queued', queue: 'complaints', excluded: ['agt_lin'] });
  });

  it('every third urge raises the level, up to the highest', () => {
    let ticket = inPhase('handling');
    const levels = Array.from({ length: 12 }, () => {
      ticket = does(ticket, { type: 'urge' }, shop, START).ticket;
      return ticket.level;
    });
    expect(levels).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]);
  });

  it('a resolved ticket closes by silence after three days', () => {
    const { story, ticket } = watch(inPhase('resolved'), at('100:00:00'));
    expect(story).toEqual(['72:00:00 closed']);
    expect(ticket).toMatchObject({ phase: 'closed', closedAt: at('72:00:00') });
  });
});

describe('dispatch', () => {
  it('is tried again after 1, 2, 4, 8, 30 and then every 30 minutes', () => {
    const tries: string[] = [];
    for (let now = START; tries.length < 8; ) {
      now = nextDispatch(START, now, RETRY);
      tries.push(since(now));
    }
    expect(tries).toEqual(['01:00', '03:00', '07:00', '15:00', '45:00', '1:15:00', '1:45:00', '2:15:00']);
  });

  it('is always in the future, and at most the longest wait away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 * MINUTE }), (ms) => {
        const now = addMs(START, ms);
        const wait = msBetween(now, nextDispatch(START, now, RETRY));
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(30 * MINUTE);
      }),
    );
  });

  it('is offered at once to the teams of another queue', () => {
    const failed = does(opened('P2'), { type: 'dispatchFailed', because: 'nobodyFree' }, clockwork, at('10:00')).ticket;
    expect(nextWake(failed, at('10:01'), policy, true)).toBe(at('11:00'));
    const moved = does(failed, { type: 'classify', category: 'payment-failure' }, chief, at('10:01')).ticket;
    expect(nextWake(moved, at('10:01'), policy, false)).toBe(at('10:01'));
    expect(wakes(failed, moved, at('10:01'), policy)).toBe(true);
  });
});
