import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TABLES } from './support/aws.ts';
import {
  type Desk,
  LIN,
  openDesk,
  type Person,
  REVIEWER,
  request,
  type Sent,
  SUPERVISOR,
  WANG,
} from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const { id, roles } of [LIN, WANG, SUPERVISOR, REVIEWER])
    await desk.putAgent(id, { name: `名${id}`, team: 'aftersales', roles, capacity: 3, presence: 'online' });
});
afterAll(() => desk.close());

let id: string;
beforeEach(async () => {
  const opened = await desk.open(request());
  id = opened.body.id;
  for (const item of desk.items(TABLES.directory))
    if (item.sk.S.startsWith('AGENT#')) {
      for (const name of ['open', 'load', 'claimed', 'paused']) item[name] = { N: '0' };
      item.recent = { L: [] };
      desk.aws.dynamo('PutItem', { TableName: TABLES.directory, Item: item });
    }
});

const give = (verb: string, person: Person, body?: object, headers?: Record<string, string>) =>
  desk.command(verb, id, person, { ...(body && { body }), ...(headers && { headers }) } as Sent);
const ok = async (answer: Promise<{ status: number; body: any; headers: any }>) => {
  const got = await answer;
  expect([got.status, got.body.code?.length]).toEqual([200, 8]);
  return got;
};
const refused = async (answer: Promise<{ status: number; body: any }>, status: number, code: string) => {
  const before = desk.items(TABLES.ticket).length;
  const got = await answer;
  expect([got.status, got.body.code]).toEqual([status, code]);
  expect(desk.items(TABLES.ticket).length).toBe(before);
  return got.body;
};
const load = (person: Person): number =>
  Number(desk.items(TABLES.directory).find((item) => item.sk.S === `AGENT#${person.id}`).open.N);

