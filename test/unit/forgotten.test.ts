import { describe, expect, it } from 'vitest';
import { milestones, nextWake } from '../../core/domain/milestones.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs, type Instant } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { life } from './anything.ts';
import {
  at,
  attempt,
  checker,
  chief,
  clockwork,
  does,
  inPhase,
  lin,
  opened,
  policy,
  ROUTING,
  START,
  since,
  types,
  WANG,
  wang,
} from './desk.ts';

const advance = (ticket: Ticket, now: Instant) => does(ticket, { type: 'advance' }, clockwork, now);

/** Handled by Lin, who answered; the resolution of two hours is missed, and nobody has done anything since. */
const missed = () => {
  const replied = does(inPhase('handling'), { type: 'reply', text: '在查' }, lin, at('01:00')).ticket;
  return advance(replied, at('2:00:00')).ticket;
};
const touched = () => does(missed(), { type: 'note', text: '在等仓库' }, lin, at('2:05:00')).ticket;
const waiting = () => does(touched(), { type: 'queue' }, chief, at('2:06:00')).ticket;
const inReview = () => does(touched(), { type: 'resolve', code: 'done', text: '好了' }, lin, at('2:06:00')).ticket;
const solved = () => does(inReview(), { type: 'review', verdict: 'pass' }, checker, at('2:07:00')).ticket;

describe('a ticket whose resolution is missed and that somebody gets', () => {
  it.each([
    [
      'dispatch',
      () =>
        does(
          waiting(),
          { type: 'dispatch', assignee: WANG, by: 'dispatch', routing: ROUTING },
          clockwork,
          at('3:00:00'),
        ),
    ],
    ['a claim', () => does(waiting(), { type: 'claim', assignee: WANG, choice: false }, wang, at('3:00:00'))],
    ['a supervisor', () => does(touched(), { type: 'assign', assignee: WANG }, chief, at('3:00:00'))],
    [
      'a transfer',
      () =>
        does(touched(), { type: 'transfer', queue: 'payments', assignee: WANG, reason: '费用' }, lin, at('3:00:00')),
    ],
    ['rework', () => does(inReview(), { type: 'review', verdict: 'rework', remarks: '不全' }, checker, at('3:00:00'))],
    ['reopening by a supervisor', () => does(solved(), { type: 'reopen', reason: '又坏了' }, chief, at('3:00:00'))],
  ])('by %s goes back to the queue after ten minutes, unless they do something first', (_, given) => {
    const { ticket } = given();
    if (ticket.phase !== 'handling') throw new Error(ticket.phase);
    expect(nextWake(ticket, at('3:00:00'), policy, true)).toBe(at('3:10:00'));
    expect(advance(ticket, addMs(at('3:10:00'), -1)).events).toEqual([]);
    const requeued = advance(ticket, at('3:10:00'));
    expect(types(requeued)).toEqual(['queued']);
    expect(requeued.ticket).toMatchObject({ phase: 'queued', excluded: [ticket.assignee.id] });

    const accepts = { ...lin, id: ticket.assignee.id };
    const accepted = does(ticket, { type: 'accept' }, accepts, at('3:09:00')).ticket;
    expect(advance(accepted, at('3:10:00')).events).toEqual([]);
  });

  it('while time is left, nobody who gets it is watched so', () => {
    const queued = does(inPhase('handling'), { type: 'queue' }, chief, at('01:00')).ticket;
    expect(
      does(queued, { type: 'dispatch', assignee: WANG, by: 'dispatch', routing: ROUTING }, clockwork, at('02:00'))
        .ticket,
    ).not.toHaveProperty('requeueAt');
    const reworked = does(inPhase('review'), { type: 'review', verdict: 'rework', remarks: '不全' }, checker, START);
    expect(reworked.ticket).not.toHaveProperty('requeueAt');
    expect(reworked.ticket).not.toHaveProperty('remindAt');
  });
});

