/** What providers tell of messages, through the use case and the handler of receipts, on real tables. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createArrivals, createMessageNumbers } from '../../adapters/dynamodb/notice-deliveries.ts';
import { mailEvent, receipts } from '../../contracts/deliveries.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { addMs } from '../../core/domain/time.ts';
import type { Channel, OutgoingMessage } from '../../core/ports-notices.ts';
import { dueHandlers, notifyDue } from '../../core/usecases/notify-due.ts';
import { notifyOfEvent } from '../../core/usecases/notify-of-event.ts';
import { numbered } from '../../core/usecases/numbered-messages.ts';
import { openTicket } from '../../core/usecases/open-ticket.ts';
import { type DeliveryReport, recordDelivery } from '../../core/usecases/record-delivery.ts';
import { takeReceipts } from '../../functions/http/receipts/take-receipts.ts';
import { openOutbox } from '../notices/outbox.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';
import { TABLES } from './support/aws.ts';

const MINUTE = 60_000;
const TICKET = 'tkt_00000000000000000000000001';
const NOTICE = `${TICKET}.1#received#customer`;
const BOTH = { email: 'wang@example.com', phone: '13800138000' };
const TOKEN = 'a'.repeat(64);

let desk: RoutingDesk;
let box: ReturnType<typeof openOutbox>;
let asked: string[];
let taken: number;
let ports: ReturnType<typeof portsOf>;

function portsOf() {
  const { client } = desk.stores;
  const { time } = desk.ports;
  const table = { client, time, noticeTable: TABLES.notice };
  return {
    ...box.ports,
    arrivals: createArrivals(table),
    numbers: createMessageNumbers(table),
    askNoMore: async (customer: string) => void asked.push(customer),
    time,
  };
}

beforeEach(async () => {
  const row = { when: 'received', template: 'received', digest: false, urgent: true } as const;
  const table = [{ ...row, to: ['customer'], by: ['mail', 'sms'] }] as const;
  const policy: Policy = { ...DEFAULT_POLICY, notices: { ...DEFAULT_POLICY.notices, table } };
  desk = await openRoutingDesk(policy);
  box = openOutbox(desk);
  asked = [];
  taken = 0;
  ports = portsOf();
  await box.look(); // the first look of all: what falls due is due after it
});
afterEach(() => desk.close());

const open = async (customer: Partial<typeof BOTH>): Promise<void> => {
  await openTicket(
    { ...desk.ports, ids: { ticketId: () => TICKET, code: () => '00000001' } },
    {
      request: {
        ...{ channel: 'shop', uniqueId: 'r-1', subject: '订单超时未派送', description: '。', language: 'zh' },
        customer: { id: 'c-1', tier: 'standard', ...customer },
        ...{ orders: [], impact: 'one', tags: [] },
      },
      bodyHash: '',
      nonce: { channel: 'shop', value: 'n-1', expiresAt: addMs(desk.now(), 60 * MINUTE) },
      correlation: 'test',
    },
  );
};

/** Every message has a number of its own. */
const channel: Channel = {
  send: async (message) => {
    const result = await box.ports.channel.send(message);
    taken += 1;
    return 'sent' in result ? { ...result, id: String(taken) } : result;
  },
};
const telling = () => ({ ...desk.ports, ...box.ports, channel: numbered(channel, ports.numbers) });
/** Tells of the ticket, and answers what went out. */
const tell = async (): Promise<OutgoingMessage[]> => {
  await notifyOfEvent(telling(), { ticketId: TICKET, seq: 1 });
  return box.outbox.sent.splice(0);
};
/** What is told when the next minutes have passed. */
const later = async (): Promise<string[]> => {
  desk.wait(3 * MINUTE);
  const alarms = { raised: async () => undefined };
  for (const due of await box.look()) await notifyDue(dueHandlers({ ...telling(), alarms }), due, { last: false });
  return box.outbox.sent.splice(0).map(({ kind }) => kind);
};
const record = () => ports.ledger.read(NOTICE);
const reachable = async () =>
  (await ports.contacts.read('c-1', { mail: BOTH.email, sms: BOTH.phone }))?.unreachable ?? [];
const tagOf = (message: OutgoingMessage | undefined): string => (message && 'tag' in message ? message.tag : '');

