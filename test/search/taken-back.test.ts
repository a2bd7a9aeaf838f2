import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Recorded } from '../../core/domain/events.ts';
import { indexTicket } from '../../core/usecases/index-ticket.ts';
import { type IndexDesk, openIndexDesk } from './support/index-desk.ts';

let desk: IndexDesk;
beforeAll(async () => {
  desk = await openIndexDesk();
});
afterAll(() => desk.close());

const PHONE = '13912345678';

it.each(['ticket.redacted', 'ticket.erased'])(
  'after %s nothing is found that the timeline says no longer, wherever it stood, and however often it is told',
  async (type) => {
    const id = await desk.written(`退款打到 ${PHONE} ${type}`);
    await desk.pack(1);
    const { items } = await desk.ports.tickets.timeline(id, 0, 10);
    const [opened] = items as [Recorded<Extract<Recorded, { type: 'ticket.opened' }>>];
    // The timeline as it is afterwards: the value is gone from where it stood, and an event says that it was.
    const subject = opened.data.subject.replace(PHONE, '');
    const after = [
      { ...opened, data: { ...opened.data, subject } },
      { ...opened, type, seq: 2, data: { reason: 'asked for' } },
    ] as unknown as Recorded[];
    const tickets = { timeline: async (_: string, seq: number) => ({ items: after.slice(seq) }) };
    const events = { event: async (_: string, seq: number) => after[seq - 1] };
    const tell = () => indexTicket({ tickets, events, search: desk.search }, id, [2]);
    expect(await tell()).toBe('indexed');
    expect(await tell()).toBe('known');
    expect(await desk.find('退款')).toContain(id);
    expect(await desk.find(PHONE)).toEqual([]);
    expect(JSON.stringify(desk.items())).not.toContain(PHONE);
    await desk.pack(1);
    expect(await desk.find(`退款 "${type}"`)).toEqual([id]);
    expect(await desk.find(PHONE)).toEqual([]);
  },
);
