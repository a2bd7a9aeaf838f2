/** SMS by Tencent Cloud: SendSms 2021-01-11. https://cloud.tencent.com/document/api/382/55981 */
import type { SendResult } from '../../core/ports-notices.ts';
import { callProvider } from '../http/call-provider.ts';
import { textIn } from '../secrets/with-secret.ts';
import type { Sending } from './sending.ts';
import { signTc3 } from './tc3.ts';
import { readTencent } from './tencent-answer.ts';

const PROVIDER = 'tencent';
const MOST_TAG = 512; // bytes
const BASE_URL = 'https://sms.tencentcloudapi.com';
const REGION = 'ap-guangzhou';
const ACTION = 'SendSms';

/** The secret: `secretId`, `secretKey`, `sdkAppId`, `signName`, `region` when it is not Guangzhou. `SessionContext` comes back with the answer and the receipt. */
export const sendByTencent = async (sending: Sending): Promise<SendResult> => {
  const { message, to, template, secret, baseUrl = BASE_URL, nowMs, timeoutMs } = sending;
  const body = JSON.stringify({
    PhoneNumberSet: [to],
    SmsSdkAppId: textIn(PROVIDER, secret, 'sdkAppId'),
    SignName: textIn(PROVIDER, secret, 'signName'),
    TemplateId: template.code,
    TemplateParamSet: template.places.map(([, value]) => value),
    ...(message.tag.length < MOST_TAG && { SessionContext: message.tag }),
  });
  const timestamp = Math.floor(nowMs / 1000);
  const signed = {
    'content-type': 'application/json; charset=utf-8',
    host: new URL(baseUrl).host,
    'x-tc-action': ACTION,
  };
  const authorization = signTc3(
    { service: 'sms', headers: signed, body, timestamp },
    { id: textIn(PROVIDER, secret, 'secretId'), secret: textIn(PROVIDER, secret, 'secretKey') },
  );
  const answer = await callProvider({
    provider: PROVIDER,
    url: `${baseUrl}/`,
    headers: {
      ...signed,
      authorization,
      'x-tc-version': '2021-01-11',
      'x-tc-timestamp': String(timestamp),
      'x-tc-region': typeof secret.region === 'string' ? secret.region : REGION,
    },
    body,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  return readTencent(answer);
};
