/** A custom bot of Feishu (飞书). https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
import { createHmac } from 'node:crypto';
import { type SendResult, Throttled } from '../../core/ports-notices.ts';
import { callProvider } from '../http/call-provider.ts';
import { ProviderFault, shownCode } from '../http/provider-fault.ts';
import { textIn } from '../secrets/with-secret.ts';
import type { RobotLimit } from './limiter.ts';
import { cutToBytes, type RobotCall, withoutCalls } from './robot.ts';

const PROVIDER = 'feishu';
const BASE_URL = 'https://open.feishu.cn';
const MOST_BYTES = 18 * 1024; // of 20 KB for the whole body

export const FEISHU_LIMITS: readonly RobotLimit[] = [
  { most: 100, withinMs: 60_000 },
  { most: 5, withinMs: 1000 },
];

/** Of the time in seconds, as base64: time and secret are the key, and nothing is signed by it. */
export const signFeishu = (secret: string, timestampS: number): string =>
  createHmac('sha256', `${timestampS}\n${secret}`).update('').digest('base64');

/** `secret.token`: the end of its address; `secret.secret`: of its signature. */
export const sendByFeishu = async (call: RobotCall): Promise<SendResult> => {
  const { message, secret, baseUrl = BASE_URL, nowMs, timeoutMs } = call;
  const timestamp = Math.floor(nowMs / 1000);
  const { json } = await callProvider({
    provider: PROVIDER,
    url: `${baseUrl}/open-apis/bot/v2/hook/${encodeURIComponent(textIn(PROVIDER, secret, 'token'))}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      timestamp: String(timestamp),
      sign: signFeishu(textIn(PROVIDER, secret, 'secret'), timestamp),
      msg_type: 'interactive',
      card: {
        header: { title: { tag: 'plain_text', content: message.title } },
        elements: [{ tag: 'markdown', content: cutToBytes(withoutCalls(message.markdown), MOST_BYTES) }],
      },
    }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const code = shownCode(json.code ?? json.StatusCode);
  switch (code) {
    case '0':
      return { sent: true };
    case '11232': // frequency limited; at full hours the whole of Feishu is
    case '99991400':
      throw new Throttled(`${PROVIDER}: ${code}`, 60);
    case '19001': // no such token
    case '19021': // the signature, or its time
      throw new ProviderFault(PROVIDER, 'credentials', code);
    case '19022': // our address is not on its list
      throw new ProviderFault(PROVIDER, 'account', code);
    case '9499': // of the message: form
    case '19002': // parameters
    case '19024': // words that must stand in it
    case '19036': // too long
      return { refused: 'content', detail: code };
    case 'no code':
      throw new ProviderFault(PROVIDER, 'garbage', 'answered what nobody understands', true);
    default:
      throw new ProviderFault(PROVIDER, 'busy', code);
  }
};
