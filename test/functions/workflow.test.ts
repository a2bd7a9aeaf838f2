import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TABLES } from './support/aws.ts';
import { type Desk, LIN, openDesk, REVIEWER, request, SUPERVISOR, WANG } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const put = (id: string, more: object = {}) =>
  desk.putAgent(id, { name: id, team: 'aftersales', roles: ['agent'], capacity: 8, presence: 'online', ...more });
const types = async (id: string): Promise<string[]> => {
  const { body } = await desk.query(
    'GET /v1/tickets/{id}/timeline',
    `/v1/tickets/${id}/timeline`,
    REVIEWER,
    'limit=100',
  );
  return body.items.map(({ type }: { type: string }) => type.replace('ticket.', ''));
};
const open = async (more: object = {}) => (await desk.open(request(undefined, more))).body.id as string;

let id: string;
beforeEach(async () => {
  for (const agent of desk.items(TABLES.directory)) {
    const Key = { pk: agent.pk, sk: agent.sk };
    desk.aws.dynamo('DeleteItem', { TableName: TABLES.directory, Key });
  }
  await put(SUPERVISOR.id, { team: 'front-desk', roles: SUPERVISOR.roles, presence: 'offline' });
  id = await open();
});

describe('advance-ticket', () => {
  it('gives the ticket to the agent who suits best of those who are there and have room, with five operations', async () => {
    await put('agt_full', { capacity: 1 });
    await put('agt_busy');
    await put('agt_away', { presence: 'away' });
    await put('agt_free');
    await put('agt_other', { team: 'logistics' });
    const other = await open();
    await desk.command('assign', other, SUPERVISOR, { body: { agent: 'agt_full' } });
    await desk.command('assign', await open(), SUPERVISOR, { body: { agent: 'agt_busy' } });
    await desk.advance(other); // the policy is read now
    desk.aws.calls.length = 0;
    const position = await desk.advance(id);
    expect(position).toEqual({ ticketId: id, version: 2, stage: 'handle', seconds: 22.5 * 60 });
    expect((await desk.ticket(id)).body.assignee.id).toBe('agt_free');
    // The ticket; the load of its queue, for the first time; the team and what it has learned of the category; all of it written.
    const operations = desk.aws.calls.map(({ action }) => action);
    expect(operations.slice(0, operations.indexOf('TransactWriteItems') + 1)).toEqual([
      ...['BatchGetItem', 'BatchGetItem', 'Query', 'Query', 'TransactWriteItems'],
    ]);
  });

  it('asks the next team two minutes later when nobody of the first is free', async () => {
    await put('agt_other', { team: 'logistics' });
    expect(await desk.advance(id)).toMatchObject({ version: 1, seconds: 120 });
    desk.wait(120);
    await desk.advance(id);
    expect((await desk.ticket(id)).body.assignee.id).toBe('agt_other');
  });

  it('says once that nobody was found, when everybody was asked, and tries again later', async () => {
    expect(await desk.advance(id)).toMatchObject({ version: 1, stage: 'handle', seconds: 120 });
    desk.wait(120);
    expect(await desk.advance(id)).toMatchObject({ version: 1, stage: 'handle', seconds: 120 });
    desk.wait(120);
    expect(await desk.advance(id)).toMatchObject({ version: 3, stage: 'handle', seconds: 60 });
    desk.wait(60);
    expect(await desk.advance(id)).toMatchObject({ version: 3, seconds: 120 });
    expect(await types(id)).toEqual(['opened', 'dispatch-failed', 'escalated']);
    await put('agt_free');
    desk.wait(120);
    await desk.advance(id);
    expect(await types(id)).toEqual(['opened', 'dispatch-failed', 'escalated', 'assigned']);
  });

  it('never fills anybody above their capacity, however many tickets come at once', async () => {
    await put('agt_a', { capacity: 2 });
    await put('agt_b', { capacity: 3 });
    const tickets = await Promise.all(Array.from({ length: 9 }, () => open()));
    // Whoever loses every race for an agent comes again, as the workflow has it.
    const offer = async (ticket: string): Promise<unknown> =>
      desk.advance(ticket).catch((error: Error) => {
        if (error.name !== 'TicketBusy') throw error;
        return offer(ticket);
      });
    await Promise.all(tickets.map(offer));
    const loads = desk
      .items(TABLES.directory)
      .filter((item) => item.open && item.pk.S === 'TEAM#aftersales')
      .map((item) => [item.id.S, Number(item.load.N)]);
    expect(loads).toEqual([
      ['agt_a', 2],
      ['agt_b', 3],
    ]);
    const phases = await Promise.all(tickets.map(async (ticket) => (await desk.ticket(ticket)).body.phase));
    expect(phases.filter((phase) => phase === 'handling')).toHaveLength(5);
  });

  it('takes an untouched ticket from its agent ten minutes after the breach, and gives it to another at once', async () => {
    await put('agt_a');
    const urgent = await open({ subject: '订单超时未派送', description: '请处理', category: 'refund' });
    expect((await desk.ticket(urgent)).body.priority).toBe('P1');
    const steps: number[] = [];
    let { seconds } = await desk.advance(urgent);
    await put('agt_b');
    for (let round = 0; round < 3; round += 1) {
      desk.wait(seconds);
      steps.push(seconds);
      ({ seconds } = await desk.advance(urgent));
    }
    expect(steps).toEqual([11.25 * 60, 3.75 * 60, 10 * 60]);
    expect(await types(urgent)).toEqual([
      'opened',
      'assigned',
      'warned',
      'breached',
      'escalated',
      'queued',
      'assigned',
    ]);
    expect((await desk.ticket(urgent)).body).toMatchObject({ level: 1, assignee: { id: 'agt_b' } });
  });

  it('does nothing where nothing is due', async () => {
    await put('agt_a');
    await desk.advance(id);
    const before = desk.items(TABLES.ticket).length;
    expect(await desk.advance(id)).toMatchObject({ version: 2 });
    expect(desk.items(TABLES.ticket)).toHaveLength(before);
  });

  it('refuses with TicketBusy when others keep changing the ticket', async () => {
    await put('agt_a');
    const { AwsError } = await import('../../local/aws.ts');
    desk.aws.refuse = (action) =>
      action === 'TransactWriteItems'
        ? new AwsError('TransactionCanceledException', 'x', 400, {
            CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
          })
        : undefined;
    await expect(desk.advance(id)).rejects.toMatchObject({ name: 'TicketBusy' });
    desk.aws.refuse = () => undefined;
  });
});

