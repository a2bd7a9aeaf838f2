import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TABLES } from './support/aws.ts';
import {
  type Desk,
  LIN,
  OPERATOR,
  openDesk,
  type Person,
  REVIEWER,
  request,
  SUPERVISOR,
  WANG,
} from './support/desk.ts';

let desk: Desk;
let id: string;
beforeAll(async () => {
  desk = await openDesk();
  for (const { id, roles } of [LIN, WANG, SUPERVISOR])
    await desk.putAgent(id, { name: `名${id}`, team: 'aftersales', roles, capacity: 100, presence: 'online' });
});
afterAll(() => desk.close());
beforeEach(async () => {
  id = (await desk.open(request())).body.id;
});

const give = (verb: string, person: Person, body: object, headers: Record<string, string> = {}) =>
  desk.command(verb, id, person, { body, headers });
const did = async (verb: string, person: Person, body: object = {}, types: string[] = []): Promise<any> => {
  const answer = await give(verb, person, body);
  expect([verb, answer.status, answer.body.detail]).toEqual([verb, 200, undefined]);
  expect(answer.body.events.map(({ type }: { type: string }) => type.replace('ticket.', ''))).toEqual(types);
  return answer.body;
};
const ticket = async (): Promise<any> => (await desk.ticket(id)).body;
const taken = () => did('assign', SUPERVISOR, { agent: LIN.id }, ['assigned']);
const NOBODY: Person = { id: 'agt_nobody', roles: ['agent'] };

describe('what colleagues do together', () => {
  it('adds tags and takes some away', async () => {
    await did('tag', LIN, { add: ['加急', '易碎'] }, ['tagged']);
    await did('tag', LIN, { add: ['礼品'], remove: ['加急'] }, ['tagged']);
    expect((await ticket()).tags).toEqual(['易碎', '礼品']);
    expect((await give('tag', LIN, { add: ['礼品'] })).body.code).toBe('nothing-to-change');
  });

  it('follows and unfollows, for oneself unless somebody is named', async () => {
    await did('follow', WANG, {}, ['followed']);
    await did('follow', SUPERVISOR, { who: 'team:logistics' }, ['followed']);
    expect((await ticket()).followers).toEqual(['agt_wang', 'team:logistics']);
    await did('unfollow', WANG, {}, ['unfollowed']);
    expect((await ticket()).followers).toEqual(['team:logistics']);
    expect((await give('follow', SUPERVISOR, { who: 'agt_unknown' })).body.code).toBe('agent-not-found');
  });

  it('asks colleagues by a note', async () => {
    await did('note', LIN, { text: '请看一下', mentions: ['agt_wang', 'agt_wang'] }, ['noted']);
    expect((await ticket()).mentioned).toEqual(['agt_wang']);
    expect((await give('note', LIN, { text: '请看', mentions: ['agt_unknown'] })).body.code).toBe('agent-not-found');
  });

  it('hands it to one team with a note, and that one sends it back', async () => {
    await taken();
    await did('transfer', LIN, { team: 'payments', reason: '费用', note: '已核实' }, ['transferred', 'queued']);
    const waiting = await ticket();
    expect([waiting.queue, waiting.transfers, waiting.cameFrom]).toEqual([
      'aftersales',
      1,
      { assignee: { id: 'agt_lin', team: 'aftersales', name: '名agt_lin' }, queue: 'aftersales' },
    ]);
    await did('assign', SUPERVISOR, { agent: 'agt_wang' }, ['assigned']);
    await did('send-back', WANG, { reason: '不属于我们' }, ['transferred', 'assigned']);
    expect((await ticket()).assignee.id).toBe('agt_lin');
  });

  it('refuses a team that serves no queue, and to send back what nobody handed over', async () => {
    await taken();
    expect((await give('transfer', LIN, { team: 'nobody', reason: 'x' })).body.code).toBe('team-not-found');
    expect((await give('send-back', LIN, { reason: 'x' })).body.code).toBe('nobody-to-send-back-to');
  });

  it('asks somebody outside, and says the same again to the same key', async () => {
    await taken();
    const asked = { kind: 'courier', name: '顺丰', text: '在哪里？', email: 'cs@example.com', days: 2 };
    const key = { 'idempotency-key': 'ask-1' };
    const { status, body } = await give('ask-party', LIN, asked, key);
    expect([status, body.phase, body.party.expiresAt]).toEqual([200, 'onHold', expect.stringMatching(/^2026-03-04T/)]);
    expect(body.party.id).toMatch(/^pty_[0-9A-Z]{26}$/);
    expect(body.party.link).toMatch(/^https:\/\/desk\.example\/p\/[0-9A-Za-z._-]{80,}$/);
    expect(JSON.stringify(desk.items(TABLES.ticket))).not.toContain(body.party.link.split('.').at(-1));
    const again = await give('ask-party', LIN, asked, key);
    expect([again.headers['idempotency-replayed'], again.body.party]).toEqual(['true', body.party]);
    expect((await ticket()).parties).toMatchObject([{ id: body.party.id, name: '顺丰', email: 'c***@example.com' }]);
  });

  it('revokes the links of the customer', async () => {
    await did('revoke-link', OPERATOR, { reason: '外泄' }, ['link-revoked']);
    await did('revoke-link', SUPERVISOR, {}, ['link-revoked']);
  });
});

