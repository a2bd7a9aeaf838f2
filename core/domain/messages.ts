/** What is written to whom when something happens: one plain message per kind, in the language of the ticket. */
import type { Recorded } from './events.ts';
import { maskText } from './masking.ts';
import type { Language, Ticket } from './ticket.ts';
import { type Instant, toInstant, toMs } from './time.ts';

export type Audience = 'customer' | 'assignee' | 'supervisors';

export interface Message {
  readonly to: Audience;
  readonly subject: string;
  readonly text: string;
}

interface Facts {
  readonly code: string;
  readonly subject: string;
  readonly link: string;
  readonly firstResponse: string;
  readonly resolution: string;
}

type Template = Readonly<Record<Language, (facts: Facts) => readonly [subject: string, ...lines: string[]]>>;

const SHANGHAI_MS = 8 * 60 * 60 * 1000;

/** `2026-11-22 12:05 (UTC+8)`: the customers' own clock. */
const local = (instant: Instant): string =>
  `${toInstant(toMs(instant) + SHANGHAI_MS)
    .slice(0, 16)
    .replace('T', ' ')} (UTC+8)`;

/** Undefined for an event that nobody is told of. `link`: where the customer follows the ticket. */
export const messageFor = (event: Recorded, ticket: Ticket, link: string): Message | undefined => {
  const [to, template] = templateOf(event, ticket) ?? [];
  if (!to || !template) return undefined;
  const { firstResponse, resolution } = ticket.clocks;
  const facts: Facts = {
    code: ticket.code,
    // One line, because it stands in the subject; masked for all but the customers themselves.
    subject: (to === 'customer' ? ticket.subject : maskText(ticket.subject)).replace(/\s+/g, ' '),
    link,
    firstResponse: local(firstResponse.dueAt),
    resolution: local(resolution.dueAt),
  };
  const [subject, ...lines] = template[ticket.language](facts);
  return { to, subject, text: `${lines.join('\n')}\n` };
};

const templateOf = (event: Recorded, ticket: Ticket): readonly [Audience, Template] | undefined => {
  switch (event.type) {
    case 'ticket.opened':
      return ['customer', OPENED];
    case 'ticket.replied':
      return ['customer', replied(event.data.text)];
    case 'ticket.reviewed':
      return event.data.verdict === 'pass'
        ? ['customer', resolved('resolution' in ticket ? ticket.resolution.text : '', event.data.closesAt)]
        : ['assignee', rework(event.data.remarks)];
    case 'ticket.warned':
      return [ticket.phase === 'queued' ? 'supervisors' : 'assignee', WARNED];
    case 'ticket.escalated':
      return ['supervisors', escalated(event.data.level, event.data.reason, event.data.text)];
    case 'ticket.closed':
      return ['customer', CLOSED];
    default:
      return undefined;
  }
};

const OPENED: Template = {
  zh: (t) => [
    `工单 ${t.code} 已受理：${t.subject}`,
    '您好，',
    `我们已收到您的问题，工单号 ${t.code}。`,
    `最晚 ${t.firstResponse} 回复您，${t.resolution} 前解决。`,
    `查看进度：${t.link}`,
  ],
  en: (t) => [
    `Ticket ${t.code} received: ${t.subject}`,
    'Hello,',
    `we have received your request; it has the number ${t.code}.`,
    `You will hear from us by ${t.firstResponse}, and it will be solved by ${t.resolution}.`,
    `Follow it here: ${t.link}`,
  ],
};

const replied = (text: string): Template => ({
  zh: (t) => [`工单 ${t.code} 有新回复`, '您好，', text, '', `查看进度：${t.link}`],
  en: (t) => [`An answer to your ticket ${t.code}`, 'Hello,', text, '', `Follow it here: ${t.link}`],
});

const resolved = (text: string, closesAt: Instant): Template => ({
  zh: (t) => [
    `工单 ${t.code} 已解决`,
    '您好，',
    text,
    '',
    `如果问题仍未解决，请在 ${local(closesAt)} 前回复，我们会重新处理。`,
    `查看详情：${t.link}`,
  ],
  en: (t) => [
    `Your ticket ${t.code} is solved`,
    'Hello,',
    text,
    '',
    `If it is not solved for you, answer by ${local(closesAt)} and we take it up again.`,
    `See it here: ${t.link}`,
  ],
});

const rework = (remarks: string): Template => ({
  zh: (t) => [
    `工单 ${t.code} 质检未通过，请重新处理`,
    `工单 ${t.code}「${t.subject}」被退回。`,
    `质检意见：${remarks}`,
  ],
  en: (t) => [
    `Ticket ${t.code} came back from the review`,
    `The ticket ${t.code} "${t.subject}" needs rework.`,
    `Remarks: ${remarks}`,
  ],
});

const WARNED: Template = {
  zh: (t) => [
    `黄牌预警：工单 ${t.code} 即将超时`,
    `工单 ${t.code}「${t.subject}」即将超时。`,
    `首次响应时限 ${t.firstResponse}，解决时限 ${t.resolution}。`,
  ],
  en: (t) => [
    `Warning: ticket ${t.code} is close to its due time`,
    `The ticket ${t.code} "${t.subject}" is close to its due time.`,
    `First response due ${t.firstResponse}, resolution due ${t.resolution}.`,
  ],
};

const REASONS = {
  breach: { zh: '已超时（红牌）', en: 'a target was missed' },
  urges: { zh: '客户多次催办', en: 'the customer urged repeatedly' },
  manual: { zh: '坐席升级', en: 'an agent asks for help' },
  reviewOverdue: { zh: '质检超时', en: 'the review takes too long' },
  reworks: { zh: '多次返工', en: 'it was sent back repeatedly' },
  stillOpen: { zh: '超时后仍未处理完', en: 'it is overdue and still open' },
  poolExpired: { zh: '在领取池中无人领取', en: 'nobody has claimed it from its pool' },
  dispatchFailed: { zh: '无人可派', en: 'nobody could be found for it' },
  unacknowledged: { zh: '上次升级无人确认', en: 'nobody has acknowledged the last escalation' },
  time: { zh: '已到规则设定的时限', en: 'it has reached a time that the rules name' },
  nature: { zh: '需要专家处理', en: 'it needs an expert' },
  severity: { zh: '问题严重', en: 'it is a grave matter' },
} as const;

const escalated = (level: number, why: keyof typeof REASONS, text: string | undefined): Template => ({
  zh: (t) => [
    `工单 ${t.code} 升级至 ${level} 级：${REASONS[why].zh}`,
    `工单 ${t.code}「${t.subject}」升级至 ${level} 级，原因：${REASONS[why].zh}。`,
    ...(text === undefined ? [] : [text]),
  ],
  en: (t) => [
    `Ticket ${t.code} is at level ${level}: ${REASONS[why].en}`,
    `The ticket ${t.code} "${t.subject}" is at escalation level ${level}: ${REASONS[why].en}.`,
    ...(text === undefined ? [] : [text]),
  ],
});

const CLOSED: Template = {
  zh: (t) => [`工单 ${t.code} 已关闭`, '您好，', `工单 ${t.code}「${t.subject}」已关闭，感谢您的反馈。`],
  en: (t) => [
    `Your ticket ${t.code} is closed`,
    'Hello,',
    `your ticket ${t.code} "${t.subject}" is closed. Thank you.`,
  ],
};
