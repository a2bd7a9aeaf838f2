import { describe, expect, it } from 'vitest';
import { at, chief, clockwork, does, inPhase, LIN, lin } from './desk.ts';

describe('a ticket that goes back to its queue', () => {
  const handling = inPhase('handling');

  it('is not offered again to the one who gave it back', () => {
    const { ticket, events } = does(handling, { type: 'queue' }, lin);
    expect(ticket.excluded).toEqual([LIN.id]);
    expect(events[0]?.data).toMatchObject({ because: 'givenBack' });
  });

  it('may be offered again to the one whom a supervisor took it from', () => {
    const { ticket, events } = does(handling, { type: 'queue' }, chief);
    expect(ticket.excluded).toEqual([]);
    expect(events[0]?.data).toMatchObject({ because: 'supervisor' });
  });

  it('may be offered to everybody in the queue that it was handed on to', () => {
    const back = does(handling, { type: 'queue' }, lin).ticket;
    const moved = does(back, { type: 'transfer', queue: 'payments', reason: '费用' }, chief).ticket;
    expect(moved).toMatchObject({ phase: 'queued', queue: 'payments', excluded: [] });
  });

  it('excludes nobody twice', () => {
    const back = does(handling, { type: 'queue' }, lin).ticket;
    const again = does(back, { type: 'assign', assignee: LIN }, chief).ticket;
    expect(does(again, { type: 'queue' }, lin).ticket.excluded).toEqual([LIN.id]);
    const breached = does(again, { type: 'advance' }, clockwork, at('15:00')).ticket;
    expect(does(breached, { type: 'advance' }, clockwork, at('25:00')).ticket.excluded).toEqual([LIN.id]);
  });
});
