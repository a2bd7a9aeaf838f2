/** What an escalation does beside telling people. */
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../core/domain/escalation/ladder.ts';
import { at, chief, customer, LIN, lin, START, wang } from '../people.ts';
import { climbing, promise, promising } from '../rules.ts';
import { handledUnder, openedUnder, type Story } from '../story.ts';

const doing = (...actions: readonly Action[]) =>
  climbing([{ name: 'row', when: { words: ['律师'] }, level: 2, actions }]);
const threat = (story: Story, time = '10:00') =>
  story.gives({ type: 'customerReply', text: '我找律师' }, customer, at(time));

describe('raisePriority', () => {
  it('makes it one more urgent, with the promises of that', () => {
    const story = handledUnder(doing({ do: 'raisePriority' }));
    expect(threat(story)).toEqual(['customer-replied', 'escalated', 'classified', 'breached']);
    expect(story.ticket).toMatchObject({ priority: 'P0', queue: 'logistics', phase: 'handling' });
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('1:00:00'));
    expect(story.all('ticket.breached')).toMatchObject([{ clock: 'firstResponse', cause: 'retargeted' }]);
  });

  it('leaves the most urgent as it is', () => {
    const story = handledUnder(doing({ do: 'raisePriority' }), { subject: 'P0' });
    expect(threat(story, '01:00')).toEqual(['customer-replied', 'escalated']);
  });
});

describe('reassign', () => {
  it('takes it from its agent, who does not get it again', () => {
    const story = handledUnder(doing({ do: 'reassign' }));
    expect(threat(story)).toEqual(['customer-replied', 'escalated', 'queued']);
    expect(story.ticket).toMatchObject({ phase: 'queued', queue: 'logistics', excluded: [LIN.id] });
    expect(story.all('ticket.queued')[0]).toMatchObject({ because: 'escalated' });
  });

  it('to another queue, also while it waits or is on hold', () => {
    const policy = doing({ do: 'reassign', queue: 'experts' });
    const waiting = openedUnder(policy);
    threat(waiting);
    expect(waiting.ticket).toMatchObject({ phase: 'queued', queue: 'experts', excluded: [] });
    const held = handledUnder(policy);
    held.gives({ type: 'hold', for: 'thirdParty' }, lin, at('05:00'));
    threat(held);
    expect(held.ticket).toMatchObject({ phase: 'queued', queue: 'experts', held: { thirdParty: 5 * 60_000 } });
  });

  it('goes together with raisePriority, in whatever order the row names them', () => {
    const [raise, move] = [{ do: 'raisePriority' }, { do: 'reassign', queue: 'experts' }] as const;
    for (const actions of [
      [raise, move],
      [move, raise],
    ] as const) {
      const story = handledUnder(doing(...actions));
      threat(story);
      expect(story.ticket).toMatchObject({ phase: 'queued', queue: 'experts', priority: 'P0' });
    }
  });

  it('does nothing to what waits there already, or is in review', () => {
    const waiting = openedUnder(doing({ do: 'reassign' }));
    expect(threat(waiting)).toEqual(['customer-replied', 'escalated']);
    const reviewed = handledUnder(doing({ do: 'reassign', queue: 'experts' }));
    reviewed.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('05:00'));
    expect(threat(reviewed)).toEqual(['customer-replied', 'escalated']);
    expect(reviewed.ticket.phase).toBe('review');
  });

  it('at a breach goes before the rescue of the stage: it is queued once, where the escalation says', () => {
    const policy = climbing(
      [{ name: 'row', when: { clock: 'accept', at: 'breach' }, actions: [{ do: 'reassign', queue: 'experts' }] }],
      promising([promise({}, { accept: { minutes: 5, rescue: 'requeue' } })]),
    );
    const story = handledUnder(policy);
    expect(story.advance(at('05:00'))).toEqual(['warned', 'breached', 'escalated', 'queued']);
    expect(story.ticket).toMatchObject({ queue: 'experts', rescues: 0 });
  });

  it('refuses a command that comes after it, though the timer was late', () => {
    const policy = climbing([
      { name: 'row', when: { clock: 'resolution', at: 'breach' }, actions: [{ do: 'reassign' }] },
    ]);
    const story = handledUnder(policy);
    story.gives({ type: 'reply', text: '在查' }, lin, START);
    expect(story.tries({ type: 'hold', for: 'customer' }, lin, at('2:00:00'))).toBe('not-the-assignee');
    expect(story.tries({ type: 'hold', for: 'customer' }, chief, at('2:00:00'))).toBe('command-not-allowed-in-phase');
    expect(story.tries({ type: 'hold', for: 'customer' }, lin, at('1:59:59'))).toBe('allowed');
    expect(story.gives({ type: 'note', text: '嗯' }, chief, at('2:00:00')).slice(-2)).toEqual(['queued', 'noted']);
  });
});

describe('addFollower, openTask, finishTask', () => {
  const policy = doing(
    { do: 'addFollower', who: 'team:legal' },
    { do: 'addFollower', who: 'agt_boss' },
    { do: 'openTask', title: { zh: '准备证据', en: 'Gather evidence' }, for: 'team:legal' },
  );

  it('follow it from then on, nobody twice', () => {
    const story = handledUnder(policy);
    threat(story);
    expect(story.ticket.followers).toEqual(['team:legal', 'agt_boss']);
  });

  it('a task has the id of its event, and is in the language of the ticket', () => {
    const story = handledUnder(policy, { language: 'en' });
    threat(story);
    const { seq } = story.events.find(({ type }) => type === 'ticket.escalated')!;
    expect(story.ticket.tasks).toEqual([{ id: seq, title: 'Gather evidence', for: 'team:legal' }]);
    expect(story.gives({ type: 'finishTask', task: seq, note: '好了' }, wang, at('11:00'))).toEqual(['task-finished']);
    expect(story.ticket.tasks).toEqual([]);
  });

  it('refuses to finish one that there is not', () => {
    const story = handledUnder(policy);
    threat(story);
    expect(story.tries({ type: 'finishTask', task: 99 }, wang)).toBe('unknown-task');
    expect(story.tries({ type: 'finishTask', task: 99 }, customer)).toBe('not-permitted');
  });
});

describe('freezeHold', () => {
  it('refuses holds by the agent, not by a supervisor; one that runs goes on', () => {
    const story = handledUnder(doing({ do: 'freezeHold' }));
    const hold = { type: 'hold', for: 'thirdParty' } as const;
    expect(story.tries(hold, lin)).toBe('allowed');
    threat(story);
    expect(story.ticket.holdFrozen).toBe(true);
    expect(story.tries(hold, lin, at('11:00'))).toBe('hold-frozen');
    expect(story.gives(hold, chief, at('11:00'))).toEqual(['held']);
    story.gives({ type: 'resume' }, lin, at('12:00'));
    story.gives({ type: 'queue' }, chief, at('13:00'));
    story.gives({ type: 'assign', assignee: LIN }, chief, at('14:00'));
    expect(story.tries(hold, lin, at('15:00'))).toBe('hold-frozen');
  });
});
