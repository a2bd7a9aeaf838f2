/** Where a customer says what they want to hear from us, and how. */

import { html } from '../../../core/domain/html.ts';
import type { Language } from '../../../core/domain/vocabulary.ts';
import { documentOf, type Notice } from './page.ts';

export interface Wishes {
  /** Surveys and invitations. */
  readonly surveys: boolean;
  readonly channel: 'any' | 'mail' | 'sms';
}

export const wishesPage = (
  { surveys, channel }: Wishes,
  { link, language, notice }: { readonly link: string; readonly language: Language; readonly notice?: Notice },
): string => {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const title = t('消息设置', 'What you want to hear from us');
  const choices = [
    ['any', t('都可以', 'Either way')],
    ['mail', t('邮件', 'E-mail')],
    ['sms', t('短信', 'Text message')],
  ] as const;
  const body = html`
<h1>${title}</h1>
${notice && html`<section class="${notice.kind}" role="status"><p>${notice.text}</p></section>`}
<section><form method="post" action="/u/${link}?lang=${language}">
<fieldset><legend>${t('希望我们怎样联系您', 'How may we reach you?')}</legend><div class="stars">${choices.map(([value, say]) => html`<label><input type="radio" name="channel" value="${value}"${value === channel && html` checked`}> ${say}</label>`)}</div></fieldset>
<fieldset><legend>${t('满意度调查与评价邀请', 'Surveys and invitations')}</legend><div class="stars"><label><input type="checkbox" name="surveys" value="on"${surveys && html` checked`}> ${t('可以发给我', 'You may send them to me')}</label></div></fieldset>
<button>${t('保存', 'Save')}</button></form>
<p class="soft">${t('工单本身的进度消息照常发送。', 'Messages about your own tickets come all the same.')}</p></section>
<section><form method="post" action="/u/${link}?lang=${language}"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button class="plain">${t('不再接收调查与邀请', 'No more surveys and invitations')}</button></form></section>
`;
  return documentOf(title, language, body, `/u/${link}?lang=${language === 'zh' ? 'en' : 'zh'}`);
};