const report = (tag: string, more: Partial<DeliveryReport>): DeliveryReport => ({
  ...{ tag, providerId: '1', fate: 'delivered', lasting: false, because: 'ok' },
  ...more,
});

describe('a message that was taken', () => {
  it('arrives, which is noted once', async () => {
    await open(BOTH);
    const [mail] = await tell();
    const at = desk.now();
    expect(await recordDelivery(ports, report(tagOf(mail), {}))).toBe('noted');
    desk.wait(MINUTE);
    expect(await recordDelivery(ports, report(tagOf(mail), {}))).toBe('unknown');
    expect(await record()).toMatchObject({ state: 'sent', channel: 'mail', deliveredAt: at });
  });

  it('comes back for good: the next channel tells it, once, and the address is not tried again', async () => {
    await open(BOTH);
    const [mail] = await tell();
    const bounce = report(tagOf(mail), { fate: 'bounced', lasting: true, because: 'Permanent' });
    expect(await recordDelivery(ports, bounce)).toBe('noted');
    expect(await recordDelivery(ports, bounce)).toBe('noted');
    expect(await record()).toMatchObject({ state: 'bounced' });
    expect(await later()).toEqual(['sms']);
    expect(await reachable()).toEqual(['mail']);
    // Told once more, after the next channel took it: it is the mail that came back, not the short message.
    expect(await recordDelivery(ports, bounce)).toBe('unknown');
    expect(await later()).toEqual([]);
    expect(await record()).toMatchObject({ state: 'sent', channel: 'sms' });
    expect(await reachable()).toEqual(['mail']);
  });

  it('comes back this time: the next channel tells it, and the address is tried again with the next notice', async () => {
    await open(BOTH);
    const [mail] = await tell();
    await recordDelivery(ports, report(tagOf(mail), { fate: 'bounced', because: 'Transient' }));
    expect(await later()).toEqual(['sms']);
    expect(await reachable()).toEqual([]);
  });

  it('comes back where there is no other channel: nothing more is told', async () => {
    await open({ email: BOTH.email });
    const [mail] = await tell();
    await recordDelivery(ports, report(tagOf(mail), { fate: 'bounced', lasting: true, because: 'Permanent' }));
    expect(await later()).toEqual([]);
    expect(await reachable()).toEqual(['mail']);
  });

  it('is complained of: it was read, so nobody tells it again; they are asked and mailed no more', async () => {
    await open(BOTH);
    const [mail] = await tell();
    const complaint = report(tagOf(mail), { fate: 'complained', lasting: true, because: 'abuse' });
    expect(await recordDelivery(ports, complaint)).toBe('noted');
    expect(asked).toEqual(['c-1']);
    expect(await later()).toEqual([]);
    expect(await record()).toMatchObject({ state: 'sent' });
    expect(await reachable()).toEqual(['mail']);
  });

  it('is heard of before it was noted: it is told again later', async () => {
    await open(BOTH);
    await ports.ledger.begin(NOTICE, false);
    const tag = Buffer.from(NOTICE).toString('base64url');
    for (const fate of ['delivered', 'bounced'] as const)
      await expect(recordDelivery(ports, report(tag, { fate }))).rejects.toThrow('is being sent');
  });

  it('is not ours, or is kept no longer: nothing is done', async () => {
    const tag = Buffer.from(NOTICE).toString('base64url');
    for (const fate of ['delivered', 'bounced', 'complained'] as const) {
      expect(await recordDelivery(ports, report(tag, { fate }))).toBe('unknown');
      expect(await recordDelivery(ports, report('bm90IG91cnM', { fate }))).toBe('unknown');
      const { tag: _, ...numberAlone } = report(tag, { fate, providerId: '77' });
      expect(await recordDelivery(ports, numberAlone)).toBe('unknown');
    }
  });
});

