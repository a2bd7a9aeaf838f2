/** A desk on which what falls due is looked at every three hours, and customers who read their mail. */
import type { RuntimeOptions } from '../../local/runtime-api.ts';
import { type Original, originalAssembly, type Resources } from '../support/altered-assembly.ts';
import { HOUR, type MannedDesk, onDesk } from './manned-desk.ts';

let original: Original | undefined;

/** Each minute would be most of the work of a week: at 9:00, 12:00, 15:00 … in Shanghai. */
const seldom = (resources: Resources): void => {
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::Scheduler::Schedule') continue;
    if (id.startsWith('DueNotices')) Properties.ScheduleExpression = 'cron(0 0/3 * * ? *)';
    else delete resources[id];
  }
};

export interface SurveyDesk extends MannedDesk {
  /** Solves a ticket of this customer; answers its id. */
  solved(customer: string, more?: { readonly category?: string; readonly subject?: string }): Promise<string>;
  /** Subjects of the mails to this customer with a link to a survey, and the last such link. */
  asked(customer: string): { readonly subjects: readonly string[]; readonly link: string | undefined };
  /** What the API answers to an answer. */
  answer(link: string, body: unknown): Promise<{ readonly status: number; readonly code?: string }>;
}

const mailOf = (customer: string): string => `${customer}@shop.example.com`;

export const onSurveyDesk = async (
  play: (desk: SurveyDesk) => Promise<void>,
  options: Partial<RuntimeOptions> & { readonly policy?: string } = {},
): Promise<void> => {
  original ??= originalAssembly();
  const begin = async (desk: MannedDesk): Promise<void> => {
    await desk.pass(3 * HOUR); // the first look does not look back
    await play(withSurveys(desk));
  };
  await onDesk(begin, { assembly: original.altered(seldom), ...options });
};
export const forgetSurveyDesk = (): void => original?.dispose();

const LINK = /\/s\/(\S+)/;

const withSurveys = (desk: MannedDesk): SurveyDesk => {
  const { system } = desk;
  const asked = (customer: string) => {
    const mails = system.runtime.mails().filter(({ to, text }) => to.includes(mailOf(customer)) && LINK.test(text));
    return { subjects: mails.map(({ subject }) => subject), link: LINK.exec(mails.at(-1)?.text ?? '')?.[1] };
  };
  return {
    ...desk,
    asked,
    solved: async (customer, { category, subject = '订单超时未派送' } = {}) => {
      const id = await desk.open(subject, {
        customer: { id: customer, email: mailOf(customer) },
        ...(category !== undefined && { category }),
      });
      // Whoever has it: a customer who comes again goes to the complaints.
      const luo = await desk.as('agt_luo');
      const { phase } = await luo.getTicket({ id });
      if (phase === 'queued') await luo.assignTicket({ id, body: { agent: 'agt_tan' } });
      await luo.replyToTicket({ id, body: { text: '您好，正在核实。' } });
      await luo.takeStep({ id, body: { step: 'courier-asked', knowledge: 'KB-17' } });
      await luo.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
      await (await desk.as('agt_bai')).reviewTicket({ id, body: { verdict: 'pass' } });
      await system.runtime.settle();
      return id;
    },
    answer: async (link, body) => {
      const response = await fetch(`${system.runtime.url}/v1/survey/${link}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const said = (await response.json()) as { readonly code?: string };
      await system.runtime.settle();
      return { status: response.status, ...(said.code !== undefined && { code: said.code }) };
    },
  };
};

export const DAY = 24 * HOUR;
