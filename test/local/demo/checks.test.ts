import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../contracts/views.ts';
import { differencesOf, latestMs } from '../../../local/demo/checks.ts';
import { labelOf } from '../../../local/demo/labels.ts';
import { archived, PLAIN } from '../../../local/demo/story.ts';

const DATA: Readonly<Record<string, Record<string, unknown>>> = {
  assigned: { by: 'dispatch' },
  reviewed: { verdict: 'pass' },
  closed: { because: 'confirmed' },
};

const event = (seq: number, name: string, data = DATA[name] ?? {}): TimelineEvent => ({
  id: `tkt_1.${seq}`,
  seq,
  type: `ticket.${name}`,
  time: '2026-11-23T01:00:00.000Z',
  actor: { kind: 'system', id: 'x' },
  data,
});

const NAMES = ['opened', 'assigned', 'accepted', 'replied', 'resolved', 'reviewed', 'closed', 'archived'];
const plain = NAMES.map((name, index) => event(index + 1, name));
const end = archived(PLAIN);
const ticket = { phase: 'archived', level: 0, version: 8 } as const;

describe('the checks of the demo', () => {
  it('find nothing when a ticket ended as stated', () => {
    expect(differencesOf(end, ticket, plain)).toEqual([]);
  });

  it('tell events of one type apart by what matters', () => {
    expect(labelOf(event(2, 'assigned', { by: 'claim' }))).toBe('assigned claim');
    expect(labelOf(event(2, 'breached', { clock: 'resolution' }))).toBe('breached resolution');
    expect(labelOf(event(2, 'replied', { text: 'hello' }))).toBe('replied');
  });

  it('take an agent who asked for the ticket for one whom it was offered to, where the story does not say which', () => {
    const pulled = plain.with(1, event(2, 'assigned', { by: 'pull' }));
    expect(differencesOf(end, ticket, pulled)).toEqual([]);
    const { 'assigned dispatch': _, ...others } = PLAIN;
    const asking = archived({ ...others, 'assigned pull': 1 });
    expect(differencesOf(asking, ticket, pulled)).toEqual([]);
    expect(differencesOf(asking, ticket, plain)).toHaveLength(2);
    expect(differencesOf(asking, ticket, plain, latestMs({ throttle: 0.1, crash: 0 }))).toEqual([]);
    expect(differencesOf(end, ticket, plain.with(1, event(2, 'assigned', { by: 'claim' })))).toHaveLength(2);
  });

  it('name another phase and another level', () => {
    expect(differencesOf(end, { ...ticket, phase: 'closed', level: 1 }, plain)).toEqual([
      'ends closed, not archived',
      'has level 1, not 0',
    ]);
  });

  it('name an event that is missing, one too many, and one that must not be', () => {
    const warned = event(9, 'warned', { clock: 'resolution', milestoneAt: '2026-11-23T01:00:00.000Z' });
    expect(differencesOf(end, { ...ticket, version: 9 }, [...plain, warned])).toEqual([
      'has “warned resolution” 1×, not 0×',
    ]);
    const claimed = plain.with(1, event(2, 'assigned', { by: 'claim' }));
    expect(differencesOf(end, ticket, claimed)).toEqual([
      'has “assigned claim” 1×, not 0×',
      'has “assigned dispatch” 0×, not 1×',
    ]);
    expect(differencesOf(end, { ...ticket, version: 9 }, [...plain, event(9, 'replied')])).toEqual([
      'has “replied” 2×, not 1×',
    ]);
  });

  it('name a gap in the timeline, and a version that the events do not add up to', () => {
    expect(differencesOf(end, ticket, plain.with(7, event(9, 'archived')))).toHaveLength(1);
    expect(differencesOf(end, { ...ticket, version: 7 }, plain)).toHaveLength(1);
  });

  it('name a step of the clock that came late, or before its time', () => {
    const warned = (milestoneAt: string) =>
      differencesOf({ ...end, events: { ...PLAIN, 'warned resolution': 1 } }, { ...ticket, version: 9 }, [
        ...plain,
        event(9, 'warned', { clock: 'resolution', milestoneAt }),
      ]);
    expect(warned('2026-11-23T00:59:59.000Z')).toEqual([]);
    expect(warned('2026-11-23T00:59:57.000Z')).toEqual(['“warned resolution” came 3000 ms after it was due']);
    expect(latestMs()).toBe(2000);
    expect(warned('2026-11-23T01:00:00.001Z')).toEqual(['“warned resolution” came -1 ms after it was due']);
  });

  it('allow for the tries that faults on purpose cost, but not for more', () => {
    const allowed = latestMs({ throttle: 0.1, crash: 0.02 });
    expect(allowed).toBe(2000 + 2 * 127_000);
    const late = (ms: number) => {
      const milestoneAt = new Date(Date.parse('2026-11-23T01:00:00.000Z') - ms).toISOString();
      const events = [...plain, event(9, 'warned', { clock: 'resolution', milestoneAt })];
      const expected = { ...end, events: { ...PLAIN, 'warned resolution': 1 } };
      return differencesOf(expected, { ...ticket, version: 9 }, events, allowed);
    };
    expect(late(allowed)).toEqual([]);
    expect(late(allowed + 1)).toHaveLength(1);
  });
});
