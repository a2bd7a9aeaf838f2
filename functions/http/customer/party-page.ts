/** The page of an outside party: what they are asked, and where they answer. */
import type { PartyView } from '../../../contracts/customer-views.ts';
import { html } from '../../../core/domain/html.ts';
import { documentOf, type Notice, timeText } from './page.ts';

export const partyPage = (
  view: PartyView,
  { link, nonce, notice }: { readonly link: string; readonly nonce: string; readonly notice?: Notice },
): string => {
  const { language } = view;
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const body = html`
<header><span>${t('工单', 'Ticket')} ${view.code}</span></header>
<h1>${t('需要您协助回复', 'We need your answer')}</h1>
${notice && html`<section class="${notice.kind}" role="status"><p>${notice.text}</p></section>`}
<section class="note"><p class="said">${view.question}</p><p class="soft">${t('链接有效期至 ', 'This link is good until ')}${timeText(view.expiresAt, language)}</p></section>
${view.answers.length > 0 && html`<h2>${t('已收到的回复', 'Your answers')}</h2><ol>${view.answers.map(({ time, text }) => html`<li class="said"><time datetime="${time}">${timeText(time, language)}</time><p>${text}</p></li>`)}</ol>`}
${view.open ? html`<section><form method="post" action="/p/${link}/answer?lang=${language}"><input type="hidden" name="nonce" value="${`${nonce}-answer`}"><label for="text">${t('您的回复', 'Your answer')}</label><textarea id="text" name="text" required maxlength="10000"></textarea><button>${t('发送', 'Send')}</button></form></section>` : html`<section><p>${t('这件事已经处理完，不再需要回复。谢谢！', 'This is settled: no answer is needed any more. Thank you!')}</p></section>`}
`;
  return documentOf(
    `${view.code} · ${t('需要您协助回复', 'We need your answer')}`,
    language,
    body,
    `/p/${link}?lang=${language === 'zh' ? 'en' : 'zh'}`,
  );
};
