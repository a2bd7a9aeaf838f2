/** A group robot of WeCom (企业微信). https://developer.work.weixin.qq.com/document/path/91770, codes: …/path/90455 */
import { type SendResult, Throttled } from '../../core/ports-notices.ts';
import { callProvider } from '../http/call-provider.ts';
import { ProviderFault, shownCode } from '../http/provider-fault.ts';
import { textIn } from '../secrets/with-secret.ts';
import type { RobotLimit } from './limiter.ts';
import { cutToBytes, type RobotCall, withoutCalls } from './robot.ts';

const PROVIDER = 'wecom';
const BASE_URL = 'https://qyapi.weixin.qq.com';
const MOST_BYTES = 4096;

export const WECOM_LIMITS: readonly RobotLimit[] = [{ most: 20, withinMs: 60_000 }];

/** `secret.key`: of its address; there is no signature. */
export const sendByWecom = async ({ message, secret, baseUrl, timeoutMs }: RobotCall): Promise<SendResult> => {
  const content = cutToBytes(`### ${withoutCalls(message.title)}\n${withoutCalls(message.markdown)}`, MOST_BYTES);
  const { json } = await callProvider({
    provider: PROVIDER,
    url: `${baseUrl ?? BASE_URL}/cgi-bin/webhook/send?key=${encodeURIComponent(textIn(PROVIDER, secret, 'key'))}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const code = shownCode(json.errcode);
  switch (code) {
    case '0':
      return { sent: true };
    case '45009': // api freq out of limit
    case '45033': // too many at once
      throw new Throttled(`${PROVIDER}: ${code}`, 60);
    case '93000': // no such key, or the robot was taken out of its group
      throw new ProviderFault(PROVIDER, 'credentials', code);
    case '40008': // of the message: kind
    case '40033': // letters
    case '40035': // parameters
    case '40058': // parameters, or longer than 4096 bytes
    case '44004': // empty
    case '45002': // too long
      return { refused: 'content', detail: code };
    case 'no code':
      throw new ProviderFault(PROVIDER, 'garbage', 'answered what nobody understands', true);
    default:
      throw new ProviderFault(PROVIDER, 'busy', code);
  }
};
