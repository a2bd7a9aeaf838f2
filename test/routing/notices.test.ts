/** Who is told of what happens to a ticket, on the real adapters. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Rung } from '../../core/domain/escalation/ladder.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { addressee, openOutbox } from '../notices/outbox.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from './support/desk.ts';

const LIN = { kind: 'agent', id: 'agt_lin', roles: ['agent'] } as const;
const HOUR = 60 * 60_000;

let desk: RoutingDesk;
afterEach(() => desk.close());

/** A ticket that Lin has called technical, under a ladder with this row for it; and who is told of the escalation. */
const escalated = async (rung: Omit<Rung, 'name' | 'when'>) => {
  const ladder: Rung[] = [{ name: 'technical', when: { nature: 'technical' }, ...rung }];
  desk = await openRoutingDesk({ ...DEFAULT_POLICY, escalation: { ...DEFAULT_POLICY.escalation, ladder } });
  const { ports } = desk;
  await desk.agent('lin', { email: 'lin@desk.example.com' });
  const id = await desk.open({ priority: 'P1' });
  await desk.advance(id);
  await desk.give(id, { type: 'escalate', reason: '查不到', nature: 'technical' }, LIN);
  const box = openOutbox(desk);
  return async (): Promise<string[]> => {
    const { items } = await ports.tickets.timeline(id as TicketId, 0, 50);
    const { seq } = items.find(({ type }) => type === 'ticket.escalated')!;
    await notifyOfEvent({ ...ports, ...box.ports }, { ticketId: id, seq });
    return box.outbox.sent.splice(0).map(addressee).toSorted();
  };
};
const supervisor = (name: string, more: object = {}) =>
  desk.agent(name, { roles: ['supervisor'], email: `${name}@desk.example.com`, ...more });

describe('the supervisors', () => {
  const shift = (name: string, from: string, to: string) => ({
    ...{ name, weekdays: ['mon'] as const, from, to },
    agents: [`agt_${name}`] as const,
  });
  const rostered = async (...shifts: ReturnType<typeof shift>[]) =>
    desk.ports.directory.putTeam({
      ...{ name: 'logistics', title: { zh: '物流', en: 'Logistics' }, timeZone: 'Asia/Shanghai' },
      ...{ shifts, changes: [] },
    });

  it('are those whose shift it is, on this day at this hour; a busy one is at work', async () => {
    const told = await escalated({ to: ['supervisor'], actions: [{ do: 'notify' }] });
    await supervisor('early', { presence: 'busy' });
    await supervisor('late');
    await supervisor('ill', { leave: [{ from: '2026-03-01', until: '2026-03-09' }] });
    await rostered(shift('early', '08:00', '12:00'), shift('late', '12:00', '20:00'), shift('ill', '08:00', '20:00'));
    expect(await told()).toEqual(['early']);
    expect(await told()).toEqual([]); // once
    desk.wait(4 * HOUR);
    expect(await told()).toEqual(['late']);
  });

  it('are all of them when none is on duty, and those with an address where others have none', async () => {
    const told = await escalated({ to: ['supervisor'], actions: [{ do: 'notify' }] });
    await supervisor('early', { presence: 'offline' });
    await supervisor('late', { presence: 'away' });
    await desk.agent('mute', { roles: ['supervisor'] });
    expect(await told()).toEqual(['early', 'late']);
  });

  it('of other teams are told nothing', async () => {
    const told = await escalated({ to: ['supervisor'], actions: [{ do: 'notify' }] });
    await supervisor('other', { team: 'aftersales' });
    expect(await told()).toEqual([]);
  });
});

it('tells everybody once, however often they are meant: as one of a team, by name, as a follower, for a task', async () => {
  const told = await escalated({
    to: ['team:complaints', 'assignee', 'agt_luo'],
    actions: [
      { do: 'notify' },
      { do: 'addFollower', who: 'agt_luo' },
      { do: 'addFollower', who: 'agt_boss' },
      { do: 'openTask', title: { zh: '查', en: 'Look' }, for: 'agt_luo' },
      { do: 'openTask', title: { zh: '看', en: 'See' }, for: 'agt_expert' },
    ],
  });
  await supervisor('luo', { team: 'complaints' });
  await desk.agent('xu', { team: 'complaints', email: 'xu@desk.example.com' });
  await supervisor('boss', { team: 'executives', presence: 'offline' });
  await supervisor('expert', { team: 'experts' });
  expect(await told()).toEqual(['boss', 'expert', 'lin', 'luo', 'xu']);
});

it('tells nobody of an escalation whose row does not say so, but for its tasks', async () => {
  const told = await escalated({
    to: ['supervisor'],
    actions: [{ do: 'openTask', title: { zh: '查', en: 'Look' }, for: 'assignee' }],
  });
  await supervisor('luo');
  expect(await told()).toEqual(['lin']);
});
