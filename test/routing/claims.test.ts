import { afterEach, describe, expect, it } from 'vitest';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { changeTicket } from '../../core/usecases/change-ticket.ts';
import { claiming } from '../../core/usecases/claim-ticket.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { actorOf, openRoutingDesk, type RoutingDesk, wrongLoads } from './support/desk.ts';

let desk: RoutingDesk;
afterEach(() => desk.close());

describe('a ticket that many claim at once', () => {
  it('goes to one of 64, and the other 63 are told who has it', async () => {
    desk = await openRoutingDesk();
    const ids = Array.from({ length: 64 }, (_, at): AgentId => `agt_${at + 1}`);
    for (const id of ids) await desk.agent(id.slice('agt_'.length));
    const ticket = await desk.open({ priority: 'P1' });
    const claims = await Promise.all(
      ids.map((id) =>
        changeTicket(desk.ports, {
          idOrCode: ticket,
          command: claiming(desk.ports, id),
          actor: actorOf(id, 'agent'),
          correlation: 'test',
        }),
      ),
    );
    const [head] = desk.tickets();
    if (head?.phase !== 'handling') throw new Error('Nobody has it.');
    expect(claims.filter((claim) => !isRefused(claim))).toHaveLength(1);
    const refusals = claims.filter(isRefused);
    expect(refusals).toHaveLength(63);
    for (const { refused, detail } of refusals) {
      expect(refused).toBe('already-claimed');
      expect(detail).toContain(head.assignee.id);
    }
    expect(head.claimed).toBe(true);
    expect(wrongLoads(desk.tickets(), desk.agents())).toEqual([]);
    expect(desk.agents().filter(({ open }) => open > 0)).toEqual([
      expect.objectContaining({ id: head.assignee.id, open: 1, claimed: 1, assignments: 1 }),
    ]);
  });
});
