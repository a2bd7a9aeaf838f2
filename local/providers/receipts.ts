/** What providers of short messages tell the desk of them some seconds later, by the address that it gave them. */
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Messages } from '../messages/kept-messages.ts';
import type { Message } from '../messages/message.ts';

export interface ReceiptsDeps {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly messages: Pick<Messages, 'mark'>;
  /** Where a provider tells; undefined: nowhere. */
  readonly addressOf: (provider: string) => string | undefined;
}

const SECONDS = 1000;
const TOLD_AFTER_MS = 5 * SECONDS;
const AGAIN_AFTER_MS = 60 * SECONDS;
const MOST_TRIES = 5;
/** Numbers that take nothing at the moment, 170 0000 …, and those whose owner wants nothing: 170 0001 …. */
const AWAY = /^(?:\+?86)?1700000\d{4}$/;
const UNWANTED = /^(?:\+?86)?1700001\d{4}$/;
type Answer = 'arrived' | 'away' | 'unwanted';
const answerOf = (number: string): Answer =>
  AWAY.test(number) ? 'away' : UNWANTED.test(number) ? 'unwanted' : 'arrived';

/** Receipts are not kept over a restart: as with the real ones, some never come. */
export const receiptsOf =
  ({ clock, activity, messages, addressOf }: ReceiptsDeps) =>
  (message: Message): void => {
    const arrived = message.to.every((number) => answerOf(number) === 'arrived');
    const body = JSON.stringify(message.to.map((number) => receipt(message, number, clock.now())));
    const tell = async (tried: number): Promise<void> => {
      const address = addressOf(message.provider);
      if (address === undefined) return;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, { method: 'POST', headers, body }).catch(() => undefined);
      await answer?.body?.cancel();
      if (!answer?.ok && tried < MOST_TRIES) clock.at(clock.now() + AGAIN_AFTER_MS, () => during(tried + 1));
    };
    const during = (tried: number): void => void activity.during(() => tell(tried));
    clock.at(clock.now() + TOLD_AFTER_MS, () => {
      messages.mark(message.id, arrived ? 'delivered' : 'bounced');
      during(1);
    });
  };

/**
 * https://help.aliyun.com/zh/sms/developer-reference/smsreport-2 · https://www.tencentcloud.com/document/product/382/43547; of Tencent's
 * the number of the message alone comes back.
 */
function receipt({ provider, id, tags }: Message, number: string, now: number): object {
  const time = beijing(now);
  const answer = answerOf(number);
  const arrived = answer === 'arrived';
  if (provider === 'tencent')
    return {
      user_receive_time: time,
      nationcode: '86',
      mobile: number.replace(/^\+86/, ''),
      report_status: arrived ? 'SUCCESS' : 'FAIL',
      errmsg: CODES.tencent[answer],
      description: arrived ? '用户短信送达成功' : '用户短信接收失败',
      sid: id,
    };
  return {
    phone_number: number,
    send_time: time,
    report_time: time,
    success: arrived,
    err_code: CODES.aliyun[answer],
    err_msg: arrived ? '用户接收成功' : '用户接收失败',
    sms_size: '1',
    biz_id: id,
    out_id: tags.outId ?? '',
  };
}

const CODES = {
  aliyun: { arrived: 'DELIVERED', away: 'MOBILE_NOT_ON_SERVICE', unwanted: 'MOBILE_IN_BLACK' },
  tencent: { arrived: 'DELIVRD', away: 'UNDELIV', unwanted: 'MX:0012' },
} as const satisfies Record<string, Record<Answer, string>>;

const beijing = (now: number): string =>
  new Date(now + 8 * 3600 * SECONDS).toISOString().slice(0, 19).replace('T', ' ');
