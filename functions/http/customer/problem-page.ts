/** A problem as a page, in the language of the reader's browser. */
import type { Problem } from '../../../contracts/problem.ts';
import { html } from '../../../core/domain/html.ts';
import type { DoorEvent } from '../../shared/door.ts';
import { documentOf } from './page.ts';

type Texts = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** Of every page that a link opens. */
const COMMON: Texts = {
  'link-not-valid': ['这个链接无效，请按收到的原样打开。', 'This link leads nowhere. Open it as it was sent to you.'],
  'too-many-requests': ['操作太频繁，请稍后再试。', 'That was too often. Please try again in a moment.'],
  'invalid-request': [
    '填写的内容有误，请返回检查。',
    'Something in the form is not right. Please go back and check it.',
  ],
};
const TEXTS: Texts = {
  'link-expired': [
    '这个链接已失效。请联系我们获取新的链接。',
    'This link is no longer good. Please ask us for a new one.',
  ],
  'survey-void': [
    '您的工单已重新处理，暂时不用评价；解决后我们会再问您。',
    'Your ticket was taken up again: we will ask you when it is solved.',
  ],
  'body-too-large': ['文件太大，最多 4 MB。', 'The file is too large: at most 4 MB.'],
};
const ELSE = ['没有成功，请稍后再试。', 'That did not work. Please try again later.'] as const;

/** `title`: of the page; `texts`: by the code of the problem, beside those that every page has. */
export const problemPageOf =
  (title: readonly [zh: string, en: string], texts: Texts) =>
  ({ code }: Problem, { headers, queryStringParameters }: DoorEvent): string => {
    const asked = queryStringParameters?.lang ?? headers['accept-language'] ?? '';
    const language = asked.toLowerCase().startsWith('en') ? 'en' : 'zh';
    const at = language === 'zh' ? 0 : 1;
    const text = (texts[code] ?? COMMON[code] ?? ELSE)[at];
    return documentOf(title[at], language, html`<section class="wrong" role="alert"><p>${text}</p></section>`);
  };

export const problemPage = problemPageOf(['工单', 'Ticket'], TEXTS);