describe('who has it before them', () => {
  const attend = async (person: Person, state: string): Promise<any> =>
    (await desk.command('presence', id, person, { body: { state } })).body;

  it('is told to the others, for half a minute', async () => {
    await taken();
    expect((await attend(LIN, 'writing')).present).toEqual([]);
    const seen = await attend(WANG, 'viewing');
    expect(seen.present).toMatchObject([{ agent: 'agt_lin', state: 'writing' }]);
    expect((await ticket()).present).toMatchObject([
      { agent: 'agt_lin', name: '名agt_lin', state: 'writing' },
      { agent: 'agt_wang', state: 'viewing', until: seen.until },
    ]);
    const { version } = await ticket();
    desk.wait(31);
    expect(await ticket()).toMatchObject({ present: [], version });
  });

  it('is told to who answers at the same time; nobody is refused', async () => {
    await taken();
    await attend(SUPERVISOR, 'writing');
    await attend(LIN, 'writing');
    expect((await did('reply', LIN, { text: '您好' }, ['replied'])).alsoWriting).toEqual([SUPERVISOR.id]);
    desk.wait(31);
    expect((await did('reply', LIN, { text: '您好' }, ['replied'])).alsoWriting).toBeUndefined();
  });

  it('is read with the ticket and with where the person stands: one call, and the ticket alone by itself', async () => {
    await taken();
    desk.wait(11); // who they are is remembered for ten seconds
    const reads = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
      const before = desk.aws.calls.length;
      await act();
      const ofTicket = ({ body }: { body: any }) => body.TableName !== 'Policies' && !body.TransactItems;
      return desk.aws.calls.slice(before).flatMap((call) => (ofTicket(call) ? [call.action] : []));
    };
    const reply = () => did('reply', LIN, { text: '您好' }, ['replied']);
    expect(await reads(reply)).toEqual(['BatchGetItem']);
    expect(await reads(reply)).toEqual(['BatchGetItem']);
    expect(await reads(() => did('note', LIN, { text: '…' }, ['noted']))).toEqual(['GetItem']);
    desk.wait(11);
    expect(await reads(() => did('note', LIN, { text: '…' }, ['noted']))).toEqual(['BatchGetItem']);
    desk.wait(11);
    expect(await reads(ticket)).toEqual(['BatchGetItem', 'GetItem', 'PutItem']); // of the customer, and who looks
  });

  it('keeps the ticket from being pushed aside only while its own agent writes', async () => {
    await taken();
    const draft = () => desk.items(TABLES.ticket).some((item) => item.pk.S === id && item.sk.S === 'DRAFT');
    await attend(WANG, 'writing');
    await attend(LIN, 'viewing');
    expect(draft()).toBe(false);
    await attend(LIN, 'writing');
    expect(draft()).toBe(true);
  });

  it('refuses those who may not read it, and another word', async () => {
    expect((await desk.command('presence', id, NOBODY, { body: { state: 'viewing' } })).body.code).toBe(
      'not-your-team',
    );
    expect((await attend(LIN, 'asleep')).code).toBe('invalid-request');
  });
});

describe('a stale version', () => {
  it('is told what happened since, at most twenty events of it', async () => {
    for (let at = 0; at < 23; at += 1) await give('note', LIN, { text: `n${at}` });
    const { status, body } = await give('note', WANG, { text: 'x' }, { 'if-match': '"2"' });
    expect([status, body.code, body.changes.length]).toEqual([412, 'stale-version', 20]);
    expect(body.changes[0]).toEqual({
      ...{ seq: 3, type: 'ticket.noted', time: expect.stringMatching(/^2026-03-02T01:01:\d\d\.000Z$/) },
      actor: { kind: 'agent', id: 'agt_lin' },
    });
    expect(JSON.stringify(body.changes)).not.toContain('n1');
    const ahead = await give('note', WANG, { text: 'x' }, { 'if-match': '"99"' });
    expect([ahead.status, ahead.body.changes]).toEqual([412, []]);
  });
});

type Refusal = readonly [verb: string, what: string, by: Person, body: object, status: number, code: string];
const OK = {
  tag: { add: ['a'] },
  follow: {},
  unfollow: {},
  fields: { fields: { 'refund-amount': 1 } },
  steps: { step: 'payment-checked' },
  macro: { macro: 'none' },
  'send-back': { reason: 'x' },
  'ask-party': { kind: 'courier', name: 'x', text: 'x' },
  'revoke-link': {},
  transfer: { queue: 'payments', reason: 'x' },
} as const;
const LONG = 'x'.repeat(10_001);

