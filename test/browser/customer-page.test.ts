/** The page of a customer in a real browser, on the whole system with a stepped clock. */
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from '../support/system.ts';
import { browserPath, DESKTOP, PHONE, startBrowser } from './browser.ts';

if (browserPath === undefined) console.log('skipped: no Chromium found (Debian: apt-get install chromium)');

const NO_SCRIPT = { javaScriptEnabled: false };
/** A picture of one point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(browserPath === undefined)('the page of a customer', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), startBrowser()]);
    await system.hire('agt_lin', 'logistics');
    await system.hire('agt_bai', 'logistics', { roles: ['reviewer'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await system?.[Symbol.asyncDispose]();
  });

  const visit = async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ ...PHONE, ...NO_SCRIPT, locale: 'zh-CN', ...options });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  const linkOf = ({ trackingUrl }: { readonly trackingUrl: string }): string =>
    new URL(new URL(trackingUrl).pathname, system.runtime.url).href;
  const open = async (subject: string, more: Parameters<System['post']>[1] = {}) => {
    const posted = await system.post(subject, more);
    return { ...posted, link: linkOf(posted) };
  };
  const solved = async (id: string): Promise<void> => {
    const agent = await system.desk('agt_lin', 'agent');
    await agent.acceptTicket({ id, body: {} });
    await agent.replyToTicket({ id, body: { text: '您好，已联系网点，今天送达。' } });
    await agent.resolveTicket({ id, body: { code: 'done', text: '今天 15 点已送达。' } });
    await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } });
    await system.runtime.settle();
  };
  const says = async (page: Page): Promise<string> => (await page.textContent('main')) ?? '';

  it('tells in plain words how it stands, who sees to it and until when, without any script', async () => {
    const { link, code, id } = await open('订单超时未派送', { description: '说好昨天到的，电话 13812345678' });
    await (await system.desk('agt_lin', 'agent')).noteOnTicket({ id, body: { text: '内部：客户脾气不好' } });
    const page = await visit(link);
    const text = await says(page);
    expect(text).toContain(code);
    expect(text).toMatch(/正在处理|已收到/);
    expect(text).toMatch(/我们会在.+前/);
    expect(text).toContain('客服 lin');
    expect(text).toContain('138****5678');
    const source = (await page.content()).replace(/\/t\/[\w.-]+/g, '/t/…'); // of a random link nobody knows what it spells
    for (const internal of ['13812345678', '客户脾气', 'agt_lin', 'lin@', 'logistics', 'P1', '<script', 'tkt_'])
      expect(source).not.toContain(internal);
    // Nothing is asked of anybody else, and the page fits.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth').catch(() => true)).toBe(true);
    await page.context().close();
  });

  it('takes an answer once, however often the form is sent', async () => {
    const { link, id } = await open('包裹破损');
    const page = await visit(link);
    await page.fill('#text', '外箱已经湿透\n里面也坏了');
    await page.click('button:has-text("发送")');
    expect(await says(page)).toContain('已发送');
    expect(await says(page)).toContain('外箱已经湿透');
    await page.reload();
    await system.runtime.settle();
    expect((await system.events(id)).filter((type) => type.startsWith('ticket.customer-replied'))).toHaveLength(1);
    await page.context().close();
  });

  it('lets them urge once in half an hour, and says when again', async () => {
    const { link } = await open('快递一直不动');
    const page = await visit(link);
    const stale = await visit(link);
    await page.click('button:has-text("催一下")');
    expect(await says(page)).toContain('排到了更前面');
    expect(await page.isVisible('button:has-text("催一下")')).toBe(false);
    await stale.click('button:has-text("催一下")');
    expect(await says(stale)).toMatch(/刚刚已经催过了，.+之后可以再次催单/);
    await system.runtime.advance(31 * 60_000);
    await page.goto(link);
    expect(await page.isVisible('button:has-text("催一下")')).toBe(true);
    await page.context().close();
    await stale.context().close();
  });

  it('asks whether it is solved: reopened with what is wrong, confirmed, rated', async () => {
    const { link, id } = await open('订单少发一件', { category: 'logistics-query' });
    await solved(id);
    const page = await visit(link, { ...DESKTOP, ...NO_SCRIPT });
    expect(await says(page)).toContain('今天 15 点已送达。');
    await page.click('summary:has-text("还没有解决")');
    await page.fill('#reason', '少的那件还没到');
    await page.click('button:has-text("重新处理")');
    expect(await says(page)).toContain('已重新打开');
    await system.runtime.settle();
    const again = await open('发票抬头写错了', { category: 'logistics-query' });
    await solved(again.id);
    await page.goto(again.link);
    await page.check('input[name=stars][value="5"]');
    await page.fill('#comment', '很快');
    await page.click('button:has-text("提交评价")');
    expect(await says(page)).toContain('您的评价：5 星');
    await page.click('button:has-text("已解决")');
    expect(await says(page)).toContain('已结束');
    await page.context().close();
  });

  it('takes a photo, which shows once it was checked', async () => {
    const { link } = await open('收到的杯子碎了');
    const page = await visit(link);
    await page.setInputFiles('#file', { name: '破损.png', mimeType: 'image/png', buffer: PNG });
    await page.click('button:has-text("上传")');
    expect(await says(page)).toContain('文件已上传');
    await system.runtime.settle();
    await page.goto(link);
    expect(await says(page)).toContain('破损.png');
    await page.context().close();
  });

  it('speaks English to those who write English', async () => {
    const { link } = await open('My parcel is late', { description: 'It should have been here yesterday.' });
    const page = await visit(link, { locale: 'en-GB' });
    expect(await says(page)).toMatch(/Received|In progress/);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.click('a:has-text("中文")');
    expect(await says(page)).toMatch(/已收到|正在处理/);
    await page.context().close();
  });

  it('refuses a link that was changed, revoked or is over, on a page', async () => {
    const { link, id } = await open('运费多收了');
    const broken = await visit(`${link.slice(0, -2)}xx`);
    expect(await says(broken)).toContain('这个链接无效');
    await (await system.desk('agt_operator', 'operator')).revokeLink({ id, body: { reason: '发错了人' } });
    await broken.goto(link);
    expect(await says(broken)).toContain('已失效');
    await broken.context().close();
  });

  it('can be used with the keyboard, and every field has a name', async () => {
    const { link } = await open('地址写错了');
    const page = await visit(link, { ...DESKTOP, javaScriptEnabled: true });
    const unnamed = await page.evaluate(
      `[...document.querySelectorAll('textarea,input:not([type=hidden])')].filter((e) => !e.labels?.length).length`,
    );
    expect(unnamed).toBe(0);
    await page.focus('#text');
    await page.keyboard.type('门牌是 12 号');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=answer/);
    await page.context().close();
  });

  it.runIf(process.env.SCREENSHOTS)('looks like this', async () => {
    mkdirSync('docs/images', { recursive: true });
    const { link, id } = await open('订单超时未派送', { description: '说好昨天到的，今天还在路上。' });
    await (await system.desk('agt_lin', 'agent')).acceptTicket({ id, body: {} });
    await (await system.desk('agt_lin', 'agent')).replyToTicket({
      id,
      body: { text: '您好，正在联系网点核实，稍后回复您。' },
    });
    const phone = await visit(link);
    await phone.screenshot({ path: 'docs/images/customer-page-phone.png' });
    const desktop = await visit(`${link}?lang=en`, { ...DESKTOP, ...NO_SCRIPT });
    await desktop.screenshot({ path: 'docs/images/customer-page-desktop.png' });
  });
});
