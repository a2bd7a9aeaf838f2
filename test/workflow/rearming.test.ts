/** A change of a ticket moves its clocks: setting the workflow's timer again is nearly free. */
import { afterAll, describe, expect, it } from 'vitest';
import type { DeskClient } from '../../client/desk-client.ts';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk } from './manned-desk.ts';
import { answered } from './rungs.ts';

afterAll(forgetAssembly);

const MOST = 2; // out of the wait and back into it

const P3 = '快递到哪了';
const P1 = '订单超时未派送';

const transitions = (desk: MannedDesk, id: string): number =>
  desk.system.runtime.meter.ofTicket(id)['states.transitions'] ?? 0;

/** When time brings something to the ticket next. */
const nextMilestone = async (desk: MannedDesk, id: string): Promise<string> => {
  const { clocks, hold } = await (await desk.operator()).getTicket({ id });
  const ofClocks = Object.values(clocks)
    .filter(({ state }) => state === 'running')
    .flatMap(({ warnAt, dueAt }) => warnAt ?? dueAt);
  return [...ofClocks, ...(hold?.remindAt ? [hold.remindAt] : [])].toSorted()[0] ?? '';
};

interface Change {
  readonly name: string;
  readonly subject: string;
  readonly before?: (desk: MannedDesk, id: string, lin: DeskClient) => Promise<unknown>;
  readonly change: (desk: MannedDesk, id: string, lin: DeskClient) => Promise<unknown>;
}

const hold = (_: MannedDesk, id: string, lin: DeskClient) => lin.holdTicket({ id, body: { for: 'thirdParty' } });
const ask = (desk: MannedDesk, id: string) => desk.system.channel().addMessage({ id, body: { text: '还要多久？' } });

const CHANGES: readonly Change[] = [
  {
    name: 'a higher priority, due much earlier',
    subject: P3,
    change: (_, id, lin) => lin.classifyTicket({ id, body: { priority: 'P1' } }),
  },
  {
    name: 'a lower priority, due much later',
    subject: P1,
    change: (_, id, lin) => lin.classifyTicket({ id, body: { priority: 'P3' } }),
  },
  { name: 'a hold, which stops all promises', subject: P1, change: hold },
  {
    name: 'the end of a hold by hand',
    subject: P1,
    before: hold,
    change: (_, id, lin) => lin.resumeTicket({ id, body: {} }),
  },
  { name: 'a question of the customer, which has a clock of its own', subject: P3, change: ask },
  {
    name: 'the answer to it',
    subject: P3,
    before: ask,
    change: (_, id, lin) => lin.replyToTicket({ id, body: { text: '今天。' } }),
  },
];

describe('setting the timer again costs at most two transitions', () => {
  it.each(CHANGES)('$name', ({ subject, before, change }) =>
    onDesk(async (desk) => {
      const id = await answered(desk, await desk.open(subject));
      const lin = await desk.as('agt_lin');
      await desk.pass(MINUTE);
      await before?.(desk, id, lin);
      await desk.pass(10 * MINUTE);
      const counted = transitions(desk, id);
      await change(desk, id, lin);
      await desk.system.runtime.settle();
      const changed = Date.parse(desk.now());
      const next = await nextMilestone(desk, id);
      // All that it costs until then: a timer that was set too early finds nothing to do, and is set right.
      await desk.until(new Date(Date.parse(next) - 1000).toISOString());
      expect(transitions(desk, id) - counted).toBeLessThanOrEqual(MOST);
      await desk.pass(1000);
      const brought = (await desk.timeline(id)).filter(({ type }) => /warned|breached|hold-reminded/.test(type));
      expect(brought.map(({ time }) => time).filter((time) => Date.parse(time) > changed)).toEqual([next]);
    }),
  );

  it('and whoever changes nothing about time pays nothing', () =>
    onDesk(async (desk) => {
      const id = await answered(desk, await desk.open(P3));
      await desk.pass(MINUTE);
      const counted = transitions(desk, id);
      const lin = await desk.as('agt_lin');
      await lin.noteOnTicket({ id, body: { text: '已联系网点。' } });
      await desk.system.channel().urgeTicket({ id, body: {} });
      await desk.pass(HOUR);
      expect(transitions(desk, id)).toBe(counted);
    }));
});
