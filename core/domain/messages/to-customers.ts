/** What customers are told. */
import { PROMISES, type PromisedClock } from '../clocks/clock.ts';
import type { Instant } from '../time.ts';
import { line, type Template } from './template.ts';

/** `also`: what everybody is told during a promotion. */
export const opened = (also: string | undefined): Template => ({
  zh: (t) => [
    `工单 ${t.code} 已受理：${t.subject}`,
    '您好，',
    `我们已收到您的问题，工单号 ${t.code}。`,
    `我们会在${t.due('firstResponse')}回复您，在${t.due('resolution')}解决。`,
    ...line(also),
    `查看进度：${t.link}`,
  ],
  en: (t) => [
    `Ticket ${t.code} received: ${t.subject}`,
    'Hello,',
    `we have received your request; it has the number ${t.code}.`,
    `You will hear from us ${t.due('firstResponse')}, and it will be solved ${t.due('resolution')}.`,
    ...line(also),
    `Follow it here: ${t.link}`,
  ],
});

export const replied = (text: string): Template => ({
  zh: (t) => [`工单 ${t.code} 有新回复`, '您好，', text, '', `查看进度：${t.link}`],
  en: (t) => [`An answer to your ticket ${t.code}`, 'Hello,', text, '', `Follow it here: ${t.link}`],
});

export const resolved = (text: string, closesAt: Instant): Template => ({
  zh: (t) => [
    `工单 ${t.code} 已解决`,
    '您好，',
    text,
    '',
    `如果问题仍未解决，请在${t.by(closesAt)}回复，我们会重新处理。`,
    `查看详情：${t.link}`,
  ],
  en: (t) => [
    `Your ticket ${t.code} is solved`,
    'Hello,',
    text,
    '',
    `If it is not solved for you, answer ${t.by(closesAt)} and we take it up again.`,
    `See it here: ${t.link}`,
  ],
});

/** They did not answer in the time of the hold. */
export const resolvedBySilence = (text: string, closesAt: Instant): Template => ({
  zh: (t) => [
    `工单 ${t.code} 因未收到您的回复而结束`,
    '您好，',
    ...(text ? [text, ''] : [`我们一直没有收到您对工单 ${t.code}「${t.subject}」的回复，先为您结束处理。`, '']),
    `如果您仍需要帮助，请在${t.by(closesAt)}回复，我们会继续处理。`,
    `查看详情：${t.link}`,
  ],
  en: (t) => [
    `Your ticket ${t.code} ends without your answer`,
    'Hello,',
    ...(text ? [text, ''] : [`we have not heard from you about "${t.subject}", so we end our work on it for now.`, '']),
    `If you still need help, answer ${t.by(closesAt)} and we go on.`,
    `See it here: ${t.link}`,
  ],
});

/** `resolve`: their silence ends the ticket; else the desk goes on without their answer. */
export const waitsForYou = (until: Instant, atEnd: 'resume' | 'resolve'): Template => ({
  zh: (t) => [
    `工单 ${t.code} 在等您的回复`,
    '您好，',
    `要继续处理您的问题「${t.subject}」，我们需要您的回复。`,
    atEnd === 'resolve'
      ? `如果在${t.by(until)}没有收到您的回复，我们会结束这张工单。`
      : `如果在${t.by(until)}没有收到您的回复，我们会按已有的信息继续处理。`,
    `回复和查看进度：${t.link}`,
  ],
  en: (t) => [
    `Your ticket ${t.code} waits for your answer`,
    'Hello,',
    `to go on with "${t.subject}" we need your answer.`,
    atEnd === 'resolve'
      ? `If we do not hear from you ${t.by(until)}, we will close this ticket.`
      : `If we do not hear from you ${t.by(until)}, we will go on with what we know.`,
    `See it here: ${t.link}`,
  ],
});

const BETTER: Readonly<Record<PromisedClock, { zh: (by: string) => string; en: (by: string) => string }>> = {
  firstResponse: { zh: (by) => `我们会在${by}回复您。`, en: (by) => `You will hear from us ${by}.` },
  resolution: { zh: (by) => `我们会在${by}解决。`, en: (by) => `It will be solved ${by}.` },
};

/** `clocks`: those that are due sooner than was said. */
export const promisedSooner = (clocks: readonly PromisedClock[]): Template => {
  const told = PROMISES.filter((clock) => clocks.includes(clock));
  return {
    zh: (t) => [
      `工单 ${t.code}：我们会更快`,
      '您好，',
      `您的问题「${t.subject}」会比原先答应的更早处理。`,
      ...told.map((clock) => BETTER[clock].zh(t.due(clock))),
      `查看进度：${t.link}`,
    ],
    en: (t) => [
      `Your ticket ${t.code}: we will be faster`,
      'Hello,',
      `your request "${t.subject}" will be done sooner than we said.`,
      ...told.map((clock) => BETTER[clock].en(t.due(clock))),
      `Follow it here: ${t.link}`,
    ],
  };
};

export const CLOSED: Template = {
  zh: (t) => [`工单 ${t.code} 已关闭`, '您好，', `工单 ${t.code}「${t.subject}」已关闭，感谢您的反馈。`],
  en: (t) => [
    `Your ticket ${t.code} is closed`,
    'Hello,',
    `your ticket ${t.code} "${t.subject}" is closed. Thank you.`,
  ],
};
