import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Clock } from '../../../local/clock.ts';
import { MAILBOX_PATH, mailboxOf } from '../../../local/mailbox/page.ts';
import { openMessages } from '../../../local/messages/kept-messages.ts';
import type { NewMessage } from '../../../local/messages/message.ts';
import { Store } from '../../../local/store.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const TICKET = 'tkt_01JABCDEFGHJKMNPQRSTVWXYZ0';

const message = (more: Partial<NewMessage> = {}): NewMessage => ({
  ...{ channel: 'mail', provider: 'ses', from: 'desk@gongdan.local', to: ['li@example.com'] },
  ...{ subject: '工单已受理', text: '您好', headers: [], tags: {} },
  ...more,
});

function mailbox() {
  const messages = openMessages(new Store(':memory:'), new Clock({ kind: 'stepped' }, NOW));
  const serve = mailboxOf(messages);
  const ask = async (url: string, more: { method?: string; host?: string; language?: string } = {}) => {
    const { method = 'GET', host = '127.0.0.1:3900', language = 'zh-CN' } = more;
    const headers = { host, 'accept-language': language };
    const answer = await serve({ url, method, headers } as unknown as IncomingMessage, Buffer.alloc(0));
    return { ...answer, page: answer.body.toString() };
  };
  return { messages, ask };
}

/** In the order of the page. */
const ids = (page: string): string[] =>
  [...page.matchAll(/<li><a href="\/mailbox\/([\w-]+)/g)].map(([, id]) => id ?? '');

describe('the mailbox page', () => {
  it('lists all that was sent, the latest first, in the language of the reader', async () => {
    const { messages, ask } = mailbox();
    messages.add(message(), 'mail-1');
    messages.add(
      message({ channel: 'sms', provider: 'aliyun', to: ['+8613812345678'], subject: '', text: '【工单】已受理' }),
    );
    messages.add(message({ channel: 'robot', provider: 'wecom', to: ['ops'], subject: '红牌', text: '**超时**' }));
    messages.mark('mail-1', 'bounced');
    const { status, page, headers } = await ask('/mailbox');
    expect(status).toBe(200);
    expect(ids(page)).toEqual(['robot-3', 'sms-2', 'mail-1']);
    for (const said of ['工单已受理', '退信', '【工单】已受理', '群机器人', '3月2日 09:00'])
      expect(page).toContain(said);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const english = await ask('/mailbox', { language: 'en-GB' });
    expect(english.page).toContain('bounced');
    expect((await ask('/mailbox?lang=en')).page).toContain('<html lang="en">');
  });

  it('finds by channel, recipient, and ticket: by its id, or its code in the words', async () => {
    const { messages, ask } = mailbox();
    messages.add(message({ to: ['wang@example.com'], ticket: TICKET }), 'mail-1');
    messages.add(message({ text: '工单 7KQ2M9XA 已受理' }), 'mail-2');
    messages.add(message({ channel: 'sms', provider: 'tencent', to: ['+8613812345678'] }));
    const found = async (query: string) => ids((await ask(`/mailbox?${query}`)).page);
    expect(await found('channel=sms')).toEqual(['sms-3']);
    expect(await found('to=WANG')).toEqual(['mail-1']);
    expect(await found(`ticket=${TICKET}`)).toEqual(['mail-1']);
    expect(await found('ticket=7kq2m9xa')).toEqual(['mail-2']);
    expect(await found('channel=hook')).toEqual([]);
    expect((await ask('/mailbox?channel=hook')).page).toContain('没有符合条件的消息');
  });

  it('goes back in steps, and misses none', async () => {
    const { messages, ask } = mailbox();
    for (let count = 0; count < 230; count += 1) messages.add(message({ to: [count % 2 ? 'odd@a.b' : 'even@a.b'] }));
    const seen: string[] = [];
    for (let url: string | undefined = '/mailbox?to=odd'; url; ) {
      const { page } = await ask(url);
      seen.push(...ids(page));
      url = /class="older" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(Array.from({ length: 115 }, (_, at) => `mail-${230 - 2 * at}`));
  });

  it('opens one: as it looks in a frame of its own, with text, headers and tags beside it', async () => {
    const { messages, ask } = mailbox();
    const rendered = '<html><head></head><body><h1 onclick="steal()">您好</h1><script>steal()</script></body></html>';
    const headers = [{ name: 'References', value: '<a@b>' }];
    messages.add(message({ html: rendered, headers, tags: { notice: 'bm90' } }), 'mail-1');
    const { page } = await ask('/mailbox/mail-1');
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain('srcdoc="&lt;html&gt;&lt;head&gt;&lt;base target=&quot;_blank&quot;&gt;');
    expect(page).not.toContain('<script');
    for (const said of ['References', '&lt;a@b&gt;', 'bm90', '已发送']) expect(page).toContain(said);
    expect(page).toContain('aria-current="true"');
  });

  it('escapes whatever people wrote', async () => {
    const { messages, ask } = mailbox();
    const evil = `"><script>alert('1')</script>`;
    messages.add(message({ subject: evil, text: evil, to: [evil], from: evil, tags: { [evil]: evil } }), 'mail-1');
    for (const url of ['/mailbox', '/mailbox/mail-1', `/mailbox?to=${encodeURIComponent(evil)}`])
      expect((await ask(url)).page).not.toContain('<script>');
  });

  it('refuses other hosts, other methods, and a message that is not there', async () => {
    const { ask } = mailbox();
    expect((await ask('/mailbox', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('/mailbox', { method: 'POST' })).status).toBe(405);
    expect((await ask('/mailbox/mail-9')).status).toBe(404);
    expect(MAILBOX_PATH.test('/mailboxes')).toBe(false);
    expect(MAILBOX_PATH.test('/mailbox/a/b')).toBe(false);
  });
});
