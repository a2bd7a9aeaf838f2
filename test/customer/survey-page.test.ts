import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { deriveKey } from '../../contracts/signature.ts';
import { MAY } from '../../core/domain/permissions.ts';
import { surveyId } from '../../core/domain/survey/survey.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { surveyUrl, unsubscribeUrl } from '../../functions/shared/survey-links.ts';
import { days, type System, startSystem } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
  await system.hire('agt_lin', 'logistics', { capacity: 100 });
});
afterAll(() => system[Symbol.asyncDispose]());

const key = (): string => deriveKey(system.runtime.secret('SigningSecret'), 'tracking');

/** A ticket that is solved, and the page on which its customer says how it was. */
const solved = async (customer: string): Promise<{ readonly id: string; readonly page: string }> => {
  const { id } = await system.post('订单超时未派送', { customer, email: `${customer}@example.com` });
  const lin = await system.desk('agt_lin', 'agent');
  await lin.takeStep({ id, body: { step: 'courier-asked', knowledge: 'KB-17' } });
  await lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
  await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } });
  await system.runtime.settle();
  const { items } = await lin.getTimeline({ id, query: { limit: 100 } });
  const { seq } = items.find(({ type }) => type === 'ticket.reviewed') as { seq: number };
  const expiresAt = new Date(system.runtime.clock.now() + days(7)).toISOString();
  const survey = { id: surveyId(id as TicketId, seq), expiresAt };
  return { id, page: surveyUrl(system.runtime.url, key(), survey) };
};

