/** A custom robot of DingTalk (钉钉). https://open.dingtalk.com/document/robots/custom-robot-access */
import { createHmac } from 'node:crypto';
import { type SendResult, Throttled } from '../../core/ports-notices.ts';
import { callProvider } from '../http/call-provider.ts';
import { ProviderFault, shownCode } from '../http/provider-fault.ts';
import { textIn } from '../secrets/with-secret.ts';
import type { RobotLimit } from './limiter.ts';
import { cutToBytes, type RobotCall, withoutCalls } from './robot.ts';

const PROVIDER = 'dingtalk';
const BASE_URL = 'https://oapi.dingtalk.com';
const MOST_BYTES = 18_000; // of 20,000 for the whole body
/** Who sends more than 20 in a minute is shut out for ten. */
const SHUT_OUT_S = 600;

export const DINGTALK_LIMITS: readonly RobotLimit[] = [{ most: 20, withinMs: 60_000 }];

/** Of the time in milliseconds, as base64. https://open.dingtalk.com/document/robots/customize-robot-security-settings */
export const signDingtalk = (secret: string, timestampMs: number): string =>
  createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');

/** `secret.accessToken`: of its address; `secret.secret`: of its signature, `SEC…`. */
export const sendByDingtalk = async (call: RobotCall): Promise<SendResult> => {
  const { message, secret, baseUrl = BASE_URL, nowMs, timeoutMs } = call;
  const title = withoutCalls(message.title);
  const query = new URLSearchParams({
    access_token: textIn(PROVIDER, secret, 'accessToken'),
    timestamp: String(nowMs),
    sign: signDingtalk(textIn(PROVIDER, secret, 'secret'), nowMs),
  });
  const { json } = await callProvider({
    provider: PROVIDER,
    url: `${baseUrl}/robot/send?${query}`,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    // The title is shown in lists alone.
    body: JSON.stringify({
      msgtype: 'markdown',
      markdown: { title, text: cutToBytes(`### ${title}\n\n${withoutCalls(message.markdown)}`, MOST_BYTES) },
    }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  return meaningOf(shownCode(json.errcode), json.errmsg);
};

const meaningOf = (code: string, said: unknown): SendResult => {
  switch (code) {
    case '0':
      return { sent: true };
    case '130101': // send too fast
    case '410100':
      throw new Throttled(`${PROVIDER}: ${code}`, SHUT_OUT_S);
    case '310000': // one of its rules of security: words that must stand in it, or the signature
      if (/keywords? not in content/i.test(String(said))) return { refused: 'content', detail: code };
      throw new ProviderFault(PROVIDER, 'credentials', code);
    case '300001': // no such token
    case '300005':
    case '400101':
      throw new ProviderFault(PROVIDER, 'credentials', code);
    case '400013': // the group is no more
    case '400102': // the robot is switched off
      return { refused: 'address', detail: code };
    case '40035': // of the message: parameters
    case '400105': // kind
    case '430101': // what may not be said or linked to
    case '430102':
    case '430103':
    case '430104':
    case '460101': // too long
      return { refused: 'content', detail: code };
    case 'no code':
      throw new ProviderFault(PROVIDER, 'garbage', 'answered what nobody understands', true);
    default:
      throw new ProviderFault(PROVIDER, 'busy', code);
  }
};