describe('receipts of short messages', () => {
  const keys = { receipts: async (provider: string) => `${provider === 'aliyun' ? 'a' : 'b'}`.repeat(64) };
  const take = (provider: string, token: string, body: unknown) =>
    takeReceipts({ ...ports, keys })({ path: { provider, token }, body: receipts.parse(body) } as never);
  const aliyun = (tag: string, success: boolean, err_code = success ? 'DELIVERED' : 'MOBILE_NOT_ON_SERVICE') => ({
    ...{ phone_number: '13800138000', send_time: '2026-03-02 09:00:00', report_time: '2026-03-02 09:00:04', success },
    ...{ err_code, err_msg: '', sms_size: '1', biz_id: '1', out_id: tag },
  });
  const tencent = (status: string, errmsg = 'DELIVRD') => ({
    ...{ user_receive_time: '2026-03-02 09:00:04', nationcode: '86', mobile: '13800138000', report_status: status },
    ...{ errmsg, description: '', sid: '1' },
  });

  it('of Aliyun find their notice by what was sent along, and are answered as Aliyun wants it', async () => {
    await open({ phone: BOTH.phone });
    const [sms] = await tell();
    expect(await take('aliyun', TOKEN, [aliyun(tagOf(sms), true)])).toEqual({ body: { code: 0, msg: '接收成功' } });
    expect(await record()).toMatchObject({ channel: 'sms', deliveredAt: desk.now() });
  });

  it('of Tencent find it by the number alone, and are answered as Tencent wants it', async () => {
    await open({ phone: BOTH.phone });
    await tell();
    expect(await take('tencent', 'b'.repeat(64), [tencent('FAIL', 'UNDELIV')])).toEqual({
      body: { result: 0, errmsg: 'OK' },
    });
    expect(await record()).toMatchObject({ channel: 'sms', state: 'bounced' });
    expect(await reachable()).toEqual([]);
  });

  it.each([
    ['aliyun', 'MOBILE_IN_BLACK', true],
    ['aliyun', 'USER_REJECT', true],
    ['aliyun', 'MOBILE_NOT_ON_SERVICE', false],
    ['aliyun', 'MOBILE_SEND_LIMIT', false],
    ['tencent', 'MK:0001', true],
    ['tencent', 'BWLIST _006', true],
    ['tencent', 'MK:0008', false],
    ['tencent', 'EXPIRED', false],
  ])(
    'of %s that say %s give the number up: %s; the next channel tells it either way',
    async (provider, code, lasting) => {
      // Whoever prefers short messages is told by mail from then on.
      await open(BOTH);
      await ports.contacts.prefer('c-1', { preferred: 'sms' });
      const [sms] = await tell();
      expect(sms?.kind).toBe('sms');
      if (provider === 'aliyun') await take(provider, TOKEN, [aliyun(tagOf(sms), false, code)]);
      else await take(provider, 'b'.repeat(64), [tencent('FAIL', code)]);
      expect(await later()).toEqual(['mail']);
      expect(await reachable()).toEqual(lasting ? ['sms'] : []);
      // A receipt that comes once more speaks of a message in whose place another went out.
      if (provider === 'aliyun') await take(provider, TOKEN, [aliyun(tagOf(sms), false, code)]);
      expect(await later()).toEqual([]);
    },
  );

  it.each([
    ['aliyun', 'b'.repeat(64)],
    ['aliyun', 'a'],
    ['tencent', TOKEN],
    ['smsbao', TOKEN],
  ])('refuses %s with the token %s', async (provider, token) => {
    await expect(take(provider, token, [aliyun('', true)])).rejects.toMatchObject({ code: 'link-not-valid' });
  });

  it('refuses what is no receipt', () => {
    for (const body of [[], {}, [{}], [{ biz_id: '1' }], [{ sid: '1', report_status: 'MAYBE' }]])
      expect(receipts.safeParse(body).success).toBe(false);
  });
});

describe('what SES tells', () => {
  it('is read as its documentation writes it', () => {
    const mail = { timestamp: '2017-08-05T00:40:02.012Z', messageId: 'EXAMPLE-000000', destination: ['a@b.c'] };
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [], feedbackId: 'f' };
    const tags = { notice: ['dGt0'], 'ses:configuration-set': ['Told'] };
    expect(mailEvent.parse({ eventType: 'Bounce', bounce, mail: { ...mail, tags } })).toEqual({
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bounceSubType: 'General' },
      mail: { messageId: 'EXAMPLE-000000', tags },
    });
    const complaint = { complainedRecipients: [], complaintFeedbackType: null, feedbackId: 'f' };
    expect(mailEvent.safeParse({ eventType: 'Complaint', complaint, mail }).success).toBe(true);
    expect(mailEvent.safeParse({ eventType: 'Open', mail }).success).toBe(false);
  });
});
