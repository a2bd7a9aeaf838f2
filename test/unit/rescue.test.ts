/** A stage that takes too long: the ticket is taken out of it, as the rules say, and that is counted. */
import { describe, expect, it } from 'vitest';
import type { Rescue } from '../../core/domain/clocks/sla.ts';
import { reachOf } from '../../core/domain/routing/relaxation.ts';
import { at, clockwork, LIN, lin, ROUTING, START, WANG, wang } from './people.ts';
import { promise, promising } from './rules.ts';
import { handledUnder, openedUnder, type Story } from './story.ts';

const under = (rescue: Rescue, clock: 'accept' | 'handle' = 'accept') =>
  promising([promise({}, { [clock]: { minutes: 5, rescue } })]);
const reach = (story: Story, time: string) => {
  const { ticket } = story;
  if (ticket.phase !== 'queued') throw new Error(ticket.phase);
  return reachOf(ticket, at(time), under('requeue'));
};
const dispatched = (story: Story, time: string) =>
  story.gives({ type: 'dispatch', assignee: WANG, by: 'dispatch', routing: ROUTING }, clockwork, at(time));

describe('a rescue', () => {
  it('requeue: back to the queue, without the one who had it', () => {
    const story = handledUnder(under('requeue'));
    expect(story.watch(at('05:00'))).toEqual(['03:45 warned accept', '05:00 breached accept', '05:00 queued accept']);
    expect(story.ticket).toMatchObject({ phase: 'queued', queue: 'logistics', excluded: [LIN.id], rescues: 1 });
    expect(story.all('ticket.queued')[0]).toMatchObject({ because: 'rescued', rescue: 'requeue', clock: 'accept' });
    expect(story.ticket).not.toHaveProperty('requeueAt');
    expect(reach(story, '05:00')).toMatchObject({ teams: ['logistics'], lastResort: false });
  });

  it('otherTeam: the other teams of the queue are asked, its own one no longer', () => {
    const story = handledUnder(under('otherTeam'));
    story.advance(at('05:00'));
    expect(story.ticket.route.teams).toEqual(['aftersales', 'presale']);
    expect(reach(story, '05:00').teams).toEqual(['aftersales']);
  });

  it('coordinator: the last resort of the queue alone, at once', () => {
    const story = handledUnder(under('coordinator'));
    story.advance(at('05:00'));
    expect(story.ticket).toMatchObject({ phase: 'queued', toLastResort: true });
    expect(reach(story, '05:00')).toEqual({
      strategy: 'bestMatch',
      pushed: true,
      teams: [],
      skills: [],
      lastResort: true,
      relaxed: [{ kind: 'lastResort' }],
    });
    dispatched(story, '06:00');
    expect(story.ticket).not.toHaveProperty('toLastResort');
  });

  it('is none from the last resort: nobody comes after them', () => {
    const story = handledUnder(under('coordinator'));
    story.advance(at('05:00'));
    story.gives({ type: 'dispatch', assignee: WANG, by: 'lastResort', routing: ROUTING }, clockwork, at('06:00'));
    story.advance(at('11:00'));
    expect(story.ticket).toMatchObject({ phase: 'handling', assignee: WANG, rescues: 1 });
    expect(story.all('ticket.breached')).toHaveLength(2);
  });

  it('comes again when the next one is no faster', () => {
    const story = handledUnder(under('requeue'));
    story.advance(at('05:00'));
    dispatched(story, '06:00');
    expect(story.ticket.clocks.accept).toMatchObject({ state: 'running', startedAt: at('06:00') });
    story.advance(at('11:00'));
    expect(story.ticket).toMatchObject({ phase: 'queued', rescues: 2, excluded: [LIN.id, WANG.id] });
    expect(story.all('ticket.breached').map(({ clock }) => clock)).toEqual(['accept', 'accept']);
  });

  it('does not come to those who accept in time', () => {
    const story = handledUnder(under('requeue'));
    story.gives({ type: 'accept' }, lin, at('04:59'));
    expect(story.watch(at('14:59')).filter((line) => line.includes('queued'))).toEqual([]);
  });

  it('handle: takes it from one who has accepted and does not get on', () => {
    const story = handledUnder(under('requeue', 'handle'));
    story.gives({ type: 'accept' }, lin, at('01:00'));
    story.advance(at('06:00'));
    expect(story.ticket).toMatchObject({ phase: 'queued', rescues: 1 });
    expect(story.ticket.clocks.handle).toMatchObject({ state: 'missed', stoppedAt: at('06:00') });
  });

  it('a ticket that was pushed aside is rescued too', () => {
    const story = handledUnder(under('requeue'));
    story.gives({ type: 'pause', for: 'tkt_2', forCode: 'CODE' }, clockwork, at('01:00'));
    story.advance(at('05:00'));
    expect(story.ticket).toMatchObject({ phase: 'queued', rescues: 1 });
  });

  it('refuses what its agent wants to do a moment later, though the timer was late', () => {
    const story = handledUnder(under('requeue'));
    expect(story.tries({ type: 'accept' }, lin, at('05:00'))).toBe('not-the-assignee');
    expect(story.tries({ type: 'claim', assignee: WANG, choice: false }, wang, at('05:00'))).toBe('already-claimed');
  });

  it('without one, a stage that is missed is written down and goes on', () => {
    const story = openedUnder(promising([promise({}, { accept: 5 })]), {}, START);
    story.gives({ type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, clockwork);
    expect(story.watch(at('05:00'))).toEqual(['03:45 warned accept', '05:00 breached accept']);
    expect(story.ticket).toMatchObject({ phase: 'handling', rescues: 0 });
    expect(story.ticket).not.toHaveProperty('requeueAt');
  });
});
