/** How customers liked it, and what stays with them. */
import { deriveKey } from '../../../contracts/signature.ts';
import { surveyId } from '../../../core/domain/survey/survey.ts';
import type { TicketId } from '../../../core/domain/vocabulary.ts';
import { surveyUrl, unsubscribeUrl } from '../../../functions/shared/survey-links.ts';
import { days, minutes, type System } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { tried } from './tried.ts';

const keyOf = ({ runtime }: System): string => deriveKey(runtime.secret('SigningSecret'), 'tracking');

/** Solves a ticket of a customer who was never here; answers its id, and the link of its survey. */
const solved = async (system: System, customer: string) => {
  const luo = await system.desk('agt_luo', 'supervisor');
  const email = `${customer}@example.com`;
  const posted = await tried(system.post('订单超时未派送', { customer, uniqueId: `survey-${customer}`, email }));
  if (!posted) return undefined;
  const { id } = posted;
  // It may wait for somebody with room.
  await tried(luo.assignTicket({ id, body: { agent: 'agt_luo' } }));
  await tried(luo.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } }));
  await tried((await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } }));
  await system.runtime.settle();
  const timeline = await tried(luo.getTimeline({ id, query: { limit: 100 } }));
  const seq = timeline?.items.find(({ type }) => type === 'ticket.reviewed')?.seq ?? 1;
  const expiresAt = new Date(system.runtime.clock.now() + days(7)).toISOString();
  const url = surveyUrl('', keyOf(system), { id: surveyId(id as TicketId, seq), expiresAt });
  return { id, link: url.slice('/s/'.length) };
};

export const SURVEY_ACTS: readonly Act[] = [
  {
    name: 'customers give one star: one before the ticket is archived, one afterwards',
    play: async (system) => {
      const { runtime, channel } = system;
      const [first, second] = [await solved(system, 'c-survey-1'), await solved(system, 'c-survey-2')];
      if (first) {
        await tried(channel().readSurvey({ link: first.link, query: {} }));
        await tried(channel().answerSurvey({ link: first.link, body: { stars: 1 } }));
      }
      if (second) {
        await tried(channel().confirmTicket({ id: second.id }));
        await runtime.settle();
        await tried(channel().answerSurvey({ link: second.link, body: { stars: 1 } }));
      }
      await runtime.settle();
      // Archived: what the customer said since stands beside it.
      if (second) await tried((await system.desk('agt_luo', 'supervisor')).getTicket({ id: second.id }));
    },
  },
  {
    name: 'customers are asked how it was',
    play: async (system) => {
      await solved(system, 'c-survey-3');
      await system.runtime.advance(minutes(65));
    },
  },
  {
    name: 'an agent notes how a customer wants to be treated, who then says it themselves',
    play: async (system) => {
      const luo = await system.desk('agt_luo', 'supervisor');
      const customer = 'c-wishes';
      await tried(luo.putProfile({ customer, body: { notes: ['包裹放门卫'], channel: 'mail' } }));
      await tried(luo.getProfile({ customer }));
      const today = new Date(system.runtime.clock.now()).toISOString().slice(0, 10);
      await tried(luo.getSatisfaction({ query: { from: today, to: today } }));
      const page = unsubscribeUrl(system.runtime.url, keyOf(system), customer);
      await fetch(page, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ channel: 'sms' }) });
    },
  },
];