const send = (page: string, fields: Readonly<Record<string, string>>) =>
  fetch(page, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

let bad = 0;

describe('the page of a survey', () => {
  it('asks in Chinese and English, without a script, and nobody keeps it', async () => {
    const { page } = await solved('c-1');
    const shown = await fetch(page);
    const text = await shown.text();
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(shown.headers.get('cache-control')).toBe('no-store');
    for (const part of ['您对这次服务满意吗', '快递员或承运商', 'KB-17', 'name="reason-courier"', 'name="useful-0"'])
      expect(text).toContain(part);
    expect(text).not.toContain('<script');
    expect(await (await fetch(`${page}?lang=en`)).text()).toContain('How was it?');
  });

  it('takes one answer, shows it, and refuses the second', async () => {
    const { id, page } = await solved('c-2');
    const sent = await send(page, { stars: '5', 'reason-speed': 'on', 'useful-0': 'yes', comment: '很快' });
    expect(sent.status).toBe(303);
    const thanks = await (await fetch(new URL(sent.headers.get('location') as string, page))).text();
    expect(thanks).toContain('感谢您的评价');
    expect(thanks).not.toContain('<form');
    const again = await send(`${page}?lang=en`, { stars: '1' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('You have rated this already');
    expect((await (await system.desk('agt_lin', 'agent')).getTicket({ id })).stars).toBe(5);
    const { items } = await (await system.desk('agt_lin', 'agent')).getTimeline({ id, query: { limit: 100 } });
    expect(items.find(({ type }) => type === 'ticket.rated')?.data).toMatchObject({ useful: { 'KB-17': true } });
  });

  it.each([
    { stars: '0' },
    { stars: '6' },
    { stars: 'five' },
    {},
    { stars: '4', more: 'x' },
    { stars: '4', comment: 'x'.repeat(501) },
  ])('refuses %o as a page, and writes nothing', async (fields) => {
    const { id, page } = await solved(`c-3-${bad++}`);
    const { version } = await (await system.desk('agt_lin', 'agent')).getTicket({ id });
    const sent = await send(page, fields as Record<string, string>);
    expect(sent.status).toBe(422);
    expect(sent.headers.get('content-type')).toContain('text/html');
    expect((await (await system.desk('agt_lin', 'agent')).getTicket({ id })).version).toBe(version);
  });

  it('refuses forged links, and says so when the ticket was taken up again', async () => {
    const { id, page } = await solved('c-4');
    const forged = await fetch(`${page.slice(0, -2)}zz`);
    expect([forged.status, forged.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    await system.channel().reopenAsCustomer({ id, body: { reason: '没有收到' } });
    const shown = await fetch(page);
    expect(shown.status).toBe(410);
    expect(await shown.text()).toContain('您的工单已重新处理');
    expect((await send(page, { stars: '3' })).status).toBe(410);
  });

  it('refuses everybody else: no route on which people of the desk could rate, and no right to', () => {
    const rated: readonly Route[] = Object.values(ROUTES).filter(({ path }) => /\/rate$|\/survey\//.test(path));
    expect(rated.map(({ auth }) => auth)).toEqual(['link', 'link', 'link']);
    expect(MAY.rate).toEqual(['customer']);
  });
});

describe('what stays with a customer', () => {
  const wishes = (customer: string): string => unsubscribeUrl(system.runtime.url, key(), customer);

  it('is noted by agents, masked, and shown with the next ticket of that customer', async () => {
    const lin = await system.desk('agt_lin', 'agent');
    const body = {
      notes: ['包裹放门卫', '电话 13800138000 下午打'],
      calls: { notBefore: '12:00' },
      channel: 'mail' as const,
    };
    const put = await lin.putProfile({ customer: 'c-5', body });
    expect(put.notes).toMatchObject([{ text: '包裹放门卫', by: 'agt_lin' }, { by: 'agt_lin' }]);
    expect(JSON.stringify(put)).not.toContain('13800138000');
    expect(put).toMatchObject({ calls: { notBefore: '12:00' }, channel: 'mail' });
    const { id } = await system.post('订单超时未派送', { customer: 'c-5' });
    expect((await lin.getTicket({ id })).customerNotes).toMatchObject({ calls: { notBefore: '12:00' } });
    const { id: other } = await system.post('订单超时未派送', { customer: 'c-6' });
    expect(await lin.getTicket({ id: other })).not.toHaveProperty('customerNotes');
    const auditor = await system.desk('agt_audit', 'auditor');
    await expect(auditor.getProfile({ customer: 'c-5' })).rejects.toMatchObject({ status: 403 });
    const reviewer = await system.desk('agt_bai', 'reviewer');
    await expect(reviewer.putProfile({ customer: 'c-5', body })).rejects.toMatchObject({ status: 403 });
  });

  it.each([
    [{ notes: Array.from({ length: 11 }, (_, at) => `n${at}`) }],
    [{ notes: ['x'.repeat(201)] }],
    [{ notes: ['a', 'a'] }],
    [{ notes: [], calls: { notBefore: '24:00' } }],
    [{ notes: [], channel: 'robot:ops' }],
  ])('refuses %o', async (body) => {
    const lin = await system.desk('agt_lin', 'agent');
    await expect(lin.putProfile({ customer: 'c-7', body: body as never })).rejects.toMatchObject({ status: 422 });
  });

  it('ends with one click of a mail reader, and is chosen on a page', async () => {
    const page = wishes('c-8');
    const lin = await system.desk('agt_lin', 'agent');
    expect(await (await fetch(page)).text()).toContain('满意度调查与评价邀请');
    const clicked = await send(page, { 'List-Unsubscribe': 'One-Click' });
    expect(clicked.status).toBe(200);
    expect((await lin.getProfile({ customer: 'c-8' })).unsubscribedAt).toBeDefined();
    const saved = await send(page, { channel: 'sms', surveys: 'on' });
    expect(saved.status).toBe(303);
    const profile = await lin.getProfile({ customer: 'c-8' });
    expect(profile).toMatchObject({ channel: 'sms' });
    expect(profile).not.toHaveProperty('unsubscribedAt');
    expect((await send(page, { channel: 'pigeon' })).status).toBe(422);
    expect((await fetch(`${page}x`)).status).toBe(404);
  });
});
