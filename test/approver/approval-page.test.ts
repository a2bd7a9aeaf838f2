/** The page that an approver's link opens, as a browser without scripts uses it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deriveKey } from '../../contracts/signature.ts';
import { approvalUrl } from '../../functions/shared/links.ts';
import { type System, startSystem } from '../support/system.ts';

let system: System;
let id: string;
beforeAll(async () => {
  system = await startSystem();
  await system.hire('agt_tan', 'complaints', { capacity: 100 });
  await system.hire('agt_fang', 'complaints', { roles: ['supervisor'], presence: 'offline' });
  await system.hire('agt_zhao', 'executives', { roles: ['supervisor'], presence: 'offline' });
});
afterAll(() => system[Symbol.asyncDispose]());

const TEXT = '已致歉，电话 13812345678，补偿 <b>6000</b> 元';

const asked = async (amount = 6000): Promise<string> => {
  const posted = await system.post('包裹破损，要求赔偿', { category: 'complaint' });
  const tan = await system.desk('agt_tan', 'agent');
  await tan.acceptTicket({ id: posted.id });
  await tan.setFields({ id: posted.id, body: { fields: { 'compensation-amount': amount } } });
  await tan.resolveTicket({ id: posted.id, body: { code: 'apologised', text: TEXT } });
  await system.runtime.settle();
  return posted.id;
};
beforeEach(async () => {
  id = await asked();
});

const view = async () => (await system.desk('agt_reader', 'supervisor')).getTicket({ id });
/** `askedAt`: as if they had been asked then. */
const linkOf = async (approver: `agt_${string}`, askedAt?: string): Promise<string> => {
  const { approval, id: ticketId } = await view();
  if (!approval) throw new Error('It does not wait for an approval.');
  const key = deriveKey(system.runtime.secret('SigningSecret'), 'tracking');
  return approvalUrl(
    system.runtime.url,
    key,
    { id: ticketId, approval: { ...approval, ...(askedAt && { askedAt }) } },
    approver,
  );
};

const look = async (link: string, lang = 'zh') => {
  const response = await fetch(`${link}?lang=${lang}`);
  return { status: response.status, headers: response.headers, html: await response.text() };
};
/** Sends a form of the page, as it stands there. */
const send = async (link: string, act: string, fields: Record<string, string> = {}, html?: string) => {
  const page = html ?? (await look(link)).html;
  const nonce = new RegExp(`value="([0-9a-f-]+-${act})"`).exec(page)?.[1];
  const body = new URLSearchParams({ ...(nonce && { nonce }), ...fields });
  const response = await fetch(`${link}/${act}?lang=zh`, { method: 'POST', body, redirect: 'manual' });
  await system.runtime.settle();
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
};

describe('the page of an approver', () => {
  it('shows what is asked, by whom and until when, without what is personal, in either language', async () => {
    const link = await linkOf('agt_fang');
    const { status, headers, html } = await look(link);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const said of ['等您审批', '补偿金额', '6,000 CNY', 'tan', '已致歉', '&lt;b&gt;'])
      expect(html).toContain(said);
    expect(html).not.toContain('13812345678');
    expect(html).not.toContain('<script');
    const { html: english } = await look(link, 'en');
    for (const said of ['It waits for your decision', 'Compensation', 'Please answer by'])
      expect(english).toContain(said);
  });

  it('approves, once, however often the form is sent', async () => {
    const link = await linkOf('agt_fang');
    const { html } = await look(link);
    const first = await send(link, 'approve', { remarks: '同意' }, html);
    expect([first.status, first.location]).toEqual([303, `${new URL(link).pathname}?done=approve&lang=zh`]);
    expect((await send(link, 'approve', { remarks: '同意' }, html)).status).toBe(303);
    expect((await view()).phase).toBe('review');
    const events = await system.events(id);
    expect(events.filter((type) => type === 'ticket.approved')).toHaveLength(1);
    const after = await look(link);
    expect(after.html).toContain('已经批准');
    expect(after.html).toContain('同意');
    expect(after.html).not.toContain('<form');
  });

  it('rejects with a reason, which is needed', async () => {
    const link = await linkOf('agt_fang');
    expect((await send(link, 'reject')).status).toBe(422);
    expect((await send(link, 'reject', { reason: '先索赔' })).status).toBe(303);
    expect((await view()).phase).toBe('handling');
    const { html } = await look(link);
    expect(html).toContain('已经驳回');
    expect(html).toContain('先索赔');
    expect(html).not.toContain('<form');
  });

  it('asks back, and shows the answer when it is there', async () => {
    const link = await linkOf('agt_fang');
    await send(link, 'ask', { text: '退货了吗？' });
    expect((await look(link)).html).toContain('等待答复');
    await (await system.desk('agt_tan', 'agent')).answerBack({ id, body: { text: '退了' } });
    const { html } = await look(link);
    expect(html).toContain('退了');
    expect(html).toContain('>同意</button>');
  });

  it('tells the first stage that it waits for the others', async () => {
    id = await asked(60_000);
    const [fang, zhao] = [await linkOf('agt_fang'), await linkOf('agt_zhao')];
    expect((await look(zhao)).html).toContain('现在由其他人审批');
    await send(fang, 'approve');
    expect((await look(fang)).html).toContain('您已同意，正在等其他人');
    expect((await look(await linkOf('agt_zhao'))).html).toContain('等您审批');
  });
});

describe('refuses by a page that says why', () => {
  it('a form that was sent again from an old page, and one for what was decided', async () => {
    const link = await linkOf('agt_fang');
    const { html } = await look(link);
    await send(link, 'approve', {}, html);
    const late = await send(link, 'reject', { reason: '晚了' }, html);
    expect(late.status).toBe(409);
    expect(late.html).toContain('这个申请已经处理完了');
  });

  it('a request whose amount has changed, with the way to the new one', async () => {
    const link = await linkOf('agt_fang');
    const { html } = await look(link);
    const tan = await system.desk('agt_tan', 'agent');
    await tan.setFields({ id, body: { fields: { 'compensation-amount': 7000 } } });
    const sent = await send(link, 'approve', {}, html);
    expect(sent.status).toBe(409);
    expect(sent.html).toContain('申请内容已经变化，没有生效');
    expect((await view()).phase).toBe('approval');
    const anew = /href="(\/a\/[^"?]+)/.exec((await look(link)).html.replaceAll(new URL(link).pathname, ''))?.[1];
    expect(`${system.runtime.url}${anew}`).toBe(await linkOf('agt_fang'));
    expect((await look(`${system.runtime.url}${anew}`)).html).toContain('7,000 CNY');
  });

  it('somebody who was never asked, though the link is good', async () => {
    const link = await linkOf('agt_tan');
    const { html } = await look(link);
    expect(html).not.toContain('<form');
    expect((await send(link, 'approve', {}, html)).status).toBe(403);
  });

  it('a link that was made up, one of somebody who has gone, and one that is over', async () => {
    const link = await linkOf('agt_fang');
    for (const wrong of [`${link}x`, link.replace('fang', 'zhao'), `${system.runtime.url}/a/nonsense`]) {
      const { status, html } = await look(wrong);
      expect([status, html.includes('这个链接无效')]).toEqual([404, true]);
    }
    expect((await look(await linkOf('agt_gone'))).status).toBe(410);
    const old = await linkOf('agt_fang', '2026-01-01T00:00:00.000Z');
    const { status, html } = await look(old);
    expect([status, html.includes('这个链接已失效')]).toEqual([410, true]);
    expect((await send(old, 'approve', {}, html)).status).toBe(410);
    expect((await view()).phase).toBe('approval');
  });
});
