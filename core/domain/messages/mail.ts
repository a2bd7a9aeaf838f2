/** A notice as a mail: plain text, and the same as HTML that needs no images, no script and nothing from elsewhere. */
import type { Titles } from '../vocabulary.ts';
import type { Body } from './bodies.ts';
import { documentOf } from './mail-html.ts';
import type { NoticePolicy } from './notice-policy.ts';
import type { Own, Planned, RenderedMail } from './planned.ts';

export const renderMail = (
  planned: Pick<Planned, 'to' | 'ticket'>,
  { language, subject, lines, marked }: Body,
  { unsubscribe }: Own,
  { desk }: Pick<NoticePolicy, 'desk'>,
): RenderedMail => {
  const why = whyOf(planned)[language];
  const label = UNSUBSCRIBE[language];
  const foot = [
    desk[language],
    why,
    ...(unsubscribe === undefined ? [] : [`${label}${language === 'zh' ? '：' : ': '}${unsubscribe}`]),
  ];
  return {
    channel: 'mail',
    subject,
    text: `${lines.join('\n')}\n\n-- \n${foot.join('\n')}\n`,
    html: documentOf(
      { language, subject, marked },
      { desk: desk[language], why, ...(unsubscribe !== undefined && { unsubscribe: { label, url: unsubscribe } }) },
    ),
  };
};

const UNSUBSCRIBE: Titles = { zh: '不想再收到此类邮件', en: 'No more mails of this kind' };

/** Why they get it. */
const whyOf = ({ to, ticket }: Pick<Planned, 'to' | 'ticket'>): Titles => {
  if (to.includes('customer'))
    return {
      zh: `您收到这封邮件，是因为您向我们提交了工单 ${ticket?.code ?? ''}。`,
      en: `You get this mail because of your ticket ${ticket?.code ?? ''}.`,
    };
  if (to.includes('party'))
    return { zh: '您收到这封邮件，是因为我们需要您的协助。', en: 'You get this mail because we need your help.' };
  if (!ticket)
    return { zh: '您收到这封邮件，是因为您在客服台工作。', en: 'You get this mail because you work at the desk.' };
  return {
    zh: '您收到这封邮件，是因为这张工单与您的工作有关。',
    en: 'You get this mail because this ticket has to do with your work.',
  };
};
