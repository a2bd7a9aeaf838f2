import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headItem, ticketOf } from '../../adapters/dynamodb/ticket-head.ts';
import type { Clock } from '../../core/domain/clocks/clock.ts';
import { TABLES } from './support/aws.ts';
import { type Desk, LIN, OPERATOR, openDesk, POLICY, request, SUPERVISOR } from './support/desk.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const rule =
    'sla:\n  - { name: working-hours, when: { category: [refund] }, calendar: office, targets: { firstResponse: 1 h } }';
  await desk.operate('PUT /v1/policy', '/v1/policy', { policy: POLICY.replace(/^sla: \[\]$/m, rule) });
  await desk.putAgent('agt_lin', { name: '林', team: 'aftersales', roles: ['agent'] });
  desk.wait(4 * DAY + 8.5 * HOUR); // Friday, 17:30 in Shanghai
});
afterAll(() => desk.close());

const clocksOf = (id: string, person = LIN) =>
  desk.query('GET /v1/tickets/{id}/clocks', `/v1/tickets/${id}/clocks`, person);
const rebuild = (id: string, body: object = {}, person = OPERATOR) =>
  desk.operate('POST /v1/tickets/{id}/clocks/rebuild', `/v1/tickets/${id}/clocks/rebuild`, body, person);
const headOf = (id: string) =>
  desk.aws.dynamo('GetItem', { TableName: TABLES.ticket, Key: { pk: { S: id }, sk: { S: 'TICKET' } } }).Item;
/** Puts other clocks into the head, as no code of ours does. */
const damage = (id: string, change: (clock: Clock) => Clock) => {
  const head = headOf(id);
  const ticket = ticketOf(head);
  const firstResponse = change(ticket.clocks.firstResponse);
  const { clocks, firstResponseDueAt } = headItem({ ...ticket, clocks: { ...ticket.clocks, firstResponse } }, 'any');
  desk.aws.dynamo('PutItem', { TableName: TABLES.ticket, Item: { ...head, clocks, firstResponseDueAt } });
};

describe('the clocks of a ticket, explained', () => {
  let id: string;

  it('say promise, calendar, each interval and the milestones to come', async () => {
    ({
      body: { id },
    } = await desk.open(request()));
    await desk.command('assign', id, SUPERVISOR, { body: { agent: 'agt_lin' } });
    desk.wait(10 * MINUTE);
    await desk.command('hold', id, LIN, { body: { for: 'thirdParty' } });
    desk.wait(5 * MINUTE);
    await desk.command('resume', id, LIN, { body: {} });
    desk.wait(HOUR);
    const { status, body } = await clocksOf(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, phase: 'handling', priority: 'P2', at: '2026-03-06T10:45:00.000Z' });
    expect([body.requesterWaitMinutes, body.agentWorkMinutes]).toEqual([75, 70]);
    const first = body.clocks.find(({ clock }: { clock: string }) => clock === 'firstResponse');
    expect(first).toMatchObject({
      ...{ run: 1, state: 'running', policy: 'working-hours', policyKnown: true, calendar: 'office' },
      ...{ targetMinutes: 60, startedAt: '2026-03-06T09:30:00.000Z', dueAt: '2026-03-09T01:35:00.000Z' },
      ...{ elapsedMinutes: 25, remainingMinutes: 35 },
      intervals: [
        { kind: 'counting', from: '2026-03-06T09:30:00.000Z', to: '2026-03-06T09:40:00.000Z' },
        { kind: 'paused', for: 'thirdParty', from: '2026-03-06T09:40:00.000Z', to: '2026-03-06T09:45:00.000Z' },
        { kind: 'counting', from: '2026-03-06T09:45:00.000Z', to: '2026-03-06T10:00:00.000Z' },
        { kind: 'closed', from: '2026-03-06T10:00:00.000Z', to: '2026-03-06T10:45:00.000Z' },
      ],
      milestones: [
        { kind: 'warning', at: '2026-03-09T01:20:00.000Z' },
        { kind: 'breach', at: '2026-03-09T01:35:00.000Z' },
      ],
    });
  });

  it('say what has happened, and when', async () => {
    desk.wait(2 * DAY + 15 * HOUR); // Monday, 9:45
    await desk.advance(id);
    const { body } = await clocksOf(id);
    const first = body.clocks.find(({ clock }: { clock: string }) => clock === 'firstResponse');
    expect(first).toMatchObject({ state: 'missed', remainingMinutes: -10 });
    expect(first.milestones).toEqual([
      expect.objectContaining({ kind: 'warning', at: '2026-03-09T01:20:00.000Z', late: true, seq: expect.any(Number) }),
      expect.objectContaining({ kind: 'breach', happenedAt: '2026-03-09T01:45:00.000Z' }),
    ]);
  });

  it('refuses a ticket that does not exist', async () => {
    expect((await clocksOf('ZZZZZZZZ')).body.code).toBe('ticket-not-found');
  });
});

