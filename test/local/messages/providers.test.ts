/** The adapters of providers against the stand-ins as the runtime mounts them, with the secrets that it makes up. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createChannels } from '../../../adapters/channels.ts';
import { createSecrets } from '../../../adapters/secrets/named.ts';
import type { Instant } from '../../../core/domain/time.ts';
import type { OutgoingMessage } from '../../../core/ports-notices.ts';
import { Activity } from '../../../local/activity.ts';
import { Clock } from '../../../local/clock.ts';
import { faultsOf } from '../../../local/faults/faults.ts';
import { NO_FAULTS } from '../../../local/faults/rates.ts';
import { openMessages } from '../../../local/messages/kept-messages.ts';
import { accountsOf } from '../../../local/providers/accounts.ts';
import { providersOf } from '../../../local/providers/providers.ts';
import { openSecrets } from '../../../local/secrets.ts';
import { steppingOf } from '../../../local/stepping.ts';
import { Store } from '../../../local/store.ts';
import { openValues } from '../../../local/values.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const TICKET = 'tkt_01JABCDEFGHJKMNPQRSTVWXYZ0';
const TAG = Buffer.from(`${TICKET}.2#received#customer`).toString('base64url');

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function desk({ provider = 0 } = {}) {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, NOW);
  const activity = new Activity();
  const values = openValues(store);
  const messages = openMessages(store, clock);
  const receipts: { readonly url: string; readonly body: any }[] = [];
  let receiptStatus = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.url?.startsWith('/v1/receipts/')) {
      receipts.push({ url: request.url, body: JSON.parse(body.toString()) });
      response.writeHead(receiptStatus).end();
      return;
    }
    const answer = await serve(request, body);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
    () => store.close(),
  );
  const accounts = accountsOf({ values, url: `${url}/_providers`, kept: (name) => secrets.kept(name) });
  const secrets = openSecrets(
    values,
    clock,
    () => {},
    () => {},
    accounts.secretOf,
  );
  const serve = providersOf({
    ...{ clock, activity, messages, accounts },
    faults: faultsOf({ ...NO_FAULTS, seed: 5, provider }),
    receiptAddress: (name) => `${url}/v1/receipts/${name}/t`,
  });
  const time = { now: () => new Date(clock.now()).toISOString() as Instant };
  const client = { send: async ({ input }: { input: object }) => secrets.call('GetSecretValue', input, 'Notify') };
  const channels = createChannels(
    {
      mail: { ses: client as never, from: 'desk@gongdan.local' },
      secretPrefix: 'gongdan/local/',
      targets: 'any',
      notices: async () => ({
        robots: { ops: { kind: 'wecom' }, desk: { kind: 'dingtalk' }, night: { kind: 'feishu' } },
        hooks: { erp: { url: `${url}/_providers/hook/erp` } },
      }),
    },
    createSecrets({ secretsManager: async () => client as never, ssm: async () => client as never, time }),
    time as never,
  );
  return {
    ...{ url, messages, secrets, receipts },
    send: (message: OutgoingMessage) => channels.send(message),
    answerReceipts: (status: number) => {
      receiptStatus = status;
    },
    step: steppingOf({ clock, save: () => {}, stop: () => {} }, activity).advance,
  };
}

const sms = (to: string): OutgoingMessage => ({
  ...{ kind: 'sms', to, text: '您的工单已受理。', template: 'received', facts: {}, tag: TAG },
});

describe('those who carry messages, on one machine', () => {
  it('take short messages with the account that was made up, and tell later what became of them', async () => {
    const { send, step, messages, receipts } = await desk();
    expect(await send(sms('13812345678'))).toMatchObject({ sent: true, id: expect.any(String) });
    const [kept] = messages.list('sms');
    expect(kept).toMatchObject({ provider: 'aliyun', fate: 'sent', text: '【工单】您的工单已受理。', ticket: TICKET });
    await step(5000);
    expect(receipts).toEqual([
      {
        url: '/v1/receipts/aliyun/t',
        body: [expect.objectContaining({ success: true, err_code: 'DELIVERED', biz_id: kept?.id, out_id: TAG })],
      },
    ]);
    expect(messages.find(kept?.id ?? '')?.fate).toBe('delivered');
  });

  it('tell again when nobody took it, and of numbers that nobody has that it did not arrive', async () => {
    const { send, step, messages, receipts, answerReceipts } = await desk();
    answerReceipts(503);
    await send(sms('+8617000000001'));
    await step(5000);
    answerReceipts(200);
    await step(60_000);
    await step(600_000);
    expect(receipts.map(({ body }) => body[0].success)).toEqual([false, false]);
    expect(receipts.map(({ body }) => body[0].err_code)).toEqual(Array(2).fill('MOBILE_NOT_ON_SERVICE'));
    expect(messages.list()[0]?.fate).toBe('bounced');
  });

  it('tell of a number whose owner wants nothing why it did not arrive', async () => {
    const { send, step, messages, receipts } = await desk();
    await send(sms('17000010001'));
    await step(5000);
    expect(receipts[0]?.body).toEqual([expect.objectContaining({ success: false, err_code: 'MOBILE_IN_BLACK' })]);
    expect(messages.list()[0]?.fate).toBe('bounced');
  });

  it('take what an operator has put in the place of the account', async () => {
    const { send, step, secrets, messages, receipts } = await desk();
    const made = JSON.parse(
      (secrets.call('GetSecretValue', { SecretId: 'gongdan/local/sms' }, 'x') as any).SecretString,
    );
    const account = { provider: 'tencent', secretId: 'AKID', secretKey: 'k', sdkAppId: '1400', signName: '工单' };
    const baseUrl = made.baseUrl.replace('/aliyun', '/tencent');
    const templates = { received: { code: '7', params: ['text'] } };
    const SecretString = JSON.stringify({ ...account, baseUrl, templates });
    secrets.call('CreateSecret', { Name: 'gongdan/local/sms', SecretString }, 'operator');
    expect(await send(sms('13812345678'))).toMatchObject({ sent: true });
    expect(messages.list('sms')[0]).toMatchObject({ provider: 'tencent', text: '【工单】您的工单已受理。' });
    await step(5000);
    expect(receipts[0]?.body).toEqual([
      expect.objectContaining({ report_status: 'SUCCESS', sid: messages.list()[0]?.id }),
    ]);
  });

  it.each(['ops', 'desk', 'night'])('take what the robot %s says', async (robot) => {
    const { send, messages } = await desk();
    expect(await send({ kind: 'robot', robot, title: '红牌', markdown: '**超时**', tag: TAG })).toEqual({ sent: true });
    expect(messages.list('robot')).toEqual([expect.objectContaining({ to: [robot], subject: '红牌' })]);
  });

  it('take signed calls, and refuse others', async () => {
    const { send, messages } = await desk();
    const body = { occasion: 'breached', subject: '红牌', ticket: { id: TICKET } };
    expect(await send({ kind: 'hook', hook: 'erp', body, id: 'x.1#breached#hook:erp' })).toEqual({ sent: true });
    expect(messages.list('hook')[0]).toMatchObject({ to: ['erp'], subject: '红牌', ticket: TICKET });
    const other = await desk();
    const headers = { 'webhook-id': 'a', 'webhook-timestamp': String(NOW / 1000), 'webhook-signature': 'v1,AAAA' };
    const { status } = await fetch(`${other.url}/_providers/hook/erp`, { method: 'POST', headers, body: '{}' });
    expect(status).toBe(401);
    expect(other.messages.list()).toEqual([]);
  });

  it('fail on purpose as often as asked for, and keep nothing then', async () => {
    const { send, messages } = await desk({ provider: 1 });
    await expect(send(sms('13812345678'))).rejects.toThrow();
    await expect(send({ kind: 'robot', robot: 'ops', title: 'a', markdown: 'b', tag: TAG })).rejects.toThrow();
    expect(messages.list()).toEqual([]);
  });
});