const REFUSALS: readonly Refusal[] = [
  ...Object.entries(OK).flatMap(([verb, body]): Refusal[] => [
    [verb, 'an unknown field', LIN, { ...body, unknown: 1 }, 422, 'invalid-request'],
    [verb, 'somebody who reaches it not', NOBODY, body, 403, 'not-permitted|not-the-assignee|not-your-team'],
  ]),
  ['tag', 'a tag that is too long', LIN, { add: [LONG] }, 422, 'invalid-request'],
  ['tag', 'nothing at all', LIN, {}, 422, 'invalid-request'],
  ['follow', 'an addressee that is none', LIN, { who: 'everybody' }, 422, 'invalid-request'],
  ['follow', 'an agent who adds others to a ticket of somebody else', WANG, { who: 'agt_zhao' }, 403, 'not-permitted'],
  ['note', 'somebody who is no agent', LIN, { text: 'x', mentions: ['wang'] }, 422, 'invalid-request'],
  ['note', 'a text that is too long', LIN, { text: LONG }, 422, 'invalid-request'],
  ['note', 'a file that is not there', LIN, { text: 'x', attachments: ['att_1'] }, 422, 'unknown-attachment'],
  ['reply', 'a file that is not there', LIN, { text: 'x', attachments: ['att_1'] }, 422, 'unknown-attachment'],
  ['reply', 'eleven files', LIN, { text: 'x', attachments: Array(11).fill('att_1') }, 422, 'invalid-request'],
  ['fields', 'a name that is none', LIN, { fields: { 'A b': 1 } }, 422, 'invalid-request'],
  ['fields', 'no field at all', LIN, { fields: {} }, 422, 'invalid-request'],
  ['fields', 'a field that the form has not', LIN, { fields: { 'no-such': 1 } }, 422, 'fields-not-valid'],
  ['fields', 'an amount that is none', LIN, { fields: { 'refund-amount': 'viel' } }, 422, 'fields-not-valid'],
  ['fields', 'the wrong role', REVIEWER, { fields: { 'refund-amount': 1 } }, 403, 'not-permitted'],
  ['steps', 'a step that the checklist has not', LIN, { step: 'no-such' }, 422, 'unknown-step'],
  ['steps', 'a note that is too long', LIN, { step: 'payment-checked', note: LONG }, 422, 'invalid-request'],
  ['macro', 'a macro that is not there', LIN, { macro: 'no-such' }, 422, 'unknown-macro'],
  ['macro', 'the wrong role', REVIEWER, { macro: 'no-such' }, 403, 'not-permitted'],
  ['transfer', 'neither queue nor team nor agent', LIN, { reason: 'x' }, 422, 'invalid-request'],
  [
    ...(['transfer', 'a team and an agent', LIN, { team: 'payments', agent: 'agt_wang', reason: 'x' }] as const),
    ...([422, 'invalid-request'] as const),
  ],
  ['transfer', 'a queue that is not there', LIN, { queue: 'no-such', reason: 'x' }, 422, 'unknown-queue'],
  ['transfer', 'an agent who is not there', LIN, { agent: 'agt_unknown', reason: 'x' }, 404, 'agent-not-found'],
  ['send-back', 'an agent who has it not', WANG, { reason: 'x' }, 403, 'not-the-assignee'],
  ['ask-party', 'a kind that is none', LIN, { ...OK['ask-party'], kind: 'friend' }, 422, 'invalid-request'],
  ['ask-party', 'a link for a year', LIN, { ...OK['ask-party'], days: 365 }, 422, 'invalid-request'],
  ['ask-party', 'an agent who has it not', WANG, OK['ask-party'], 403, 'not-the-assignee'],
  ['revoke-link', 'an agent who has it not', WANG, {}, 403, 'not-the-assignee'],
];

describe('refuses, and writes nothing', () => {
  it.each(REFUSALS)('%s: %s', async (verb, _, person, body, status, code) => {
    await taken();
    const before = desk.items(TABLES.ticket).length;
    const answer = await give(verb, person, body);
    expect([answer.status, answer.body.code]).toEqual([status, expect.stringMatching(new RegExp(`^(${code})$`))]);
    expect(desk.items(TABLES.ticket).length).toBe(before);
  });

  it.each(Object.entries(OK))('refuses %s of an old version', async (verb, body) => {
    await taken();
    const answer = await give(verb, LIN, body, { 'if-match': '"1"' });
    expect([answer.status, answer.body.changes?.length]).toEqual([412, 1]);
  });

  it.each(['steps', 'macro', 'send-back', 'ask-party', 'transfer', 'fields'] as const)(
    'refuses %s of a ticket that is closed',
    async (verb) => {
      await taken();
      await did('resolve', LIN, { code: 'done', text: '好了' }, ['resolved']);
      await did('review', REVIEWER, { verdict: 'pass' }, ['reviewed']);
      await did('close', SUPERVISOR, {}, ['closed']);
      expect((await give(verb, SUPERVISOR, OK[verb])).body.code).toMatch(
        /^(command-not-allowed-in-phase|nobody-to-send-back-to)$/,
      );
    },
  );

  it('refuses a ticket that is not there', async () => {
    for (const [verb, body] of Object.entries(OK))
      expect((await desk.command(verb, 'ABCDEFGH', LIN, { body })).body.code).toBe('ticket-not-found');
  });
});