describe('archive-ticket', () => {
  it('refuses a ticket that is not closed, archives it when it is, and stays so', async () => {
    await expect(desk.archive(id)).rejects.toMatchObject({ name: 'TicketNotClosed' });
    await put(LIN.id);
    await desk.command('claim', id, LIN);
    await desk.command('resolve', id, LIN, { body: { code: 'done', text: '好了' } });
    await desk.command('review', id, REVIEWER, { body: { verdict: 'pass' } });
    desk.wait(3 * 24 * 3600);
    expect(await desk.advance(id)).toMatchObject({ stage: 'archive' });
    expect(await desk.archive(id)).toMatchObject({ stage: 'done', version: 6 });
    expect(await desk.archive(id)).toMatchObject({ stage: 'done', version: 6 });
    expect((await desk.ticket(id)).body.phase).toBe('archived');
  });
});

describe('drive-workflow', () => {
  const park = (version: number, token = 'a-token') =>
    desk.aws.dynamo('PutItem', {
      TableName: TABLES.ticket,
      Item: { pk: { S: id }, sk: { S: 'WAIT' }, token: { S: token }, version: { N: String(version) } },
    });

  it('starts one workflow however often the opening is delivered', async () => {
    for (let time = 0; time < 3; time += 1) expect((await desk.deliver('drive', id, 1)).batchItemFailures).toEqual([]);
    expect(desk.aws.started.filter(({ name }) => name.startsWith(id))).toEqual([
      { name: `${id}-1`, input: JSON.stringify({ ticketId: id, generation: 1 }) },
    ]);
  });

  it('wakes the workflow with the position of the ticket, unless it has seen the event', async () => {
    await put(LIN.id);
    await desk.command('claim', id, LIN);
    await desk.command('resolve', id, LIN, { body: { code: 'done', text: '好了' } });
    desk.aws.woken.length = 0;
    await desk.deliver('drive', id, 3); // nothing is parked
    park(3);
    await desk.deliver('drive', id, 3); // parked after the event
    expect(desk.aws.woken).toEqual([]);
    park(2);
    await desk.deliver('drive', id, 3);
    expect(desk.aws.woken.map(({ taskToken, output }) => [taskToken, JSON.parse(output)])).toEqual([
      ['a-token', { ticketId: id, version: 3, stage: 'review', seconds: 3.5 * 3600 }],
    ]);
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('takes %s for: it has moved already', async (code) => {
    const { AwsError } = await import('../../local/aws.ts');
    await desk.command('note', id, LIN, { body: { text: 'x' } });
    park(1);
    desk.aws.refuse = (action) => (action === 'SendTaskSuccess' ? new AwsError(code, 'x') : undefined);
    expect((await desk.deliver('drive', id, 2)).batchItemFailures).toEqual([]);
    desk.aws.refuse = () => undefined;
  });

  it('reports only the records that failed', async () => {
    const { AwsError } = await import('../../local/aws.ts');
    desk.aws.refuse = (action, body) =>
      action === 'StartExecution' && body.name.startsWith(id)
        ? new AwsError('StateMachineDoesNotExist', 'x')
        : undefined;
    const other = await open();
    const detail = (ticketId: string) => ({
      ...{
        id: `${ticketId}.1`,
        ticketId,
        seq: 1,
        type: 'ticket.opened',
        time: '2026-03-02T01:00:00.000Z',
        wakes: false,
      },
      ...{ phase: 'queued', category: 'refund', priority: 'P2', queue: 'aftersales', frees: '', team: '' },
    });
    const Records = [
      { messageId: 'bad', body: 'not json' },
      { messageId: 'one', body: JSON.stringify({ detail: detail(id) }) },
      { messageId: 'two', body: JSON.stringify({ detail: detail(other) }) },
    ];
    const { batchItemFailures } = await desk.events.drive({ Records });
    desk.aws.refuse = () => undefined;
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['bad', 'one']);
    expect(desk.aws.started.at(-1)?.name).toBe(`${other}-1`);
  });
});

describe('notify', () => {
  const mailsOf = async (ticket: string, seq: number) => {
    desk.aws.mails.length = 0;
    expect((await desk.deliver('notify', ticket, seq)).batchItemFailures).toEqual([]);
    return [...desk.aws.mails];
  };

  it('tells the customer code, promise and link, once', async () => {
    const { body } = await desk.open(request());
    const [mail, ...more] = await mailsOf(body.id, 1);
    expect(more).toEqual([]);
    expect(mail?.to).toBe('zhang@example.com');
    expect(mail?.subject).toContain(body.code);
    expect(mail?.text).toContain(body.trackingUrl);
    expect(await mailsOf(body.id, 1)).toEqual([]);
  });

  it('writes in the language of the ticket, and nothing to those without an address', async () => {
    const english = await open({ subject: 'Where is my refund?', description: 'I am still waiting.' });
    expect((await mailsOf(english, 1))[0]?.text).toMatch(/^Hello,/);
    expect(await mailsOf(await open({ customer: { id: 'no-address' } }), 1)).toEqual([]);
  });

  it('tells agents of rework, supervisors of what nobody takes, customers of answers, solution and end', async () => {
    await put(LIN.id, { email: 'lin@example.com' });
    await put(SUPERVISOR.id, { roles: ['supervisor'], email: 'zhao@example.com' });
    await put(WANG.id, { roles: ['supervisor'], email: 'wang@example.com' });
    await desk.command('claim', id, LIN);
    await desk.command('reply', id, LIN, { body: { text: '正在处理' } });
    await desk.command('escalate', id, LIN, { body: { reason: '需要授权' } });
    await desk.command('resolve', id, LIN, { body: { code: 'done', text: '已退回原卡' } });
    await desk.command('review', id, REVIEWER, { body: { verdict: 'rework', remarks: '请附凭证' } });
    await desk.command('resolve', id, LIN, { body: { code: 'done', text: '凭证已附' } });
    await desk.command('review', id, REVIEWER, { body: { verdict: 'pass' } });
    await desk.command('close', id, SUPERVISOR);
    const told = async (seq: number) => (await mailsOf(id, seq)).map(({ to, text }) => [to, text] as const);
    expect(await types(id)).toHaveLength(9);
    expect(await told(3)).toEqual([['zhang@example.com', expect.stringContaining('正在处理')]]);
    expect((await told(4)).map(([to]) => to).sort()).toEqual(['wang@example.com', 'zhao@example.com']);
    expect(await told(6)).toEqual([['lin@example.com', expect.stringContaining('请附凭证')]]);
    expect(await told(8)).toEqual([['zhang@example.com', expect.stringContaining('凭证已附')]]);
    expect((await told(9)).map(([to]) => to)).toEqual(['zhang@example.com']);
    expect(await told(7)).toEqual([]);
  });

  it('comes again when the provider failed, and is over once it was sent', async () => {
    const { AwsError } = await import('../../local/aws.ts');
    desk.aws.refuse = (action) =>
      action === 'SendEmail' ? new AwsError('TooManyRequestsException', 'x', 429) : undefined;
    expect((await desk.deliver('notify', id, 1)).batchItemFailures).toHaveLength(1);
    desk.aws.refuse = () => undefined;
    expect(await mailsOf(id, 1)).toHaveLength(1);
    expect(await mailsOf(id, 1)).toEqual([]);
  });
});

describe('analytics', () => {
  const rows = async () => {
    const day = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
    return (await desk.query('GET /v1/reports/days/{day}', `/v1/reports/days/${day}`, SUPERVISOR)).body.rows;
  };

  it('counts every ticket once, by where it stands, however its events come', async () => {
    desk.wait(30 * 24 * 3600);
    await put(LIN.id);
    const ticket = await open();
    await desk.deliver('analytics', ticket, 1);
    await desk.deliver('analytics', ticket, 1);
    expect(await rows()).toEqual([
      { category: 'refund', created: 1, resolved: 0, firstResponseBreached: 0, resolutionBreached: 0 },
    ]);
    await desk.command('claim', ticket, LIN);
    desk.wait(15 * 60);
    await desk.command('reply', ticket, LIN, { body: { text: '好' } });
    await desk.command('classify', ticket, LIN, { body: { category: 'fee-dispute' } });
    desk.wait(45 * 60);
    await desk.command('resolve', ticket, LIN, { body: { code: 'done', text: 'x' } });
    await desk.command('review', ticket, REVIEWER, { body: { verdict: 'pass' } });
    for (const seq of [6, 4, 3, 5, 6, 1]) await desk.deliver('analytics', ticket, seq);
    expect(await rows()).toEqual([
      {
        ...{ category: 'fee-dispute', created: 1, resolved: 1, firstResponseBreached: 0, resolutionBreached: 0 },
        ...{ meanFirstResponseMinutes: 15, meanResolutionMinutes: 60 },
      },
    ]);
    await desk.signed('POST /v1/channel/tickets/{id}/reopen', `/v1/channel/tickets/${ticket}/reopen`, {
      body: { reason: 'x' },
    });
    await desk.deliver('analytics', ticket, 7);
    expect(await rows()).toMatchObject([{ created: 1, resolved: 0 }]);
  });

  it('adds up tickets that are counted at the same time', async () => {
    desk.wait(30 * 24 * 3600);
    const tickets = await Promise.all(Array.from({ length: 12 }, () => open()));
    await Promise.all(tickets.map((ticket) => desk.deliver('analytics', ticket, 1)));
    expect(await rows()).toMatchObject([{ category: 'refund', created: 12 }]);
  });

  it('reads and writes a batch with one call each, and none of it fails for another', async () => {
    desk.wait(30 * 24 * 3600);
    const tickets = [];
    for (let count = 0; count < 10; count += 1) tickets.push(await open());
    const Key = { pk: { S: tickets[4] }, sk: { S: 'TICKET' } };
    desk.aws.dynamo('DeleteItem', { TableName: TABLES.ticket, Key });
    desk.aws.calls.length = 0;
    const all = tickets.map((ticket) => [ticket, 1] as const);
    const { batchItemFailures } = await desk.deliverAll('analytics', all);
    expect(batchItemFailures).toHaveLength(1);
    expect(desk.aws.calls.map(({ action }) => action)).toEqual(['BatchGetItem', 'TransactWriteItems']);
    expect(await rows()).toMatchObject([{ category: 'refund', created: 9 }]);
  });
});

it('writes no more than 100 units for the plain path of a ticket, without the waits of the workflow', async () => {
  await put(LIN.id);
  const units = () =>
    [...desk.aws.counted]
      .filter(([name]) => name === 'dynamodb.writeUnits')
      .reduce((sum, [, amount]) => sum + amount, 0);
  const before = units();
  const ticket = await open();
  await desk.advance(ticket);
  await desk.command('accept', ticket, LIN);
  await desk.command('reply', ticket, LIN, { body: { text: '您好，正在为您核实退款进度，请稍候。' } });
  await desk.command('resolve', ticket, LIN, {
    body: { code: 'refund-chased', text: '退款已原路退回，预计 1–3 天到账。' },
  });
  await desk.command('review', ticket, REVIEWER, { body: { verdict: 'pass' } });
  desk.wait(3 * 24 * 3600);
  await desk.advance(ticket);
  await desk.archive(ticket);
  const ofTicket = units() - before;
  const deliver = async (consumer: 'notify' | 'analytics', seq: number) =>
    expect((await desk.deliver(consumer, ticket, seq)).batchItemFailures).toEqual([]);
  for (const seq of [1, 4, 6, 7]) await deliver('notify', seq);
  for (const seq of [1, 4, 5, 6, 7]) await deliver('analytics', seq);
  console.log(`write units: ticket ${ofTicket}, with mail and numbers ${units() - before}`);
  expect(units() - before).toBeLessThanOrEqual(100);
});
