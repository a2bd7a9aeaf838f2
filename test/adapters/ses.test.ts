import * as ses from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { createMailChannel } from '../../adapters/ses/mail-channel.ts';
import type { OutgoingMessage } from '../../core/ports-notices.ts';
import { TEXT } from '../standins/desk.ts';
import { answering, serve } from '../standins/serve.ts';
import fc from '../support/properties.ts';

const mail: Extract<OutgoingMessage, { kind: 'mail' }> = {
  kind: 'mail',
  to: 'zhang.wei@example.cn',
  subject: '工单已解决',
  text: TEXT,
  html: `<p>${TEXT}</p>`,
  language: 'zh',
  headers: { 'In-Reply-To': '<tkt_1@gongdan.example.cn>', 'List-Unsubscribe': '<https://desk.example.cn/off/x>' },
  tag: 'dGt0XzEuNw',
};

/** SES as the SDK speaks to it. */
const start = async (options: { readonly configurationSet?: string; readonly timeoutMs?: number } = {}) => {
  const served = await serve(() => ({ status: 200, headers: {}, body: '{"MessageId":"0100-1"}' }));
  const client = new ses.SESv2Client({
    endpoint: served.url,
    region: 'cn-north-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret-of-ses' },
  });
  return Object.assign(served, {
    send: createMailChannel({ ses: client, from: '工单 <desk@example.cn>', ...options }),
  });
};
const refusing = (name: string, message: string, status = 400) =>
  answering(status, JSON.stringify({ message }), { 'x-amzn-errortype': name, 'content-type': 'application/json' });

describe('mail by SES', () => {
  it('goes out as text and HTML, with headers and the tag by which it comes back', async () => {
    await using served = await start({ configurationSet: 'notices' });
    expect(await served.send(mail)).toEqual({ sent: true, id: '0100-1' });
    const [request] = served.requests;
    expect(request?.path).toBe('/v2/email/outbound-emails');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      FromEmailAddress: '工单 <desk@example.cn>',
      Destination: { ToAddresses: ['zhang.wei@example.cn'] },
      Content: {
        Simple: {
          Subject: { Data: '工单已解决', Charset: 'UTF-8' },
          Body: { Text: { Data: TEXT, Charset: 'UTF-8' }, Html: { Data: `<p>${TEXT}</p>`, Charset: 'UTF-8' } },
          Headers: [
            { Name: 'In-Reply-To', Value: '<tkt_1@gongdan.example.cn>' },
            { Name: 'List-Unsubscribe', Value: '<https://desk.example.cn/off/x>' },
          ],
        },
      },
      EmailTags: [{ Name: 'notice', Value: 'dGt0XzEuNw' }],
      ConfigurationSetName: 'notices',
    });
  });

  it.each(['x'.repeat(257), 'tkt_1.7#late', ''])(
    'goes out without the tag %s, which SES does not carry',
    async (tag) => {
      await using served = await start();
      expect(await served.send({ ...mail, tag })).toMatchObject({ sent: true });
      expect(JSON.parse(served.requests[0]?.body ?? '').EmailTags).toBeUndefined();
    },
  );

  it('keeps subject and headers on one line', async () => {
    await using served = await start();
    await served.send({ ...mail, subject: '你好\r\nBcc: all@example.cn', headers: { 'X-A': 'a\nX-B: b' } });
    const { Simple } = JSON.parse(served.requests[0]?.body ?? '').Content;
    expect(Simple.Subject.Data).toBe('你好 Bcc: all@example.cn');
    expect(Simple.Headers).toEqual([{ Name: 'X-A', Value: 'a X-B: b' }]);
  });

  it('writes domains of other alphabets as mail servers know them', async () => {
    await using served = await start();
    await served.send({ ...mail, to: 'zhang@例子.中国' });
    expect(JSON.parse(served.requests[0]?.body ?? '').Destination.ToAddresses).toEqual([
      'zhang@xn--fsqu00a.xn--fiqs8s',
    ]);
  });

  it.each([
    '',
    'zhang',
    'zhang@example',
    'a@b.cn, c@d.cn',
    'Zhang <a@b.cn>',
    'a@b.cn\r\nBcc: c@d.cn',
    '张@example.cn',
    'a@b@c.cn',
  ])('refuses %j, which is not one address, before SES is asked', async (to) => {
    await using served = await start();
    expect(await served.send({ ...mail, to })).toEqual({ refused: 'address', detail: 'no-address' });
    expect(served.requests).toEqual([]);
  });

  it('asks for one recipient, whatever is given as one', async () => {
    await using served = await start();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'ab.@,; <>\n"é') }), async (to) => {
        served.requests.length = 0;
        await served.send({ ...mail, to });
        for (const { body } of served.requests)
          expect(JSON.parse(body).Destination.ToAddresses.join()).toMatch(/^[^@,;\s<>"]+@[^@,;\s<>"]+$/);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['BadRequestException', 'Illegal address', { refused: 'address', detail: 'BadRequestException' }],
    ['BadRequestException', 'Domain contains illegal character', { refused: 'address', detail: 'BadRequestException' }],
    ['BadRequestException', 'Header name is not allowed', { refused: 'content', detail: 'BadRequestException' }],
    ['MessageRejected', 'The message contains a virus.', { refused: 'content', detail: 'MessageRejected' }],
  ])('%s, %s: is for good', async (name, message, expected) => {
    await using served = await start();
    served.instead = refusing(name, message);
    expect(await served.send(mail)).toEqual(expected);
  });

  it.each([
    ['TooManyRequestsException', 429, { name: 'Throttled' }],
    ['SendingPausedException', 400, { reason: 'account', isUncertain: false }],
    ['MailFromDomainNotVerifiedException', 400, { reason: 'account' }],
    ['MessageRejected', 400, { reason: 'account' }],
    ['NotFoundException', 404, { reason: 'account' }],
    ['AccessDeniedException', 403, { reason: 'account' }],
    ['InternalServiceErrorException', 500, { reason: 'connection', isUncertain: true }],
  ])('%s may go another time', async (name, status, expected) => {
    await using served = await start();
    served.instead = refusing(name, `Email address is not verified: zhang.wei@example.cn ${TEXT}`, status);
    const error = (await served.send(mail).catch((reason) => reason)) as Error;
    expect(error).toMatchObject(expected);
    expect(error.stack).not.toMatch(new RegExp(`zhang.wei|${TEXT}`));
  });

  it('may go another time when SES says nothing, or nonsense', async () => {
    await using served = await start({ timeoutMs: 60 });
    served.instead = () => {};
    await expect(served.send(mail)).rejects.toMatchObject({ reason: 'timeout', isUncertain: true });
    served.instead = answering(200, '<html>');
    await expect(served.send(mail)).rejects.toMatchObject({ name: 'ProviderFault', isUncertain: true });
  });
});
