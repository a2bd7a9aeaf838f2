/** The mailbox of the runtime in a real browser, with what the whole system sent: mail, short messages, a robot and a hook. */
import { mkdirSync, readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from '../support/system.ts';
import { browserPath, DESKTOP, PHONE, startBrowser } from './browser.ts';

if (browserPath === undefined) console.log('skipped: no Chromium found (Debian: apt-get install chromium)');

const MINUTE = 60_000;

/** The shipped policy, with a robot and a hook, and short messages for those whom a mail does not reach. */
const policyWith = (hook: string): string =>
  readFileSync('policies/desk.yaml', 'utf8')
    .replace('robots: {}', 'robots: { ops: { kind: wecom } }')
    .replace('hooks: {}', `hooks: { erp: { url: ${hook} } }`)
    .replace('{ when: received, to: [customer], by: [mail],', '{ when: received, to: [customer], by: [mail, sms],')
    .replace('{ when: escalated, to: [named], by: [mail],', '{ when: escalated, to: [named], by: ["robot:ops", mail],')
    .replace('{ when: solved, to: [customer], by: [mail],', '{ when: solved, to: [customer], by: [mail, "hook:erp"],');

describe.skipIf(browserPath === undefined)('the mailbox page', () => {
  let system: System;
  let browser: Browser;
  let code: string;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), startBrowser()]);
    const { runtime } = system;
    const operator = await system.desk('agt_operator', 'operator');
    await operator.publishPolicy({ body: { policy: policyWith(`${runtime.url}/_providers/hook/erp`) } });
    await system.hire('agt_lin', 'logistics');
    await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
    await runtime.advance(2 * MINUTE); // the first look for what is due has been
    const request = (uniqueId: string, customer: { id: string; email?: string; phone?: string }) =>
      system.channel().createTicket({
        body: { uniqueId, subject: '订单超时未派送', description: '说好昨天到的，今天还在路上。', customer },
      });
    ({ code } = await request('r-1', { id: 'c-1', email: 'wang@example.com' }));
    // SES's own address for mails that come back: the short message is told in its place.
    await request('r-2', { id: 'c-2', email: 'bounce@simulator.amazonses.com', phone: '13800138000' });
    await runtime.settle();
    await runtime.advance(4 * MINUTE);
    const agent = await system.desk('agt_lin', 'agent');
    await agent.acceptTicket({ id: code, body: {} }).catch(() => agent.claimTicket({ id: code, body: {} }));
    await agent.escalateTicket({ id: code, body: { reason: '网点三天没有回复，需要主管协调' } });
    await runtime.settle();
    await runtime.advance(MINUTE);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await system?.[Symbol.asyncDispose]();
  });

  const visit = async (path: string, options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    const page = await context.newPage();
    await page.goto(`${system.runtime.url}${path}`);
    return page;
  };
  const fits = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth <= innerWidth');

  it('shows what was sent: who was told, and what became of it', async () => {
    const sent = system.runtime.messages();
    const mails = sent.filter(({ channel }) => channel === 'mail');
    expect(mails.map(({ to, fate }) => [to[0], fate])).toContainEqual(['wang@example.com', 'delivered']);
    expect(mails.map(({ to, fate }) => [to[0], fate])).toContainEqual(['bounce@simulator.amazonses.com', 'bounced']);
    expect(sent.filter(({ channel }) => channel === 'sms')).toEqual([
      expect.objectContaining({ provider: 'aliyun', fate: 'delivered', to: ['13800138000'] }),
    ]);
    expect(sent.filter(({ channel }) => channel === 'robot')).toEqual([
      expect.objectContaining({ provider: 'wecom', to: ['ops'], text: expect.stringContaining(code) }),
    ]);
    const page = await visit('/mailbox', DESKTOP);
    const list = (await page.textContent('.list')) ?? '';
    for (const shown of ['wang@example.com', '13800138000', '群机器人', '退信', '已送达'])
      expect(list).toContain(shown);
    await page.context().close();
  });

  it('opens a mail as it looks, without a script, beside its text; its links lead somewhere', async () => {
    const page = await visit('/mailbox?channel=mail&to=wang', DESKTOP);
    await page.click('.list li a');
    const frame = page.frameLocator('iframe');
    expect(await frame.locator('body').textContent()).toContain(code);
    expect(await page.textContent('.bodies pre')).toContain(code);
    expect(await page.textContent('article')).toContain('Message-ID');
    expect(await page.content()).not.toContain('<script');
    const [opened] = await Promise.all([page.context().waitForEvent('page'), frame.locator('a').first().click()]);
    await opened.waitForLoadState();
    expect(await opened.textContent('main')).toContain(code);
    expect(await fits(page)).toBe(true);
    await page.context().close();
  });

  it('finds by recipient and ticket, in both languages, and by keyboard', async () => {
    const page = await visit('/mailbox?lang=en', DESKTOP);
    await page.focus('input[name=ticket]');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/ticket=/);
    const rows = await page.locator('.list li').allTextContents();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.join()).not.toContain('13800138000');
    await page.click('.languages a');
    expect(await page.textContent('h1')).toBe('信箱');
    expect(page.url()).toContain(code);
    await page.context().close();
  });

  it('fits a phone: the list, then one message and the way back', async () => {
    const page = await visit('/mailbox', PHONE);
    expect(await page.isVisible('article')).toBe(false);
    expect(await fits(page)).toBe(true);
    await page.click('.list li:last-child a');
    expect(await page.isVisible('.list')).toBe(false);
    expect(await fits(page)).toBe(true);
    await page.click('.back');
    expect(await page.isVisible('.list')).toBe(true);
    await page.context().close();
  });

  it.runIf(process.env.SCREENSHOTS)('looks like this', async () => {
    mkdirSync('docs/images', { recursive: true });
    const desktop = await visit('/mailbox', DESKTOP);
    await desktop.click('.list li:has-text("wang@example.com") a');
    await desktop.screenshot({ path: 'docs/images/mailbox-desktop.png' });
    const phone = await visit('/mailbox', PHONE);
    await phone.screenshot({ path: 'docs/images/mailbox-phone.png' });
  });
});
