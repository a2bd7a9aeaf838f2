/** Links, and one command for many tickets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../core/domain/permissions.ts';
import { bulkCommand, incidentsOf } from '../../core/usecases/bulk-command.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { actorOf } from '../routing/support/desk.ts';
import { CHIEF, done, openRelationsDesk, REVIEWER, type RelationsDesk, refusalOf } from './support.ts';

let desk: RelationsDesk;
beforeEach(async () => {
  desk = await openRelationsDesk();
});
afterEach(() => desk.close());
const opened = async (uniqueId: string) =>
  done(await desk.post({ uniqueId, customer: { id: uniqueId, tier: 'standard' } })).id;

describe('a link', () => {
  it('stands on both tickets, each from its own side, and goes from both', async () => {
    const [outage, incident] = [await opened('r-1'), await opened('r-2')];
    done(await desk.link(incident, outage, 'problem'));
    expect((await desk.read(incident)).links).toMatchObject([{ id: outage, as: 'problem' }]);
    expect((await desk.read(outage)).links).toMatchObject([{ id: incident, as: 'incident' }]);
    expect(refusalOf(await desk.link(incident, outage, 'problem'))).toBe('nothing-to-change');
    done(await desk.unlink(outage, incident));
    expect([(await desk.read(incident)).links, (await desk.read(outage)).links]).toEqual([[], []]);
    expect(refusalOf(await desk.unlink(outage, incident))).toBe('nothing-to-change');
  });

  it('refuses a ticket with itself, one that is not there, and people without the role', async () => {
    const ticket = await opened('r-1');
    expect(refusalOf(await desk.link(ticket, ticket, 'related'))).toBe('same-ticket');
    expect(refusalOf(await desk.link(ticket, 'tkt_00000000000000000000009999', 'related'))).toBe('ticket-not-found');
    expect(refusalOf(await desk.link(ticket, await opened('r-2'), 'related', REVIEWER))).toBe('not-permitted');
  });
});

describe('a command for many', () => {
  const note = (tickets: readonly string[], actor: Actor = CHIEF, key?: string) =>
    bulkCommand(desk.ports, {
      ...{ tickets, actor, correlation: 'test', command: { type: 'note', text: '已恢复' } },
      ...(key !== undefined && { idempotency: { key, digest: 'note' } }),
    });
  const verdicts = (items: Awaited<ReturnType<typeof note>>) =>
    items.map(({ result }) => ('fault' in result ? 'fault' : isRefused(result) ? result.refused : 'done'));

  it('is given to each by itself, in order, and once where one is named twice', async () => {
    const ids = [await opened('r-1'), await opened('r-2')];
    const items = await note([ids[1] ?? '', 'tkt_00000000000000000000009999', ids[0] ?? '', ids[1] ?? '']);
    expect(items.map(({ asked }) => asked)).toEqual([ids[1], 'tkt_00000000000000000000009999', ids[0]]);
    expect(verdicts(items)).toEqual(['done', 'ticket-not-found', 'done']);
  });

  it('refuses each ticket that the giver does not reach, and no other', async () => {
    const [own, foreign] = [await opened('r-1'), await opened('r-2')];
    const far = { ...actorOf('agt_far', 'agent'), reach: ['payments'] };
    done(await desk.command(own, { type: 'follow', who: 'team:payments' }));
    expect(verdicts(await note([own, foreign], far))).toEqual(['done', 'not-your-team']);
  });

  it('does under the same key only what was not done', async () => {
    const ids = [await opened('r-1'), await opened('r-2')];
    await note(ids.slice(0, 1), CHIEF, 'k');
    const items = await note(ids, CHIEF, 'k');
    expect(items.map(({ result }) => 'replayed' in result && result.replayed)).toEqual([true, false]);
    expect((await desk.types(ids[0] ?? '')).filter((type) => type === 'noted')).toHaveLength(1);
  });

  it('goes on when one fails', async () => {
    const ids = [await opened('r-1'), await opened('r-2')];
    const { commit } = desk.ports.tickets;
    desk.ports.tickets.commit = async (change) => {
      if (change.after.id === ids[0]) throw new Error('The table is away.');
      return commit(change);
    };
    expect(verdicts(await note(ids))).toEqual(['fault', 'done']);
  });

  it('finds the incidents of a problem', async () => {
    const [outage, one, two, other] = [
      await opened('r-1'),
      await opened('r-2'),
      await opened('r-3'),
      await opened('r-4'),
    ];
    for (const incident of [one, two]) done(await desk.link(incident, outage, 'problem'));
    done(await desk.link(other, outage, 'related'));
    expect(await incidentsOf(desk.ports, outage, { actor: CHIEF })).toEqual([one, two]);
    const far = { ...actorOf('agt_far', 'agent'), reach: ['payments'] };
    expect(await incidentsOf(desk.ports, outage, { actor: far })).toMatchObject({ refused: 'not-your-team' });
    expect(await incidentsOf(desk.ports, 'nothing', { actor: CHIEF })).toMatchObject({ refused: 'ticket-not-found' });
  });

  it('takes a hundred tickets', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, (_, n) => opened(`r-${n}`)));
    const begun = performance.now();
    expect(new Set(verdicts(await note(ids)))).toEqual(new Set(['done']));
    console.info(`bulk: 100 tickets in ${Math.round(performance.now() - begun)} ms`);
  });
});
