/** What providers of short messages tell of them, each in its own words. */
import { timingSafeEqual } from 'node:crypto';
import { saysForGood } from '../../../adapters/sms/receipt-code.ts';
import { RECEIPT_PROVIDERS, type ReceiptProvider, type Receipts } from '../../../contracts/deliveries.ts';
import { type DeliveryPorts, type DeliveryReport, recordDelivery } from '../../../core/usecases/record-delivery.ts';
import type { Handlers } from '../../shared/door.ts';
import { Rejected } from '../../shared/rejected.ts';

export interface ReceiptPorts extends DeliveryPorts {
  readonly keys: { receipts(provider: string): Promise<string> };
}

const TAKEN = {
  aliyun: { code: 0, msg: '接收成功' },
  tencent: { result: 0, errmsg: 'OK' },
} as const satisfies Record<ReceiptProvider, object>;

/** Several receipts at once, side by side; when one fails the provider is told so, and tells all of them again. */
export const takeReceipts =
  (ports: ReceiptPorts): Handlers<'receipts'>['takeReceipts'] =>
  async ({ path, body }) => {
    const provider = RECEIPT_PROVIDERS.find((known) => known === path.provider);
    if (!provider || !isSame(path.token, await ports.keys.receipts(provider)))
      throw new Rejected('link-not-valid', 'Nobody told you this address.');
    const results = await Promise.allSettled(body.map((receipt) => recordDelivery(ports, reportOf(receipt))));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return { body: TAKEN[provider] };
  };

const isSame = (given: string, expected: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const reportOf = (receipt: Receipts[number]): DeliveryReport => {
  if ('sid' in receipt) {
    const { sid, report_status, errmsg = report_status } = receipt;
    return { providerId: sid, ...fateOf(report_status === 'SUCCESS', errmsg) };
  }
  const { biz_id, success, err_code = String(success), out_id } = receipt;
  return { ...(out_id && { tag: out_id }), providerId: biz_id, ...fateOf(success, err_code) };
};

const fateOf = (arrived: boolean, because: string): Pick<DeliveryReport, 'fate' | 'lasting' | 'because'> =>
  arrived
    ? { fate: 'delivered', lasting: false, because }
    : { fate: 'bounced', lasting: saysForGood(because), because };
