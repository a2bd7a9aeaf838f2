import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, policyWith } from './manned-desk.ts';
import { DAY, forgetSurveyDesk, onSurveyDesk, type SurveyDesk } from './survey-desk.ts';

afterAll(forgetSurveyDesk);

/** A reminder within the day: days of waiting are most of the work of these tests. */
const SOON = policyWith(
  [/^ {2}remind: 3 d$/m, '  remind: 6 h'],
  [/^ {2}expires: 7 d$/m, '  expires: 1 d'],
  [/^ {2}rest: 30 d$/m, '  rest: 1 d'],
);

const satisfaction = async ({ system }: SurveyDesk) => {
  const supervisor = await system.desk('agt_luo', 'supervisor');
  return supervisor.getSatisfaction({ query: { from: '2026-03-02', to: '2026-03-31' } });
};
const linkOf = ({ asked }: SurveyDesk, customer: string): string => {
  const { link } = asked(customer);
  if (link === undefined) throw new Error(`${customer} was not asked.`);
  return link;
};
const expertTickets = async ({ system }: SurveyDesk, customer: string) => {
  const { items } = await (await system.desk('agt_fang', 'supervisor')).listOfCustomer({ customer, query: {} });
  return items.filter(({ channel }) => channel === 'survey');
};

describe('a survey', () => {
  it('is asked an hour after the solution, answered once, and is a rating of the ticket', async () => {
    await onSurveyDesk(
      async (desk) => {
        const id = await desk.solved('c-1');
        expect(desk.asked('c-1').subjects).toEqual([]);
        await desk.pass(3 * HOUR);
        expect(desk.asked('c-1').subjects).toHaveLength(1);
        const link = linkOf(desk, 'c-1');
        const answer = { stars: 4, reasons: ['speed'], comment: '很快', useful: { 'KB-17': true } };
        expect(await desk.answer(link, answer)).toEqual({ status: 200 });
        expect(await desk.answer(link, answer)).toEqual({ status: 409, code: 'already-rated' });
        const rated = (await desk.timeline(id)).filter(({ type }) => type === 'ticket.rated');
        expect(rated.map(({ data }) => data)).toEqual([
          { stars: 4, comment: '很快', language: 'zh', reasons: ['speed'], useful: { 'KB-17': true } },
        ]);
        await desk.pass(9 * HOUR);
        expect(desk.asked('c-1').subjects).toHaveLength(1);
        expect(await satisfaction(desk)).toMatchObject({
          total: { asked: 1, answered: 1, mean: 4, low: 0, reasons: { speed: 1 } },
          categories: [{ category: 'delivery-delay', asked: 1, answered: 1 }],
          agents: [{ agent: 'agt_lin', asked: 1, answered: 1 }],
          articles: [{ article: 'KB-17', useful: 1, notUseful: 0 }],
        });
      },
      { policy: SOON },
    );
  });

  it('is reminded of once, answered after the ticket was archived, and then over', async () => {
    await onSurveyDesk(async (desk) => {
      const id = await desk.solved('c-2');
      await desk.solved('c-3');
      await desk.pass(4 * DAY);
      expect(desk.asked('c-2').subjects).toHaveLength(2);
      const [first, second] = [linkOf(desk, 'c-2'), linkOf(desk, 'c-3')];
      expect((await (await desk.operator()).getTicket({ id })).phase).toBe('archived');
      expect((await (await desk.operator()).getTicket({ id })).survey).toBeUndefined();
      expect(await desk.answer(first, { stars: 5, comment: '很好，13812345678' })).toEqual({ status: 200 });
      // No event can be written any more: it stands beside the ticket, masked.
      expect(await (await desk.operator()).getTicket({ id })).toMatchObject({
        survey: { stars: 5, reasons: [], comment: '很好，138****5678' },
      });
      expect(await desk.answer(first, { stars: 1 })).toEqual({ status: 409, code: 'already-rated' });
      await desk.pass(4 * DAY);
      expect(desk.asked('c-3').subjects).toHaveLength(2);
      expect(await desk.answer(second, { stars: 5 })).toEqual({ status: 410, code: 'link-expired' });
      expect(await satisfaction(desk)).toMatchObject({ total: { asked: 2, answered: 1, mean: 5 } });
    });
  });

  it('is void when the ticket is reopened before it is asked, and afterwards', async () => {
    await onSurveyDesk(
      async (desk) => {
        const { channel } = desk.system;
        const [before, after] = [await desk.solved('c-4'), await desk.solved('c-5')];
        await channel().reopenAsCustomer({ id: before, body: { reason: '没有收到' } });
        await desk.pass(3 * HOUR);
        expect(desk.asked('c-4').subjects).toEqual([]);
        const link = linkOf(desk, 'c-5');
        await channel().reopenAsCustomer({ id: after, body: { reason: '没有收到' } });
        const version = (await (await desk.operator()).getTicket({ id: after })).version;
        expect(await desk.answer(link, { stars: 1 })).toEqual({ status: 410, code: 'survey-void' });
        expect((await (await desk.operator()).getTicket({ id: after })).version).toBe(version);
        await desk.pass(9 * HOUR);
        expect(desk.asked('c-5').subjects).toHaveLength(1);
        expect(await satisfaction(desk)).toMatchObject({ total: { asked: 1, answered: 0 } });
      },
      { policy: SOON },
    );
  });

  it('is not sent to who was asked not long ago, has unsubscribed, or has rated the ticket already', async () => {
    await onSurveyDesk(
      async (desk) => {
        const { runtime } = desk.system;
        for (const customer of ['c-6', 'c-10']) await desk.solved(customer);
        await desk.pass(3 * HOUR);
        await desk.solved('c-6', { subject: '另一个订单也超时未派送' });
        const rated = await desk.solved('c-7');
        const page = `${runtime.url}/v1/tracking/${trackingOf(desk, 'c-7')}/rate`;
        const headers = { 'content-type': 'application/json' };
        expect((await fetch(page, { method: 'POST', headers, body: '{"stars":3}' })).status).toBe(200);
        await desk.pass(DAY);
        // Asked and reminded.
        expect(desk.asked('c-6').subjects).toHaveLength(2);
        expect(desk.asked('c-7').subjects).toEqual([]);
        expect((await (await desk.operator()).getTicket({ id: rated })).stars).toBe(3);
        const mail = runtime.mails().find(({ subject }) => subject === desk.asked('c-6').subjects[0]);
        const unsubscribe = /\/u\/[\w.-]+/.exec(`${mail?.text}`)?.[0];
        const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
        expect((await fetch(`${runtime.url}${unsubscribe}`, { method: 'POST', body })).status).toBe(200);
        for (const customer of ['c-6', 'c-10']) await desk.solved(customer, { subject: '第三个订单超时未派送' });
        await desk.pass(3 * HOUR);
        expect(desk.asked('c-6').subjects).toHaveLength(2);
        expect(desk.asked('c-10').subjects).toHaveLength(3);
      },
      { policy: SOON },
    );
  });

  it.each([
    ['as long as the ticket is open to it', 3 * HOUR],
    ['after it was archived', 4 * DAY],
  ])('that is low is a ticket for the experts, once, and the supervisor is told: %s', async (_, later) => {
    await onSurveyDesk(async (desk) => {
      const id = await desk.solved('c-8');
      await desk.pass(later);
      const both = [{ stars: 1, comment: '太慢了' }, { stars: 1 }].map((body) =>
        desk.answer(linkOf(desk, 'c-8'), body),
      );
      expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
      await desk.pass(3 * HOUR);
      const found = await expertTickets(desk, 'c-8');
      expect(found).toHaveLength(1);
      const { code } = await (await desk.operator()).getTicket({ id });
      const expert = await (await desk.operator()).getTicket({ id: found[0]?.id as string });
      expect(expert).toMatchObject({ queue: 'complaints', category: 'delivery-delay', links: [{ id, as: 'related' }] });
      expect(expert.subject).toContain(code);
      expect(expert.customer).toEqual({ id: 'c-8', tier: 'standard' });
      const told = desk.system.runtime.mails().filter(({ subject }) => subject.includes('1 星'));
      expect(told.map(({ to }) => to)).toEqual([['agt_luo@desk.example.com']]);
    });
  });
});

