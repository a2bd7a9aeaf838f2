import type { Channel, Fate } from '../messages/message.ts';

export type Language = 'zh' | 'en';

interface Words {
  readonly title: string;
  readonly channels: Readonly<Record<Channel | 'all', string>>;
  readonly fates: Readonly<Record<Fate, string>>;
  readonly to: string;
  readonly ticket: string;
  readonly find: string;
  readonly anybody: string;
  readonly any: string;
  readonly none: string;
  readonly choose: string;
  readonly older: string;
  readonly back: string;
  readonly from: string;
  readonly sentAt: string;
  readonly by: string;
  readonly asHtml: string;
  readonly asText: string;
  readonly headers: string;
  readonly tags: string;
  readonly other: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    title: '信箱',
    channels: { all: '全部', mail: '邮件', sms: '短信', robot: '群机器人', hook: 'Webhook' },
    fates: { sent: '已发送', delivered: '已送达', bounced: '退信', complained: '被投诉' },
    to: '收件人',
    ticket: '工单',
    find: '筛选',
    anybody: '邮箱、手机号或群名',
    any: '工单编号',
    none: '没有符合条件的消息。',
    choose: '选择一条消息查看内容。',
    older: '更早的消息',
    back: '返回列表',
    from: '发件人',
    sentAt: '时间',
    by: '通道',
    asHtml: '邮件显示效果',
    asText: '纯文本',
    headers: '邮件头',
    tags: '标签',
    other: 'English',
  },
  en: {
    title: 'Mailbox',
    channels: { all: 'All', mail: 'Mail', sms: 'SMS', robot: 'Group robots', hook: 'Webhooks' },
    fates: { sent: 'sent', delivered: 'delivered', bounced: 'bounced', complained: 'complained of' },
    to: 'Recipient',
    ticket: 'Ticket',
    find: 'Filter',
    anybody: 'address, number or group',
    any: 'code of the ticket',
    none: 'No message is like this.',
    choose: 'Choose a message to read it.',
    older: 'Earlier messages',
    back: 'Back to the list',
    from: 'From',
    sentAt: 'Time',
    by: 'By',
    asHtml: 'The mail as it looks',
    asText: 'Plain text',
    headers: 'Headers',
    tags: 'Tags',
    other: '中文',
  },
};

/** `asked`: of the address; `accepted`: what the browser prefers. */
export const languageOf = (asked: string | null, accepted: string | undefined): Language => {
  if (asked === 'zh' || asked === 'en') return asked;
  return /^\s*en/i.test(accepted ?? '') ? 'en' : 'zh';
};
