/** The ticket in which experts look into a low rating: what it asks of them, in the language of the customer. */
import type { Open } from '../commands.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { reasonsFor } from './answering.ts';
import { SURVEY_CHANNEL } from './asking.ts';
import type { Answered } from './survey.ts';

type Expert = Omit<Open, 'type' | 'id' | 'code'>;

/**
 * It names its customer, but none of their addresses: they hear of it from the experts. `uniqueId` makes it one for each answer.
 */
export const expertRequest = (ticket: Ticket, answered: Answered, policy: Policy): Expert => {
  const { language, customer, orders, category, code } = ticket;
  const zh = language === 'zh';
  const titles = reasonsFor(category, policy.survey).filter(({ name }) => answered.reasons.includes(name));
  const lines = [
    zh
      ? `客户对工单 ${code} 的处理打了 ${answered.stars} 星（满分 5 星）。请查看原工单，判断问题出在哪里，必要时联系客户补救。`
      : `The customer gave ${answered.stars} of 5 stars for ticket ${code}. Read it, find out what went wrong, and make up for it where that is due.`,
    titles.length === 0
      ? undefined
      : `${zh ? '原因：' : 'About: '}${titles.map(({ title }) => title[language]).join(zh ? '、' : ', ')}`,
    answered.comment === undefined ? undefined : `${zh ? '客户留言：' : 'They write: '}${answered.comment}`,
  ];
  return {
    ...{ channel: SURVEY_CHANNEL, uniqueId: `survey:${answered.id}`, language, orders, category },
    subject: zh
      ? `低分评价复核：工单 ${code}（${answered.stars} 星）`
      : `Low rating: ticket ${code}, ${answered.stars} of 5 stars`,
    description: lines.filter((line) => line !== undefined).join('\n'),
    customer: {
      id: customer.id,
      tier: customer.tier,
      ...(customer.region !== undefined && { region: customer.region }),
    },
    ...{ impact: 'one', tags: ['low-rating'], queue: policy.review.expertQueue, related: [ticket.id] },
    earlier: [], // it is no repeat complaint
  };
};