describe('an invitation', () => {
  it('goes to who is content with one of the categories that the policy names, once in ninety days', async () => {
    const invite = 'invite: { stars: 5, categories: [delivery-delay], url: "https://shop.example.com/reviews" }';
    const policy = policyWith(
      [/invite: \{ stars: 5, categories: \[\] \}/, invite],
      [/^ {2}rest: 30 d$/m, '  rest: 7 d'],
    );
    await onSurveyDesk(
      async (desk) => {
        for (const [customer, stars] of [
          ['c-11', 5],
          ['c-12', 4],
        ] as const) {
          await desk.solved(customer);
          await desk.pass(3 * HOUR);
          expect(await desk.answer(linkOf(desk, customer), { stars })).toEqual({ status: 200 });
        }
        const again = await desk.solved('c-11', { subject: '另一个订单也超时未派送' });
        const page = `${desk.system.runtime.url}/v1/tracking/${trackingOf(desk, 'c-11', again)}/rate`;
        const headers = { 'content-type': 'application/json' };
        expect((await fetch(page, { method: 'POST', headers, body: '{"stars":5}' })).status).toBe(200);
        await desk.pass(DAY);
        const invited = desk.system.runtime
          .mails()
          .filter(({ text }) => text.includes('https://shop.example.com/reviews'));
        expect(invited.map(({ to }) => to)).toEqual([['c-11@shop.example.com']]);
        expect(invited[0]?.text).toContain('/u/');
      },
      { policy },
    );
  });
});

