/** Somebody outside is asked, and answers by the link of a mail, without an account. */
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiProblem } from '../../client/api-problem.ts';
import { forgetAssembly, onDesk } from '../workflow/manned-desk.ts';

const DAY = 24 * 60 * 60_000;

afterAll(forgetAssembly);

describe('an outside party', () => {
  it('is asked by mail, sees the question alone, and their answer goes on with the ticket', () =>
    onDesk(async ({ system, open, as }) => {
      const id = await open('快递丢件', { description: '电话 13812345678', category: 'logistics-query' });
      const agent = await as('agt_lin');
      await agent.acceptTicket({ id, body: {} });
      const question = {
        kind: 'courier',
        name: '顺丰浦东网点',
        email: 'site@example.com',
        text: '运单 SF1234567890123 现在在哪里？',
      } as const;
      await agent.askParty({ id, body: { ...question, days: 1, language: 'zh' } });
      await system.runtime.settle();
      const mail = system.runtime.mails().find(({ to }) => to.includes('site@example.com'));
      expect(mail?.subject).toContain('需要您协助回复');
      expect(mail?.text).not.toContain('SF1234567890123');
      const [url = ''] = /https?:\S+\/p\/\S+/.exec(mail?.text ?? '') ?? [];
      const at = new URL(new URL(url).pathname, system.runtime.url);
      const page = await (await fetch(at)).text();
      expect(page).toContain('SF1234567890123');
      for (const hidden of ['13812345678', '快递丢件', 'agt_lin']) expect(page).not.toContain(hidden);
      const form = new URLSearchParams({ nonce: 'abcdefgh-1', text: '在浦东转运中心，今晚派送。' });
      for (let sent = 0; sent < 2; sent += 1)
        expect((await fetch(`${at}/answer`, { method: 'POST', body: form, redirect: 'manual' })).status).toBe(303);
      await system.runtime.settle();
      const types = await system.events(id);
      expect(types.filter((type) => type.startsWith('ticket.party-answered'))).toHaveLength(1);
      const ticket = await agent.getTicket({ id });
      expect(ticket.phase).toBe('handling');
      // As JSON, for the systems of a courier.
      const channel = system.channel();
      const link = decodeURIComponent(at.pathname.split('/').at(-1) as string);
      expect(await channel.readQuestion({ link })).toMatchObject({ question: question.text, open: true });
      await system.runtime.advance(DAY);
      const late = await channel
        .answerQuestion({ link, body: { text: '到了' } })
        .catch((problem: ApiProblem) => problem);
      expect(late).toMatchObject({ code: 'link-expired' });
      expect((await fetch(at)).status).toBe(410);
    }));
});
