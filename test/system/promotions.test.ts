import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ApiProblem } from '../../client/api-problem.ts';
import { minutes, type System, startSystem } from '../support/system.ts';

const POLICY = readFileSync('policies/desk.yaml', 'utf8');
const P3 = '快递到哪了';
const SECOND = 1000;

/** The system begins on a Monday at 9:00 in Shanghai; the promotion is from 9:10 to 9:30. */
const publish = async (system: System, promotion: string): Promise<void> => {
  const promotions = `promotions:
  - name: flash
    title: { zh: 闪购, en: Flash sale }
    from: 2026-03-02T09:10+08:00
    until: 2026-03-02T09:30+08:00
${promotion}`;
  const operator = await system.desk('agt_operator', 'operator');
  await operator.publishPolicy({ body: { policy: POLICY.replace(/^promotions: \[\]$/m, promotions) } });
  await system.runtime.advance(2 * SECOND); // every function has read it
};
const until = (system: System, time: string): Promise<unknown> =>
  system.runtime.advance(Date.parse(`2026-03-02T${time}+08:00`) - system.runtime.clock.now());
/** Times of day in UTC and types of its events, as far as they are of these types. */
const story = async (system: System, id: string, ...types: string[]) => {
  const reader = await system.desk('agt_reader', 'supervisor');
  const { items } = await reader.getTimeline({ id, query: { limit: 100 } });
  return items.filter(({ type }) => types.includes(type)).map(({ time, type }) => `${time.slice(11, 23)} ${type}`);
};
const phases = async (system: System, ids: readonly string[]) => {
  const reader = await system.desk('agt_reader', 'supervisor');
  return Promise.all(ids.map(async (id) => (await reader.getTicket({ id })).phase));
};
const refusalOf = async (answer: Promise<unknown>): Promise<unknown> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem) return [error.status, error.code];
    throw error;
  }
};

it('asks other teams, lets agents carry more and the squad decide, from its first instant to its last', async () => {
  await using system = await startSystem();
  await publish(
    system,
    `    capacityFactor: 2
    queues: { logistics: { teams: [payments] } }
    squad: [agt_fei]
    autoReply: { zh: 闪购期间稍等, en: Busy with the flash sale }
`,
  );
  await system.hire('agt_fei', 'payments', { capacity: 1 });
  const { id: first } = await system.post(P3);
  const { id: second } = await system.post(P3);
  const { id: third } = await system.post(P3);
  const fei = () => system.desk('agt_fei', 'agent');
  const take = async (id: string) => refusalOf((await fei()).assignTicket({ id, body: { agent: 'agt_fei' } }));

  await until(system, '09:09:59.999');
  expect(await phases(system, [first, second, third])).toEqual(['queued', 'queued', 'queued']);
  expect(await take(third)).toEqual([403, 'not-permitted']);
  await system.runtime.advance(1);
  expect((await phases(system, [first, second, third])).toSorted()).toEqual(['handling', 'handling', 'queued']);
  for (const id of [first, second, third])
    expect(await story(system, id, 'ticket.assigned')).toEqual(
      (await phases(system, [id]))[0] === 'queued' ? [] : ['01:10:00.000 ticket.assigned'],
    );
  const waiting = (await phases(system, [first, second, third])).indexOf('queued');
  const left = [first, second, third][waiting] as string;
  expect(await take(left)).toMatchObject({ id: left, phase: 'handling' });
  await system.post(P3, { email: 'li@example.com' });
  const mails = system.runtime.mails().filter(({ to }) => to.includes('li@example.com'));
  expect(mails.map(({ text }) => text?.includes('闪购期间稍等'))).toEqual([true]);

  await until(system, '09:29:59.999');
  const { id: last } = await system.post(P3);
  expect(await take(last)).toMatchObject({ phase: 'handling' });
  await system.runtime.advance(1);
  const { id: after } = await system.post(P3);
  await system.runtime.advance(minutes(10));
  expect(await phases(system, [after])).toEqual(['queued']);
  expect(await take(after)).toEqual([403, 'not-permitted']);
});

it('betters the promises of tickets that are there exactly when it begins, if it may, and never makes them worse', async () => {
  await using system = await startSystem();
  // Usually 2 h and 24 h.
  await publish(
    system,
    `    improves: true
    targets: { firstResponse: { P3: 15 min }, resolution: { P3: 48 h } }
    notice: { zh: 闪购期间回复较慢, en: Answers take longer }
`,
  );
  const opened = system.runtime.clock.now();
  const { id, code, firstResponseDueAt, resolutionDueAt } = await system.post(P3);
  expect(Date.parse(firstResponseDueAt) - opened).toBe(minutes(120));
  const reader = () => system.desk('agt_reader', 'supervisor');
  await until(system, '09:10:00');
  expect(await story(system, id, 'ticket.promised')).toEqual(['01:10:00.000 ticket.promised']);
  const better = await (await reader()).getTicket({ id });
  expect(Date.parse(better.firstResponseDueAt) - opened).toBe(minutes(15));
  expect(better.resolutionDueAt).toBe(resolutionDueAt);
  const { id: during, resolutionDueAt: later } = await system.post(P3);
  expect(Date.parse(later) - system.runtime.clock.now()).toBe(minutes(48 * 60));

  await until(system, '09:30:01');
  const due = better.firstResponseDueAt.slice(11, 23);
  expect(await story(system, id, 'ticket.breached')).toEqual([`${due} ticket.breached`]);
  expect(await story(system, id, 'ticket.promised')).toHaveLength(1);
  expect((await (await reader()).getTicket({ id: during })).resolutionDueAt).toBe(later);

  // What follows from the timeline is what is stored, also after it.
  const operator = await system.desk('agt_operator', 'operator');
  for (const each of [id, during])
    expect(await operator.rebuildClocks({ id: each })).toMatchObject({ differences: [], fixed: false });
  const { clocks } = await (await reader()).getClocks({ id: code });
  expect(clocks.find(({ clock }) => clock === 'firstResponse')).toMatchObject({
    ...{ policy: 'flash', targetMinutes: 15, state: 'missed', policyKnown: true },
    milestones: expect.arrayContaining([expect.objectContaining({ kind: 'breach', at: better.firstResponseDueAt })]),
  });
  const days = { from: '2026-03-02', to: '2026-03-02' };
  const preview = await operator.previewPromotion({ body: { promotion: 'flash', ...days } });
  expect(preview).toMatchObject({ tickets: 2, complete: true });
  expect((await operator.listNotices()).items).toEqual([]);
  expect((await (await reader()).listPromotions()).items).toEqual([expect.objectContaining({ state: 'over' })]);
});

it('leaves the promises that were given as they are unless it says so', async () => {
  await using system = await startSystem();
  await publish(system, '    targets: { firstResponse: { P3: 10 min } }\n');
  const { id, firstResponseDueAt } = await system.post(P3);
  await until(system, '09:15:00');
  const reader = await system.desk('agt_reader', 'supervisor');
  expect((await reader.getTicket({ id })).firstResponseDueAt).toBe(firstResponseDueAt);
  expect(await story(system, id, 'ticket.promised')).toEqual([]);
  const opened = system.runtime.clock.now();
  const { firstResponseDueAt: sooner } = await system.post(P3);
  expect(Date.parse(sooner) - opened).toBe(minutes(10));
});
