/** The page of a survey: read and answered without any script. */
import type { SurveyView } from '../../../contracts/survey-views.ts';
import { type Html, html } from '../../../core/domain/html.ts';
import { documentOf, type Notice, STARS, timeText } from './page.ts';

export const surveyPage = (
  view: SurveyView,
  { link, notice }: { readonly link: string; readonly notice?: Notice },
): string => {
  const { language } = view;
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const title = t('您对这次服务满意吗？', 'How was it?');
  const body = html`
<header><span>${t('工单', 'Ticket')} ${view.code}</span></header>
<h1>${title}</h1>
${notice && html`<section class="${notice.kind}" role="status"><p>${notice.text}</p></section>`}
<section class="note"><p>${view.subject}</p></section>
${
  view.stars === undefined
    ? html`<section><form method="post" action="/s/${link}?lang=${language}">
<fieldset><legend>${t('请打分', 'Your rating')}</legend><div class="stars">${STARS.map(([stars, phrase]) => html`<label><input type="radio" name="stars" value="${stars}" required> ${stars} ${t(...phrase)}</label>`)}</div></fieldset>
${view.reasons.length > 0 && html`<fieldset><legend>${t('主要因为什么？（选填）', 'What was it about? (optional)')}</legend><div class="stars">${view.reasons.map(({ name, title: say }) => html`<label><input type="checkbox" name="reason-${name}" value="on"> ${say[language]}</label>`)}</div></fieldset>`}
<label for="comment">${t('想说的话（选填，500 字以内）', 'Anything else (optional, up to 500 characters)')}</label><textarea id="comment" name="comment" maxlength="500"></textarea>
${view.articles.map((article, at) => articleAsked(article, at, t))}
<button>${t('提交评价', 'Send')}</button></form>
<p class="soft">${t('评价截止：', 'You may answer until ')}${timeText(view.expiresAt, language)}</p></section>`
    : html`<section><p>${t('您的评价：', 'You gave ')}${view.stars} ${t('星。谢谢！', 'of 5 stars. Thank you!')}</p></section>`
}
`;
  return documentOf(`${view.code} · ${title}`, language, body, `/s/${link}?lang=${language === 'zh' ? 'en' : 'zh'}`);
};

const articleAsked = (article: string, at: number, t: (zh: string, en: string) => string): Html =>
  html`<fieldset><legend>${t('这份说明有用吗？', 'Was this useful?')} ${article}</legend><div class="stars"><label><input type="radio" name="useful-${at}" value="yes"> ${t('有用', 'Yes')}</label><label><input type="radio" name="useful-${at}" value="no"> ${t('没用', 'No')}</label></div></fieldset>`;