describe('a ticket that stays open though its resolution is missed', () => {
  /** `<time> <level> <reason>` of every reminder until then, looking only when the domain says so. */
  const reminders = (ticket: Ticket, from: Instant, until: Instant): string[] => {
    const told: string[] = [];
    let [state, now] = [ticket, from];
    for (let looks = 0; looks < 50; looks += 1) {
      const wake = nextWake(state, now, policy, true);
      if (wake === undefined || wake > until) return told;
      if (wake > now) now = wake;
      const { events, ticket: next } = advance(state, now);
      for (const { type, data } of events)
        if (type === 'ticket.escalated') told.push(`${since(now)} ${data.level} ${data.reason}`);
      state = next;
    }
    throw new Error('It is looked at again and again.');
  };

  it('climbs every four hours while nobody takes notice, up to the highest level', () => {
    expect(reminders(touched(), at('2:05:00'), at('15:00:00'))).toEqual([
      '6:00:00 2 unacknowledged',
      '10:00:00 3 unacknowledged',
      '14:00:00 3 unacknowledged',
    ]);
  });

  it('is told of again at the same level after four hours, when somebody has taken notice', () => {
    const noticed = does(touched(), { type: 'acknowledge' }, chief, at('3:00:00')).ticket;
    expect(reminders(noticed, at('3:00:00'), at('10:59:59'))).toEqual(['7:00:00 1 stillOpen']);
    expect(reminders(noticed, at('3:00:00'), at('11:00:00'))).toEqual([
      '7:00:00 1 stillOpen',
      '11:00:00 2 unacknowledged',
    ]);
  });

  it('is so four hours after the last escalation of any kind', () => {
    const asked = does(touched(), { type: 'escalate', reason: '要授权' }, lin, at('5:00:00')).ticket;
    expect(reminders(asked, at('5:00:00'), at('9:00:00'))).toEqual(['9:00:00 3 unacknowledged']);
  });

  it('is so in the queue too, whoever has had it since', () => {
    const requeued = does(
      waiting(),
      { type: 'dispatchFailed', because: 'nobodyFree' },
      clockwork,
      at('2:06:00'),
    ).ticket;
    expect(types(advance(requeued, at('6:06:00')))).toEqual(['escalated']);
    const passed = does(requeued, { type: 'assign', assignee: WANG }, chief, at('5:55:00')).ticket;
    expect(types(advance(passed, at('6:06:00')))).toEqual(['queued', 'escalated']);
  });

  it('is not on hold: a reminder that came due then comes when the hold ends', () => {
    const held = does(touched(), { type: 'hold', for: 'thirdParty' }, lin, at('3:00:00')).ticket;
    expect(advance(held, at('20:00:00')).events).toEqual([]);
    expect(types(advance(held, at('51:00:00')))).toEqual(['hold-reminded', 'resumed', 'escalated']);
  });

  it('is reminded of once after the clockwork has been down, not once for every time that it missed', () => {
    const late = advance(touched(), at('21:00:00'));
    expect(types(late)).toEqual(['escalated']);
    expect(nextWake(late.ticket, at('21:00:00'), policy, true)).toBe(at('25:00:00'));
  });

  it('is left alone when it is solved, and reminded of from then on when it comes back', () => {
    expect(solved()).not.toHaveProperty('remindAt');
    const back = does(solved(), { type: 'reopen', reason: '又坏了' }, chief, at('30:00:00')).ticket;
    const accepted = does(back, { type: 'accept' }, lin, at('30:01:00')).ticket;
    expect(nextWake(accepted, at('30:01:00'), policy, true)).toBe(at('34:00:00'));
  });
});

it('a review that nobody does is escalated again every four hours', () => {
  const overdue = advance(inPhase('review'), at('4:00:00'));
  expect(types(overdue)).toEqual(['warned', 'breached', 'escalated']);
  const again = advance(overdue.ticket, at('8:00:00'));
  expect(again.events.map(({ data }) => data)).toMatchObject([
    { level: 2, reason: 'unacknowledged', remindAt: at('12:00:00') },
  ]);
  expect(advance(overdue.ticket, addMs(at('8:00:00'), -1)).events).toEqual([]);
});

it('nothing that is open is ever without a next look, whatever happened', () => {
  fc.assert(
    fc.property(life, (steps) => {
      let [ticket, now] = [opened('P1'), START];
      for (const { command, actor, afterMs } of steps) {
        now = addMs(now, afterMs);
        const result = attempt(ticket, command, actor, now);
        if (isRefusal(result)) continue;
        ticket = result.ticket;
        if (ticket.phase === 'closed' || ticket.phase === 'archived') break;
        expect(nextWake(ticket, now, policy, true)).toBeDefined();
        // A queued ticket is looked at by dispatch anyway; the others have nothing but their milestones.
        if (ticket.phase !== 'queued') expect(milestones(ticket)).not.toEqual([]);
        if (ticket.phase !== 'review' && ticket.clocks.resolution.state === 'missed' && ticket.phase !== 'resolved')
          expect(ticket.remindAt).toBeDefined();
      }
    }),
    { numRuns: 500 },
  );
});
