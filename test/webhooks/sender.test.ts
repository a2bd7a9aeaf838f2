import { describe, expect, it } from 'vitest';
import { addressIn, isPublicAddress } from '../../adapters/http/public-address.ts';
import { createSender, type SenderOptions } from '../../adapters/http/sender.ts';
import { answering, startReceiver } from './receiver.ts';

const message = (url: string) => ({ url, headers: { 'webhook-id': 'tkt_1.1' }, body: '{"type":"ticket.opened"}' });
const open = createSender({ targets: 'any', timeoutMs: 2_000 });

describe('an attempt', () => {
  it('posts JSON with its headers, and tells the status', async () => {
    await using receiver = await startReceiver();
    const outcome = await open.post(message(receiver.url));
    expect(outcome).toEqual({ status: 204, ms: expect.any(Number) });
    expect(receiver.received[0]).toMatchObject({
      path: '/hook',
      body: '{"type":"ticket.opened"}',
      headers: { 'content-type': 'application/json', 'webhook-id': 'tkt_1.1', 'user-agent': 'gongdan-webhooks/1' },
    });
  });

  it('follows no redirect', async () => {
    await using inside = await startReceiver();
    await using receiver = await startReceiver();
    receiver.answer = answering(302, { location: inside.url });
    expect(await open.post(message(receiver.url))).toMatchObject({ status: 302 });
    expect(inside.received).toEqual([]);
  });

  it('reads no more of an answer than it needs', async () => {
    await using receiver = await startReceiver();
    let gone = false;
    receiver.answer = (response) => {
      response.writeHead(200);
      response.on('close', () => {
        gone = true;
      });
      const pour = (): void => {
        while (!gone && response.write('x'.repeat(65_536)));
        if (!gone) response.once('drain', pour);
      };
      pour();
    };
    expect(await open.post(message(receiver.url))).toMatchObject({ status: 200 });
  });

  it('ends after its time, without an answer and in the middle of one', async () => {
    await using receiver = await startReceiver();
    const short = createSender({ targets: 'any', timeoutMs: 60 });
    receiver.answer = () => {};
    expect(await short.post(message(receiver.url))).toMatchObject({ fault: 'timeout' });
    receiver.answer = (response) => response.writeHead(200).write('slow');
    expect(await short.post(message(receiver.url))).toMatchObject({ status: 200 });
  });

  it.each([
    ['120', 120],
    ['soon', undefined],
    [new Date(Date.now() + 100_000).toUTCString(), expect.closeTo(100, -1)],
  ])('reads Retry-After: %s', async (value, expected) => {
    await using receiver = await startReceiver();
    receiver.answer = answering(503, { 'retry-after': value });
    const outcome = await open.post(message(receiver.url));
    expect('retryAfterS' in outcome ? outcome.retryAfterS : undefined).toEqual(expected);
  });

  it('tells why there was no answer', async () => {
    const receiver = await startReceiver();
    await receiver[Symbol.asyncDispose]();
    expect(await open.post(message(receiver.url))).toMatchObject({ fault: 'connection' });
    expect(await open.post(message('http://nowhere.invalid/'))).toMatchObject({ fault: 'name' });
    await using plain = await startReceiver();
    expect(await open.post(message(plain.url.replace('http:', 'https:')))).toMatchObject({ fault: 'tls' });
  });
});

describe('a sender to public addresses', () => {
  const leading = (...addresses: string[]): Partial<SenderOptions> => ({
    lookup: ((_: string, __: unknown, done: (error: null, found: object[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as never,
  });
  const closed = (more: Partial<SenderOptions> = {}) => createSender({ targets: 'public', timeoutMs: 2_000, ...more });

  it.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
  ])('refuses %s', async (url) => {
    expect(await closed().post(message(url))).toMatchObject({ fault: 'address' });
  });

  it.each([[['127.0.0.1']], [['10.1.2.3']], [['169.254.169.254']], [['93.184.215.14', '10.0.0.1']], [['::1']]])(
    'refuses a name that leads to %s',
    async (addresses) => {
      await using receiver = await startReceiver();
      const { port } = new URL(receiver.url);
      const outcome = await closed(leading(...addresses)).post(message(`https://receiver.example:${port}/`));
      expect(outcome).toMatchObject({ fault: 'address' });
      expect(receiver.received).toEqual([]);
    },
  );
});

describe('a public address', () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:4700::6810:84e5', '223.5.5.5', '172.32.0.1', '100.128.0.1'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    ...[
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '127.8.8.8',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
    ],
    ...['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::ffff:8.8.8.8',
      '64:ff9b::8.8.8.8',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '2001:db8::1',
      '2002:7f00:1::',
    ],
    ...['', 'localhost', '8.8.8', '08.8.8.8'],
  ])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('is found in the host of a URL', () => {
    expect(addressIn(new URL('https://[2606:4700::1]/').hostname)).toBe('2606:4700::1');
    expect(addressIn(new URL('https://0x7f.1/').hostname)).toBe('127.0.0.1');
    expect(addressIn('example.com')).toBeUndefined();
  });
});