describe('a ticket is worked on', () => {
  it('goes the plain way from claim to close, with the load of its agent', async () => {
    const claimed = await ok(give('claim', LIN));
    expect(claimed.body).toMatchObject({ phase: 'handling', version: 2, assignee: { id: LIN.id, team: 'aftersales' } });
    expect(claimed.headers.etag).toBe('"2"');
    expect(load(LIN)).toBe(1);
    await ok(give('accept', LIN));
    await ok(give('reply', LIN, { text: '正在核实' }));
    await ok(give('hold', LIN, { for: 'thirdParty', reason: '等银行' }));
    expect(load(LIN)).toBe(1);
    await ok(give('resume', LIN));
    await ok(give('resolve', LIN, { code: 'refund-chased', text: '已退款' }));
    expect(load(LIN)).toBe(0);
    const passed = await ok(give('review', REVIEWER, { verdict: 'pass' }));
    expect(passed.body.phase).toBe('resolved');
    const closed = await ok(give('close', SUPERVISOR));
    expect(closed.body).toMatchObject({ phase: 'closed', events: [{ type: 'ticket.closed' }] });
  });

  it('marks the last event of a change as one that wakes the workflow, where it does', async () => {
    await ok(give('claim', LIN));
    await ok(give('resolve', LIN, { code: 'done', text: '好了' }));
    const events = desk.items(TABLES.ticket).filter((item) => item.pk.S === id && item.sk.S.startsWith('EVENT#'));
    expect(events.map((event) => [event.type.S, event.wakes.BOOL])).toEqual([
      ['ticket.opened', false],
      ['ticket.assigned', false],
      ['ticket.resolved', true],
    ]);
  });

  it('moves the load when it is transferred, assigned and given back', async () => {
    await ok(give('claim', LIN));
    await ok(give('transfer', LIN, { queue: 'aftersales', agent: WANG.id, reason: '换人' }));
    expect([load(LIN), load(WANG)]).toEqual([0, 1]);
    await ok(give('assign', SUPERVISOR, { agent: LIN.id, reason: '熟悉' }));
    expect([load(LIN), load(WANG)]).toEqual([1, 0]);
    await ok(give('queue', LIN, { reason: '下班' }));
    expect([load(LIN), load(WANG)]).toEqual([0, 0]);
    await ok(give('transfer', SUPERVISOR, { queue: 'payments', reason: '费用' }));
    await ok(give('classify', SUPERVISOR, { category: 'fee-dispute' }));
    await ok(give('escalate', SUPERVISOR, { reason: '大客户' }));
    await ok(give('note', REVIEWER, { text: '已知' }));
  });

  it('finds the load of an agent who has changed team since', async () => {
    await ok(give('claim', LIN));
    await desk.putAgent(LIN.id, { name: '林', team: 'payments', roles: LIN.roles, capacity: 3, presence: 'online' });
    expect(load(LIN)).toBe(1);
    await ok(give('queue', LIN, {}));
    expect(load(LIN)).toBe(0);
    await desk.putAgent(LIN.id, { name: '林', team: 'aftersales', roles: LIN.roles, capacity: 3, presence: 'online' });
  });

  it('gives a ticket back to its agent after a review, whatever team they are in by then', async () => {
    await ok(give('claim', LIN));
    await ok(give('resolve', LIN, { code: 'done', text: 'x' }));
    await desk.putAgent(LIN.id, { name: '林', team: 'payments', roles: LIN.roles, capacity: 1, presence: 'online' });
    await ok(give('review', REVIEWER, { verdict: 'rework', remarks: '再看看' }));
    expect(load(LIN)).toBe(1);
    await desk.putAgent(LIN.id, { name: '林', team: 'aftersales', roles: LIN.roles, capacity: 3, presence: 'online' });
  });

  it('answers by code as by id', async () => {
    const { code } = (await desk.ticket(id)).body;
    const { body } = await desk.command('claim', code.toLowerCase(), LIN);
    expect(body.id).toBe(id);
  });

  it('lets one of many who claim at once have it, and tells the others who', async () => {
    const answers = await Promise.all([give('claim', LIN), give('claim', WANG), give('claim', SUPERVISOR)]);
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const winner = won[0]!.body.assignee.id;
    for (const { status, body } of answers.filter((answer) => answer !== won[0])) {
      expect([status, body.code]).toEqual([409, 'already-claimed']);
      expect(body.detail).toContain(winner);
    }
    expect(load(LIN) + load(WANG) + load(SUPERVISOR)).toBe(1);
  });

  it('keeps all of the notes that are made at the same time', async () => {
    const notes = await Promise.all([LIN, WANG, SUPERVISOR].map((person) => give('note', person, { text: person.id })));
    expect(notes.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await desk.ticket(id)).body.version).toBe(4);
  });
});

describe('Idempotency-Key and If-Match', () => {
  it('answers a repeated command from memory, and says so', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const first = await ok(give('note', LIN, { text: 'x' }, headers));
    const second = await ok(give('note', LIN, { text: 'x' }, headers));
    expect(second.body).toEqual(first.body);
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect((await desk.ticket(id)).body.version).toBe(2);
  });

  it('does a command once that is sent twice at the same time', async () => {
    const headers = { 'idempotency-key': 'k-at-once' };
    await Promise.all([1, 2, 3].map(() => ok(give('note', LIN, { text: 'x' }, headers))));
    expect((await desk.ticket(id)).body.version).toBe(2);
  });

  it('forgets a key after a day', async () => {
    const headers = { 'idempotency-key': 'k-day' };
    await ok(give('note', LIN, { text: 'x' }, headers));
    desk.wait(24 * 3600 + 1);
    await ok(give('note', LIN, { text: 'y' }, headers));
  });

  it('refuses a key for another body, verb or ticket, but not for another person', async () => {
    const headers = { 'idempotency-key': 'k-2' };
    await ok(give('note', LIN, { text: 'x' }, headers));
    await refused(give('note', LIN, { text: 'y' }, headers), 409, 'idempotency-key-reused');
    await refused(give('reply', LIN, { text: 'x' }, headers), 409, 'idempotency-key-reused');
    const other = (await desk.open(request())).body.id;
    await refused(desk.command('note', other, LIN, { body: { text: 'x' }, headers }), 409, 'idempotency-key-reused');
    await ok(give('note', WANG, { text: 'x' }, headers));
  });

  it('refuses a version that is not the ticket’s any more', async () => {
    await ok(give('claim', LIN, undefined, { 'if-match': '"1"' }));
    await refused(give('accept', LIN, {}, { 'if-match': '"1"' }), 412, 'stale-version');
    await ok(give('accept', LIN, {}, { 'if-match': '*' }));
  });

  it.each(['W/"1"', '1', '"one"', '"1", "2"', ''])('refuses the malformed If-Match %j', async (tag) => {
    const { errors } = await refused(give('claim', LIN, {}, { 'if-match': tag }), 422, 'invalid-request');
    expect(errors[0].path).toBe('If-Match');
  });

  it.each(['', 'k'.repeat(256), 'schlüssel'])('refuses the malformed Idempotency-Key %j', (key) =>
    refused(give('claim', LIN, {}, { 'idempotency-key': key }), 422, 'invalid-request'),
  );

  it('gives up when others keep changing the ticket', async () => {
    const { AwsError } = await import('../../local/aws.ts');
    desk.aws.refuse = (action) =>
      action === 'TransactWriteItems'
        ? new AwsError('TransactionCanceledException', 'cancelled', 400, {
            CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
          })
        : undefined;
    const { status, body } = await give('note', LIN, { text: 'x' });
    desk.aws.refuse = () => undefined;
    expect([status, body.code]).toEqual([409, 'conflicting-changes']);
  });
});

