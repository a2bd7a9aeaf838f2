/** SMS by Alibaba Cloud: Dysmsapi 2017-05-25 SendSms. https://help.aliyun.com/document_detail/55284.html */
import type { SendResult } from '../../core/ports-notices.ts';
import { callProvider } from '../http/call-provider.ts';
import { textIn } from '../secrets/with-secret.ts';
import { signAcs3 } from './acs3.ts';
import { readAliyun } from './aliyun-answer.ts';
import { mainlandOf } from './phone.ts';
import type { Sending } from './sending.ts';

const PROVIDER = 'aliyun';
const MOST_TAG = 256; // letters
const BASE_URL = 'https://dysmsapi.aliyuncs.com';

/** The secret: `accessKeyId`, `accessKeySecret`, `signName`. `OutId` comes back with the receipt. Numbers abroad are written without their plus. */
export const sendByAliyun = async (sending: Sending & { readonly nonce: string }): Promise<SendResult> => {
  const { message, to, template, secret, baseUrl = BASE_URL, nowMs, nonce, timeoutMs } = sending;
  const { host } = new URL(baseUrl);
  const { query, headers } = signAcs3(
    {
      host,
      action: 'SendSms',
      version: '2017-05-25',
      date: new Date(nowMs).toISOString().replace(/\.\d+/, ''),
      nonce,
      query: {
        PhoneNumbers: mainlandOf(to) ?? to.slice(1),
        SignName: textIn(PROVIDER, secret, 'signName'),
        TemplateCode: template.code,
        ...(template.places.length > 0 && { TemplateParam: JSON.stringify(Object.fromEntries(template.places)) }),
        ...(message.tag.length <= MOST_TAG && { OutId: message.tag }),
      },
    },
    { id: textIn(PROVIDER, secret, 'accessKeyId'), secret: textIn(PROVIDER, secret, 'accessKeySecret') },
  );
  const url = `${baseUrl}/?${query}`;
  return readAliyun(
    await callProvider({ provider: PROVIDER, url, headers, body: '', ...(timeoutMs && { timeoutMs }) }),
  );
};