/** Of the ticket, or of any that the customer was mailed about. */
const trackingOf = ({ system }: SurveyDesk, customer: string, id = ''): string => {
  const begins = `/t/${id.slice('tkt_'.length)}`;
  const mail = system.runtime
    .mails()
    .find(({ to, text }) => to.some((address) => address.startsWith(`${customer}@`)) && text.includes(begins));
  return /\/t\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
};

describe('bad input to a survey', () => {
  it('refuses stars that there are not, what was not asked, and links that were made up, and writes nothing', async () => {
    await onSurveyDesk(async (desk) => {
      const id = await desk.solved('c-9');
      await desk.pass(3 * HOUR);
      const link = linkOf(desk, 'c-9');
      const before = (await (await desk.operator()).getTicket({ id })).version;
      const stars = [0, 6, -1, 2.5, '5', 'five', null, undefined];
      for (const given of stars)
        expect(await desk.answer(link, { stars: given }), `stars ${given}`).toEqual({
          status: 422,
          code: 'invalid-request',
        });
      expect(await desk.answer(link, { stars: 5, comment: 'x'.repeat(501) })).toMatchObject({ status: 422 });
      expect(await desk.answer(link, { stars: 5, reasons: ['weather'] })).toEqual({
        status: 422,
        code: 'unknown-reason',
      });
      expect(await desk.answer(link, { stars: 5, useful: { 'KB-99': true } })).toEqual({
        status: 422,
        code: 'unknown-article',
      });
      const forged = [
        `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
        link.replace(/\.\w+-/, '.5-'),
        link.replace(/-(\w+)\./, '-zzzzzz.'),
        'nonsense',
      ];
      for (const each of forged)
        expect(await desk.answer(each, { stars: 5 }), each).toEqual({ status: 404, code: 'link-not-valid' });
      const ticket = await (await desk.operator()).getTicket({ id });
      expect(ticket.version).toBe(before);
      expect(ticket.stars).toBeUndefined();
      expect(await desk.answer(link, { stars: 5 })).toEqual({ status: 200 });
    });
  });
});
