/** What may be wrong with any provider, whatever it is asked: the sender learns what happened, and nobody learns a secret or a text. */
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../core/ports-notices.ts';
import { brokenAnswer } from '../../local/faults/providers.ts';
import { type Desk, newDesk, robot, SECRETS, sms, TEXT } from '../standins/desk.ts';
import { answering, type Served, serve } from '../standins/serve.ts';

const PROVIDERS: readonly (readonly [name: string, message: OutgoingMessage, secret: object])[] = [
  [
    'aliyun',
    sms,
    { provider: 'aliyun', accessKeyId: 'LTAI-1', accessKeySecret: SECRETS.sms, signName: '工单', templates: {} },
  ],
  [
    'tencent',
    sms,
    { provider: 'tencent', secretId: 'AKID-1', secretKey: SECRETS.tencent, sdkAppId: '1400006666', signName: '工单' },
  ],
  ['wecom', robot('wecom'), { key: SECRETS.wecom }],
  ['dingtalk', robot('dingtalk'), { accessToken: SECRETS.token, secret: SECRETS.dingtalk }],
  ['feishu', robot('feishu'), { token: SECRETS.hook, secret: SECRETS.feishu }],
];
const templates = { '*': { code: 'SMS_1', params: ['text'] } };

let desk: Desk;
beforeEach(() => {
  desk = newDesk();
});

describe.each(PROVIDERS)('%s', (name, message, secret) => {
  const start = async (timeoutMs = 2_000): Promise<Served> => {
    const isSms = message.kind === 'sms';
    const served = await serve(() => ({ status: 404, headers: {}, body: '' }));
    const stored = { ...secret, ...(isSms && { templates }), baseUrl: served.url };
    desk.stored.set(isSms ? 'gongdan/sms' : `gongdan/robot/${name}`, stored);
    desk.open({ timeoutMs });
    return served;
  };
  /** The error, which says nothing of what is nobody's business, however it is printed. */
  const failing = async (): Promise<unknown> => {
    const error = await desk.channel.send(message).then(
      (result) => expect.fail(`it was ${JSON.stringify(result)}`),
      (reason: Error) => reason,
    );
    const printed = inspect(error, { depth: 9, showHidden: true }) + error.stack + JSON.stringify(error);
    for (const hidden of [...Object.values(SECRETS), TEXT, '13800138000', 'access_token', 'key=', 'http:'])
      expect(printed).not.toContain(hidden);
    expect(error.message.startsWith(name)).toBe(true);
    return error;
  };

  it.each([
    ['a 429', answering(429, '{}'), undefined],
    ['a 429 that says when', answering(429, '', { 'retry-after': '7' }), 7],
    ['a 429 of Feishu', answering(429, '{}', { 'x-ogw-ratelimit-reset': '52' }), 52],
    ['a 429 until some day', answering(429, '', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), undefined],
    ['a 503 that says when', answering(503, '', { 'retry-after': '30' }), 30],
  ])('is throttled by %s', async (_, instead, retryAfterS) => {
    await using served = await start();
    served.instead = instead;
    expect(await failing()).toMatchObject({ name: 'Throttled', retryAfterS });
  });

  it.each([
    ['a 500', answering(500, `{"message":"${TEXT}"}`), { reason: 'status', isUncertain: true }],
    ['a 502 in HTML', answering(502, '<html>'), { reason: 'status', isUncertain: true }],
    ['a 503', answering(503), { reason: 'status' }],
    ['a 404 in HTML', answering(404, '<html>'), { reason: 'status', isUncertain: false }],
    ['HTML with 200', answering(200, `<html>${TEXT}`), { reason: 'garbage', isUncertain: true }],
    ['nothing with 200', answering(200), { reason: 'garbage', isUncertain: true }],
    ['half of an answer', answering(200, '{"errcode":0,'), { reason: 'garbage' }],
    ['a list', answering(200, '[{"errcode":0}]'), { reason: 'garbage' }],
    ['an object of somebody else', answering(200, '{"ok":true}'), { reason: 'garbage' }],
    [
      'too much',
      answering(200, `{"errcode":0,"code":0,"Code":"OK","x":"${'x'.repeat(100_000)}"}`),
      { reason: 'garbage' },
    ],
    ['a redirect', answering(302, '', { location: 'https://example.cn/' }), { reason: 'redirect', isUncertain: false }],
  ])('fails by %s', async (_, instead, expected) => {
    await using served = await start();
    served.instead = instead;
    expect(await failing()).toMatchObject({ name: 'ProviderFault', ...expected });
  });

  it('fails when there is no answer in time, and in the middle of one', async () => {
    await using served = await start(50);
    served.instead = () => {};
    expect(await failing()).toMatchObject({ reason: 'timeout', isUncertain: true });
    served.instead = (response) => response.writeHead(200).write('{');
    expect(await failing()).toMatchObject({ reason: 'timeout', isUncertain: true });
  });

  it('fails when the connection breaks, and when there is none', async () => {
    const served = await start();
    served.instead = (response) => response.destroy();
    expect(await failing()).toMatchObject({ reason: 'connection', isUncertain: true });
    await served[Symbol.asyncDispose]();
    expect(await failing()).toMatchObject({ reason: 'connection', isUncertain: false });
  });

  it('fails by whatever the runtime answers when it fails on purpose', async () => {
    await using served = await start();
    for (const share of [0, 0.3, 0.6, 0.9]) {
      const { status, headers, body } = brokenAnswer((() => ({ next: () => share })) as never, name);
      served.instead = answering(status, body, headers);
      desk.nowMs += 700_000; // a robot that was throttled may speak again
      await failing();
    }
    expect(served.requests).toHaveLength(4);
  });
});
