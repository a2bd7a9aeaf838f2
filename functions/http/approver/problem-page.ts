/** A problem as a page, for somebody who was asked to approve. */
import type { Problem } from '../../../contracts/problem.ts';
import type { DoorEvent } from '../../shared/door.ts';
import { html } from '../customer/html.ts';
import { documentOf } from '../customer/page.ts';

const TEXTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'link-not-valid': ['这个链接无效，请按收到的原样打开。', 'This link leads nowhere. Open it as it was sent to you.'],
  'link-expired': ['这个链接已失效，请登录工单系统处理。', 'This link is no longer good: sign in to the desk instead.'],
  'too-many-requests': ['操作太频繁，请稍后再试。', 'That was too often. Please try again in a moment.'],
  'invalid-request': [
    '填写的内容有误，请返回检查。',
    'Something in the form is not right. Please go back and check it.',
  ],
  'not-permitted': ['您已不能审批这张工单。', 'You may no longer approve this ticket.'],
};
const ELSE = ['没有成功，请稍后再试。', 'That did not work. Please try again later.'] as const;

export const problemPage = ({ code }: Problem, { headers, queryStringParameters }: DoorEvent): string => {
  const asked = queryStringParameters?.lang ?? headers['accept-language'] ?? '';
  const language = asked.toLowerCase().startsWith('en') ? 'en' : 'zh';
  const [zh, en] = TEXTS[code] ?? ELSE;
  const text = language === 'zh' ? zh : en;
  const body = html`<section class="wrong" role="alert"><p>${text}</p></section>`;
  return documentOf(language === 'zh' ? '审批' : 'Approval', language, body);
};