describe('a rebuild', () => {
  let id: string;
  const eventsOf = () =>
    desk.items(TABLES.ticket).filter(({ pk, sk }) => pk.S === id && sk.S.startsWith('EVENT#')).length;

  it('finds nothing where clocks are what follows from the timeline, also with another policy in force', async () => {
    ({
      body: { id },
    } = await desk.open(request()));
    await desk.command('assign', id, SUPERVISOR, { body: { agent: 'agt_lin' } });
    await desk.operate('PUT /v1/policy', '/v1/policy', { policy: POLICY });
    desk.wait(2);
    await desk.command('hold', id, LIN, { body: { for: 'thirdParty' } });
    desk.wait(5 * MINUTE);
    await desk.command('resume', id, LIN, { body: {} });
    const before = eventsOf();
    const { status, body } = await rebuild(id, { dryRun: false });
    expect([status, body]).toEqual([200, expect.objectContaining({ id, differences: [], fixed: false })]);
    expect(eventsOf()).toBe(before);
  });

  it('names what is different, and writes nothing unless it is asked to', async () => {
    const { dueAt } = ticketOf(headOf(id)).clocks.firstResponse;
    damage(id, (clock) => ({ ...clock, dueAt: '2026-03-06T09:00:00.000Z', ahead: [] }));
    const before = headOf(id);
    const { body } = await rebuild(id);
    expect(body.fixed).toBe(false);
    expect(body.differences).toEqual([
      expect.stringMatching(/^firstResponse\.ahead: .* instead of \[\]$/),
      `firstResponse.dueAt: ${dueAt} instead of 2026-03-06T09:00:00.000Z`,
    ]);
    expect(headOf(id)).toEqual(before);
  });

  it('repairs it, and finds nothing afterwards', async () => {
    const before = eventsOf();
    const { body } = await rebuild(id, { dryRun: false });
    expect(body).toMatchObject({ fixed: true, differences: { length: 2 } });
    expect(eventsOf()).toBe(before + 1);
    expect((await desk.ticket(id, SUPERVISOR)).body).toMatchObject({ version: body.version });
    expect((await rebuild(id)).body).toMatchObject({ differences: [], version: body.version });
  });

  it('lets no clock that it repairs breach on the way', async () => {
    const past = new Date(Date.now() - HOUR * 1000).toISOString();
    damage(id, (clock) => ({ ...clock, dueAt: past, ahead: [{ minutes: clock.targetMinutes, at: past }] }));
    await rebuild(id, { dryRun: false });
    const { body } = await desk.ticket(id, SUPERVISOR);
    expect(body.clocks.firstResponse.state).toBe('running');
  });

  it('refuses everybody but operators', async () => {
    for (const person of [LIN, SUPERVISOR]) expect((await rebuild(id, {}, person)).status).toBe(403);
  });
});
