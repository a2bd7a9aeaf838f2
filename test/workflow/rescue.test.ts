/** A ticket that its agent does not begin with is taken out of their hands, as the policy says, and that is counted. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Rescue } from '../../core/domain/clocks/sla.ts';
import { EVERYBODY, forgetAssembly, type MannedDesk, MINUTE, onDesk, policyWith } from './manned-desk.ts';

afterAll(forgetAssembly);

/** Ten minutes to begin with it, for every priority. */
const limited = (rescue: Rescue): string =>
  policyWith([
    /^targets:\n(.*\n){4}/m,
    `targets:\n${['P0', 'P1', 'P2', 'P3']
      .map(
        (priority) =>
          `  ${priority}: { firstResponse: 2 h, resolution: 24 h, review: 4 h, accept: { within: 10 min, rescue: ${rescue} } }`,
      )
      .join('\n')}\n`,
  ]);

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const happened = async (desk: MannedDesk, id: string): Promise<string[]> =>
  (await desk.timeline(id)).map(({ time, type, data }) =>
    [time.slice(14, 19), type.slice(7), data.clock, data.rescue, data.cause, (data.assignee as { id?: string })?.id]
      .filter((part) => part !== undefined)
      .join(' '),
  );

const view = async (desk: MannedDesk, id: string) => (await desk.operator()).getTicket({ id });

describe('an agent who does not begin with a ticket in time', () => {
  it('loses it to another one of the team, who has the same time again', () =>
    onDesk(
      async (desk) => {
        const opened = desk.now();
        const id = await desk.open('快递到哪了');
        const first = (await view(desk, id)).assignee?.id ?? '';
        const [second] = ['agt_lin', 'agt_zhou'].filter((agent) => agent !== first);
        await desk.until(later(opened, 10 * MINUTE - 1000));
        expect((await view(desk, id)).rescues).toBe(0);
        await desk.pass(2000);
        expect(await happened(desk, id)).toEqual([
          '00:00 opened',
          `00:00 assigned ${first}`,
          '07:30 warned accept',
          '10:00 breached accept inHand',
          '10:00 queued accept requeue',
          `10:00 assigned ${second}`,
        ]);
        expect(await desk.told(id, later(opened, 10 * MINUTE), '已改由他人处理')).toEqual([first]);
        const { clocks, rescues } = await view(desk, id);
        expect([rescues, clocks.accept?.dueAt, clocks.accept?.state]).toEqual([
          1,
          later(opened, 20 * MINUTE),
          'running',
        ]);
        await desk.until(later(opened, 19 * MINUTE));
        await (await desk.as(second ?? '')).acceptTicket({ id });
        await desk.pass(30 * MINUTE);
        const after = await view(desk, id);
        expect([after.rescues, after.assignee?.id, after.clocks.accept?.state]).toEqual([1, second, 'met']);
        expect(after.clocks.resolution.startedAt).toBe(opened); // what was promised to the customer goes on all the while
      },
      { policy: limited('requeue'), people: EVERYBODY },
    ));

  it('loses it again and again: each time is counted, until it is the supervisor’s', () =>
    onDesk(
      async (desk) => {
        const id = await desk.open('快递到哪了');
        await desk.pass(26 * MINUTE);
        const { rescues, assignee } = await view(desk, id);
        // Both had it for ten minutes; two minutes later after-sales is asked, where nobody is, and after two more the last resort.
        expect([rescues, assignee?.id]).toEqual([2, 'agt_luo']);
        expect((await desk.timeline(id)).filter(({ type }) => type === 'ticket.escalated')).toEqual([]);
      },
      { policy: limited('requeue'), people: EVERYBODY.filter((person) => person !== 'agt_su') },
    ));

  it.each([
    ['otherTeam', 'agt_su'],
    ['coordinator', 'agt_luo'],
  ] as const)('loses it, by %s, to %s at once', (rescue, next) =>
    onDesk(
      async (desk) => {
        const opened = desk.now();
        const id = await desk.open('快递到哪了');
        const first = (await view(desk, id)).assignee?.id ?? '';
        await desk.until(later(opened, 10 * MINUTE));
        expect((await happened(desk, id)).slice(3)).toEqual([
          '10:00 breached accept inHand',
          `10:00 queued accept ${rescue}`,
          `10:00 assigned ${next}`,
        ]);
        expect(await desk.told(id, later(opened, 10 * MINUTE), '已改由他人处理')).toEqual([first]);
        // A supervisor who is the last resort works on it as an agent.
        await (await desk.system.desk(next, 'agent')).acceptTicket({ id });
        await desk.pass(30 * MINUTE);
        const { rescues, assignee } = await view(desk, id);
        expect([rescues, assignee?.id]).toEqual([1, next]);
      },
      { policy: limited(rescue), people: EVERYBODY },
    ),
  );

  it.each([
    [
      'answering',
      (desk: MannedDesk, id: string, agent: string) =>
        desk.as(agent).then((a) => a.replyToTicket({ id, body: { text: '正在核实。' } })),
    ],
    [
      'putting it on hold',
      (desk: MannedDesk, id: string, agent: string) =>
        desk.as(agent).then((a) => a.holdTicket({ id, body: { for: 'thirdParty' } })),
    ],
  ] as const)('keeps it by %s', (_what, act) =>
    onDesk(
      async (desk) => {
        const id = await desk.open('快递到哪了');
        const first = (await view(desk, id)).assignee?.id ?? '';
        await desk.pass(9 * MINUTE);
        await act(desk, id, first);
        await desk.pass(30 * MINUTE);
        const { rescues, assignee, clocks } = await view(desk, id);
        expect([rescues, assignee?.id, clocks.accept?.state]).toEqual([0, first, 'met']);
      },
      { policy: limited('requeue'), people: EVERYBODY },
    ),
  );
});