describe('refuses what may not be', () => {
  it('refuses a role without the right, and a person without the role of the route', async () => {
    await refused(give('resolve', REVIEWER, { code: 'done', text: 'x' }), 403, 'not-permitted');
    await refused(give('assign', LIN, { agent: WANG.id }), 403, 'not-permitted');
    await refused(give('claim', { id: 'somebody', roles: ['agent'] }), 403, 'not-permitted');
  });

  it('refuses another’s ticket', async () => {
    await ok(give('claim', WANG));
    await refused(give('reply', LIN, { text: 'x' }), 403, 'not-the-assignee');
  });

  it('refuses a review of one’s own work', async () => {
    const both = { ...LIN, roles: ['agent', 'reviewer'] };
    await ok(give('claim', LIN));
    await ok(give('resolve', LIN, { code: 'done', text: 'x' }));
    await refused(give('review', both, { verdict: 'pass' }), 403, 'own-work');
  });

  it('refuses a command that the phase does not allow', async () => {
    await refused(give('reply', SUPERVISOR, { text: 'x' }), 409, 'command-not-allowed-in-phase');
  });

  it('refuses unknown tickets, agents, queues and categories', async () => {
    await refused(desk.command('claim', 'ZZZZZZZZ', LIN), 404, 'ticket-not-found');
    await refused(desk.command('claim', 'tkt_00000000000000000000000000', LIN), 404, 'ticket-not-found');
    await refused(desk.command('claim', 'EVENT#1', LIN), 404, 'ticket-not-found');
    await refused(give('assign', SUPERVISOR, { agent: 'agt_nobody' }), 404, 'agent-not-found');
    await refused(give('claim', { id: 'agt_nobody', roles: ['agent'] }), 404, 'agent-not-found');
    await refused(give('transfer', SUPERVISOR, { queue: 'nowhere', reason: 'x' }), 422, 'unknown-queue');
    await refused(give('classify', SUPERVISOR, { category: 'nothing' }), 422, 'unknown-category');
  });

  it('refuses what would change nothing', async () => {
    await refused(give('classify', SUPERVISOR, { category: 'refund' }), 409, 'nothing-to-change');
    await ok(give('assign', SUPERVISOR, { agent: LIN.id }));
    await refused(give('assign', SUPERVISOR, { agent: LIN.id }), 409, 'already-assigned');
  });

  it('refuses to let somebody claim beyond their capacity, but a supervisor may assign', async () => {
    for (let held = 0; held < 3; held += 1) {
      const other = (await desk.open(request())).body.id;
      await ok(desk.command('claim', other, LIN));
    }
    await refused(give('claim', LIN), 409, 'agent-at-capacity');
    await ok(give('assign', SUPERVISOR, { agent: LIN.id }));
    expect(load(LIN)).toBe(4);
  });
});

