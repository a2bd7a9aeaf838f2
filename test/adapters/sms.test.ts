import { beforeEach, describe, expect, it } from 'vitest';
import { openAliyun } from '../../local/standins/aliyun.ts';
import { openTencent } from '../../local/standins/tencent.ts';
import { type Desk, newDesk, PHONE, SECRETS, sms, TEXT } from '../standins/desk.ts';
import { answering, type Served, saying, serve } from '../standins/serve.ts';

const aliyun = {
  provider: 'aliyun',
  accessKeyId: 'LTAI-1',
  accessKeySecret: SECRETS.sms,
  signName: '工单',
  templates: { solved: { code: 'SMS_1', params: ['number=code', 'words'] }, '*': { code: 'SMS_2', params: ['text'] } },
};
const tencent = {
  provider: 'tencent',
  secretId: 'AKID-1',
  secretKey: SECRETS.tencent,
  sdkAppId: '1400006666',
  signName: '工单',
  templates: { solved: { code: '1110', params: ['code', 'words'] }, '*': { code: '1111', params: ['text'] } },
};

let desk: Desk;
beforeEach(() => {
  desk = newDesk();
});

/** `#name`, as Alibaba Cloud writes places. */
const place = (text: string): string => text.replace(/#(\w+)/g, '$${$1}');

const startAliyun = async (): Promise<Served> => {
  const account = {
    ...aliyun,
    templates: { SMS_1: place('工单#number：#words'), SMS_2: place('#text'), SMS_3: place('#other') },
  };
  const served = await serve(openAliyun(() => account, desk.deps));
  desk.stored.set('gongdan/sms', { ...aliyun, baseUrl: served.url });
  desk.open({});
  return served;
};

const startTencent = async (): Promise<Served> => {
  const account = { ...tencent, templates: { '1110': '工单{1}：{2}', '1111': '{1}', '1112': '没有' } };
  const served = await serve(openTencent(() => account, desk.deps));
  desk.stored.set('gongdan/sms', { ...tencent, baseUrl: served.url });
  desk.open({});
  return served;
};

const PROVIDERS = [
  { name: 'aliyun', start: startAliyun, to: '13800138000', abroad: '85291234567', tag: { outId: 'tag-1' } },
  {
    name: 'tencent',
    start: startTencent,
    to: '+8613800138000',
    abroad: '+85291234567',
    tag: { sessionContext: 'tag-1' },
  },
] as const;

describe.each(PROVIDERS)('SMS by $name', ({ name, start, to, abroad, tag }) => {
  it('goes out signed, by the template that is registered, with the tag that comes back', async () => {
    await using _ = await start();
    const result = await desk.channel.send(sms);
    expect(desk.kept).toMatchObject([{ provider: name, to: [to], text: `【工单】工单K7PQ2M3X：${TEXT}`, tags: tag }]);
    expect(result).toEqual({ sent: true, id: desk.kept[0]?.id });
  });

  it('takes the template for all others', async () => {
    await using _ = await start();
    expect(await desk.channel.send({ ...sms, template: 'survey', to: '+852 9123 4567' })).toMatchObject({ sent: true });
    expect(desk.kept).toMatchObject([{ to: [abroad], text: `【工单】${TEXT}` }]);
  });

  it('refuses what is no mobile phone, before anybody is asked', async () => {
    await using served = await start();
    for (const phone of ['', '010-6552 9988', '+86 138', 'to me', '+86 13800138000, +86 13800138001'])
      expect(await desk.channel.send({ ...sms, to: phone })).toEqual({ refused: 'address', detail: 'no-mobile-phone' });
    expect(served.requests).toEqual([]);
  });

  it('refuses by the content: no such template, a fact that is missing, and what the provider says of it', async () => {
    await using _ = await start();
    const { templates, ...rest } = desk.stored.get('gongdan/sms') as typeof aliyun;
    desk.stored.set('gongdan/sms', {
      ...rest,
      templates: {
        solved: templates.solved,
        gone: { code: '9' },
        other: { code: name === 'aliyun' ? 'SMS_3' : '1110' },
      },
    });
    const send = (template: string, facts = {}) => desk.channel.send({ ...sms, template, facts });
    expect(await send('asked')).toEqual({ refused: 'content', detail: 'unregistered' });
    expect(await send('toString')).toEqual({ refused: 'content', detail: 'unregistered' });
    expect(await send('solved')).toEqual({ refused: 'content', detail: 'fact-missing' });
    expect(await send('gone')).toMatchObject({ refused: 'content' });
    expect(await send('other')).toMatchObject({ refused: 'content' });
    expect(desk.kept).toEqual([]);
  });

  it('goes out without a tag that is longer than the provider carries', async () => {
    await using _ = await start();
    expect(await desk.channel.send({ ...sms, tag: 'x'.repeat(600) })).toMatchObject({ sent: true });
    expect(Object.values(desk.kept[0]?.tags ?? {})).toEqual(['']);
  });

  it.each(['http://127.0.0.1:1', 'ftp://example.cn', 'example.cn', 7])(
    'refuses %s as its address, where all is public',
    async (baseUrl) => {
      await using served = await start();
      desk.stored.set('gongdan/sms', { ...desk.stored.get('gongdan/sms'), baseUrl });
      desk.open({ targets: 'public' });
      await expect(desk.channel.send(sms)).rejects.toMatchObject({ reason: 'account' });
      expect(served.requests).toEqual([]);
    },
  );

  it('is not set up without a secret, or with one of nobody', async () => {
    await using _ = await start();
    desk.stored.set('gongdan/sms', { ...aliyun, provider: 'pigeons' });
    expect(await desk.channel.send(sms)).toEqual({ refused: 'unknown', detail: 'not-set-up' });
    desk.stored.clear();
    desk.nowMs += 300_000;
    expect(await desk.channel.send(sms)).toEqual({ refused: 'unknown', detail: 'not-set-up' });
  });

  it('takes up a key that was changed, with the message that found out', async () => {
    await using served = await start();
    await desk.channel.send(sms);
    const keys = { ...desk.stored.get('gongdan/sms') } as typeof aliyun & typeof tencent;
    desk.stored.set('gongdan/sms', { ...keys, accessKeySecret: 'wrong', secretKey: 'wrong' });
    desk.nowMs += 300_000;
    await expect(desk.channel.send(sms)).rejects.toMatchObject({ reason: 'credentials', isUncertain: false });
    desk.stored.set('gongdan/sms', keys);
    desk.nowMs += 10_000;
    expect(await desk.channel.send(sms)).toMatchObject({ sent: true });
    expect(served.requests).toHaveLength(4); // one, the wrong key, the wrong key again and the right one
    expect(desk.read).toHaveLength(3);
  });

  it('refuses a secret without a field, and names the field alone', async () => {
    await using served = await start();
    desk.stored.set('gongdan/sms', { ...desk.stored.get('gongdan/sms'), signName: '' });
    await expect(desk.channel.send(sms)).rejects.toMatchObject({
      reason: 'account',
      message: `${name}: the secret has no signName`,
    });
    expect(served.requests).toEqual([]);
  });
});

describe('what Alibaba Cloud says', () => {
  it('to a request that came before: no; to the same message, signed again: yes', async () => {
    await using served = await startAliyun();
    await desk.channel.send(sms);
    const { method, path, headers } = served.requests[0] as (typeof served.requests)[number];
    const replayed = await fetch(served.url + path, { method, headers: headers as Record<string, string> });
    expect(await replayed.json()).toMatchObject({ Code: 'SignatureNonceUsed' });
    expect(await desk.channel.send(sms)).toMatchObject({ sent: true });
  });

  it.each([
    ['isv.MOBILE_NUMBER_ILLEGAL', { refused: 'address' }],
    ['isv.BLACK_KEY_CONTROL_LIMIT', { refused: 'content' }],
    ['isv.SMS_SIGNATURE_ILLEGAL', { refused: 'content' }],
    ['isv.NEVER_HEARD_OF', { refused: 'unknown' }],
  ])('%s is for good', async (Code, expected) => {
    await using served = await startAliyun();
    served.instead = saying({ Code, Message: `${TEXT} ${PHONE}`, RequestId: '1' });
    expect(await desk.channel.send(sms)).toEqual({ ...expected, detail: Code });
  });

  it.each([
    ['isv.BUSINESS_LIMIT_CONTROL', { name: 'Throttled', retryAfterS: 60 }],
    ['isv.DAY_LIMIT_CONTROL', { name: 'Throttled', retryAfterS: 3600 }],
    ['Throttling.User', { name: 'Throttled', retryAfterS: 1 }],
    ['isv.AMOUNT_NOT_ENOUGH', { reason: 'account' }],
    ['isp.RAM_PERMISSION_DENY', { reason: 'account' }],
    ['isp.SYSTEM_ERROR', { reason: 'busy' }],
    ['SignatureDoesNotMatch', { reason: 'credentials' }],
  ])('%s may go another time', async (Code, expected) => {
    await using served = await startAliyun();
    served.instead = saying({ Code, Message: TEXT, RequestId: '1' });
    await expect(desk.channel.send(sms)).rejects.toMatchObject({ ...expected, message: `aliyun: ${Code}` });
  });
});

describe('what Tencent Cloud says', () => {
  const status = (Code: string) => ({ Response: { SendStatusSet: [{ Code, Message: TEXT, SerialNo: '' }] } });
  const error = (Code: string) => ({ Response: { Error: { Code, Message: TEXT } } });

  it.each([
    [status('InvalidParameterValue.IncorrectPhoneNumber'), 'address'],
    [status('FailedOperation.PhoneNumberInBlacklist'), 'address'],
    [status('FailedOperation.ContainSensitiveWord'), 'content'],
    [error('InvalidParameterValue.TemplateParameterFormatError'), 'content'],
    [status('FailedOperation.NeverHeardOf'), 'unknown'],
  ])('%j is for good', async (answer, refused) => {
    await using served = await startTencent();
    served.instead = saying(answer);
    expect(await desk.channel.send(sms)).toMatchObject({ refused });
  });

  it.each([
    [status('LimitExceeded.PhoneNumberThirtySecondLimit'), { name: 'Throttled', retryAfterS: 30 }],
    [status('LimitExceeded.DeliveryFrequencyLimit'), { name: 'Throttled', retryAfterS: 60 }],
    [error('RequestLimitExceeded'), { name: 'Throttled', retryAfterS: 1 }],
    [error('AuthFailure.SecretIdNotFound'), { reason: 'credentials' }],
    [error('AuthFailure.UnauthorizedOperation'), { reason: 'account' }],
    [status('FailedOperation.InsufficientBalanceInSmsPackage'), { reason: 'account' }],
    [status('InternalError.Timeout'), { reason: 'busy', isUncertain: true }],
    [{ Response: { SendStatusSet: 5 } }, { reason: 'garbage' }],
    [{ Response: null }, { reason: 'garbage' }],
  ])('%j may go another time', async (answer, expected) => {
    await using served = await startTencent();
    served.instead = saying(answer);
    await expect(desk.channel.send(sms)).rejects.toMatchObject(expected);
  });

  it('is asked where it is said to be, and nowhere else', async () => {
    await using other = await startTencent();
    await using served = await startTencent();
    served.instead = answering(307, '', { location: other.url });
    await expect(desk.channel.send(sms)).rejects.toMatchObject({ reason: 'redirect' });
    expect(other.requests).toEqual([]);
  });
});
