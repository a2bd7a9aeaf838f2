/** What becomes of messages, through the whole system: SES, the default bus, the desk, the stand-ins and back. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveKey } from '../../../contracts/signature.ts';
import { type System, startSystem } from '../../support/system.ts';

const MINUTE = 60_000;
const POLICY = readFileSync('policies/desk.yaml', 'utf8')
  .replace('{ when: received, to: [customer], by: [mail],', '{ when: received, to: [customer], by: [mail, sms],')
  .replace('when: mentioned, to: [named], by: [mail]', 'when: mentioned, by: ["robot:night"]')
  .replace(/^ {2}robots: \{\}$/m, '  robots: { night: { kind: wecom } }');

let system: System;
beforeAll(async () => {
  system = await startSystem();
  const operator = await system.desk('agt_operator', 'operator');
  await operator.publishPolicy({ body: { policy: POLICY } });
  await system.runtime.advance(2 * MINUTE); // the first look for what is due has been
}, 60_000);
afterAll(() => system?.[Symbol.asyncDispose]());

const post = async (id: string, address: { email?: string; phone?: string }): Promise<string> => {
  const body = { uniqueId: id, subject: '快递到哪了', description: '没有更新', customer: { id, ...address } };
  const { id: ticket } = await system.channel().createTicket({ body });
  await system.runtime.settle();
  await system.runtime.advance(5 * MINUTE);
  return ticket;
};
/** By channel, with what became of them. */
const toldOf = (ticket: string): string[] =>
  system.runtime.messages().flatMap((one) => (one.ticket === ticket ? [`${one.channel} ${one.fate}`] : []));
/** What the desk has noted of its notice about the opening. */
const noted = async (ticket: string): Promise<Record<string, string | undefined>> => {
  const [{ ref: TableName } = { ref: '' }] = system.runtime.resources('AWS::DynamoDB::GlobalTable', 'Notices');
  const Key = { pk: { S: ticket }, sk: { S: 'NOTICE#1#received#customer' } };
  const { Item } = await system.runtime.call('DynamoDB_20120810', 'GetItem', { TableName, Key });
  return { state: Item?.state?.S, channel: Item?.channel?.S, deliveredAt: Item?.deliveredAt?.S };
};

describe('a message', () => {
  it('arrives, and the desk knows of a short one', async () => {
    const ticket = await post('c-1', { phone: '13800138001' });
    expect(toldOf(ticket)).toEqual(['sms delivered']);
    expect(await noted(ticket)).toMatchObject({ state: 'sent', channel: 'sms', deliveredAt: expect.any(String) });
  });

  it('that comes back is told by the next channel, once; the next one to the same address goes there at once', async () => {
    const address = { email: 'bounce+2@simulator.amazonses.com', phone: '13800138000' };
    const ticket = await post('c-2', address);
    expect(toldOf(ticket)).toEqual(['mail bounced', 'sms delivered']);
    expect(await noted(ticket)).toMatchObject({ state: 'sent', channel: 'sms', deliveredAt: expect.any(String) });
    await system.runtime.advance(60 * MINUTE);
    expect(toldOf(ticket)).toHaveLength(2);
  });

  it('that comes back by every channel is told no more', async () => {
    const ticket = await post('c-3', { email: 'suppressionlist@simulator.amazonses.com', phone: '17000000003' });
    await system.runtime.advance(30 * MINUTE);
    expect(toldOf(ticket)).toEqual(['mail bounced', 'sms bounced']);
  });

  it('that is complained of ends surveys and invitations', async () => {
    const ticket = await post('c-4', { email: 'complaint@simulator.amazonses.com' });
    expect(toldOf(ticket)).toEqual(['mail complained']);
    expect(await noted(ticket)).toMatchObject({ state: 'sent', channel: 'mail' });
    const [{ ref: TableName } = { ref: '' }] = system.runtime.resources('AWS::DynamoDB::GlobalTable', 'Customers');
    const { Items } = await system.runtime.call('DynamoDB_20120810', 'Scan', { TableName });
    const unsubscribed = Items.map((item: object) => JSON.stringify(item)).filter((item: string) =>
      /unsubscribedAt/.test(item),
    );
    expect(unsubscribed).toEqual([expect.stringContaining('c-4')]);
  });
});

describe('a secret in the parameter store', () => {
  it('is read by the function that sends, under its role', async () => {
    const ticket = await post('c-5', {});
    const Value = JSON.stringify({ key: 'of-the-night', baseUrl: `${system.runtime.url}/_providers/chats` });
    const parameter = { Name: '/gongdan/local/robot/night', Type: 'SecureString', Value };
    await system.runtime.call('AmazonSSM', 'PutParameter', parameter);
    await system.hire('agt_lin', 'logistics');
    const luo = await system.desk('agt_luo', 'supervisor');
    await luo.noteOnTicket({ id: ticket, body: { text: '请看', mentions: ['agt_lin'] } });
    await system.runtime.settle();
    // The chat knows the robot by nothing but the key that stands there.
    expect(system.runtime.messages('robot')).toEqual([expect.objectContaining({ to: ['night'] })]);
    const used = system.runtime.grants().filter(({ action, uses }) => action === 'ssm:GetParameter' && uses > 0);
    expect(used).toEqual([
      expect.objectContaining({ resource: expect.stringMatching(/:parameter\/gongdan\/local\/\*$/) }),
    ]);
    expect(used[0]?.holders).toEqual([expect.stringMatching(/^Notify/)]);
  });
});

describe('the address of receipts', () => {
  const send = (provider: string, token: string, body: unknown) =>
    fetch(`${system.runtime.url}/v1/receipts/${provider}/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const receipt = { biz_id: 'nobody', success: true, phone_number: '13800138000' };

  it('takes what it does not know, so that nobody tells it again', async () => {
    const token = deriveKey(system.runtime.secret('SigningSecret'), 'receipts:aliyun');
    const answer = await send('aliyun', token, [receipt]);
    expect([answer.status, await answer.json()]).toEqual([200, { code: 0, msg: '接收成功' }]);
  });

  it('refuses a token that nobody was given, another provider, and a body that is no receipt', async () => {
    const token = deriveKey(system.runtime.secret('SigningSecret'), 'receipts:aliyun');
    const problemOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
    expect(await problemOf(await send('aliyun', 'x'.repeat(64), [receipt]))).toEqual([404, 'link-not-valid']);
    expect(await problemOf(await send('tencent', token, [receipt]))).toEqual([404, 'link-not-valid']);
    expect(await problemOf(await send('smsbao', token, [receipt]))).toEqual([404, 'link-not-valid']);
    expect((await send('aliyun', token, [{}])).status).toBe(422);
  });
});