describe('the channel speaks for its customer', () => {
  const say = (what: string, body?: object, channel?: string, wrong?: Record<string, string>) =>
    desk.signed(
      `POST /v1/channel/tickets/{id}/${what}`,
      `/v1/channel/tickets/${id}/${what}`,
      { ...(body && { body }) },
      channel,
      wrong,
    );
  const solve = async () => {
    await ok(give('claim', LIN));
    await ok(give('resolve', LIN, { code: 'refund-chased', text: '已退款，如有疑问请致电 13912345678' }));
    await ok(give('review', REVIEWER, { verdict: 'pass' }));
  };

  it('adds messages, urges, reopens and confirms', async () => {
    await ok(say('messages', { text: '还没到' }));
    await ok(say('urge'));
    await ok(say('urge', { text: '快点' }));
    await solve();
    // The matter comes back: somebody else of the experts looks at it.
    expect((await ok(say('reopen', { reason: '没有收到' }))).body.phase).toBe('queued');
    expect((await desk.ticket(id, SUPERVISOR)).body).toMatchObject({ queue: 'complaints', priority: 'P1' });
    await ok(give('assign', SUPERVISOR, { agent: WANG.id }));
    await ok(give('resolve', WANG, { code: 'refund-chased', text: '真的退了' }));
    await ok(give('review', REVIEWER, { verdict: 'pass' }));
    expect((await ok(say('confirm'))).body.phase).toBe('closed');
  });

  it('tells what the customer may know, by signature and by link, and never the notes', async () => {
    await ok(say('messages', { text: '我的电话 13812345678' }));
    await ok(give('note', LIN, { text: '内部' }));
    await solve();
    const path = `/v1/channel/tickets/${id}`;
    const { status, body } = await desk.signed('GET /v1/channel/tickets/{id}', path);
    expect(status).toBe(200);
    expect(body.replies.map(({ from, text }: any) => [from, text])).toEqual([
      ['customer', '我的电话 138****5678'],
      ['desk', '已退款，如有疑问请致电 139****5678'],
    ]);
    expect(body.closesAt > body.resolvedAt).toBe(true);
    expect(JSON.stringify(body)).not.toContain('内部');
  });

  it('opens the tracking link that the receipt gave', async () => {
    const { body } = await desk.open(request());
    const link = body.trackingUrl.split('/').at(-1);
    const track = (which: string) =>
      desk.call(desk.http.customer, 'GET /v1/tracking/{link}', `/v1/tracking/${which}`, {});
    expect((await track(link)).body).toMatchObject({ code: body.code, phase: 'queued' });
    const [, ...signed] = link.split('.');
    const forged = [id.slice('tkt_'.length), ...signed].join('.');
    for (const wrong of [forged, `${link}0`, `${link}.1`, id, 'x', `${body.id}.${'é'.repeat(24)}`])
      await refused(track(wrong), 404, 'link-not-valid');
  });

  it('refuses the ticket of another channel', async () => {
    const { status, body } = await say('messages', { text: 'x' }, 'app');
    expect([status, body.code]).toEqual([403, 'ticket-of-another-channel']);
    const read = await desk.signed('GET /v1/channel/tickets/{id}', `/v1/channel/tickets/${id}`, {}, 'app');
    expect([read.status, read.body.code]).toEqual([403, 'ticket-of-another-channel']);
  });

  it('refuses a nonce that was used, whether or not something was changed by it', async () => {
    const wrong = (nonce: string) => ({ 'x-gongdan-nonce': nonce });
    await ok(say('urge', {}, 'shop', wrong('changed-something')));
    await refused(say('urge', {}, 'shop', wrong('changed-something')), 401, 'nonce-replayed');
    expect((await say('confirm', {}, 'shop', wrong('changed-nothing'))).body.code).toBe('command-not-allowed-in-phase');
    await refused(say('confirm', {}, 'shop', wrong('changed-nothing')), 401, 'nonce-replayed');
    const path = `/v1/channel/tickets/${id}`;
    const read = () => desk.signed('GET /v1/channel/tickets/{id}', path, {}, 'shop', wrong('only-looked'));
    expect((await read()).status).toBe(200);
    await refused(read(), 401, 'nonce-replayed');
  });
});
