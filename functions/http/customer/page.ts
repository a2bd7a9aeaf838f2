/** The page of a customer: read and used without any script. */
import type { CustomerView } from '../../../contracts/customer-views.ts';
import { type Html, html } from '../../../core/domain/html.ts';
import { DESK_ZONE } from '../../../core/domain/promise-text.ts';

type Language = CustomerView['language'];
type Phrase = readonly [zh: string, en: string];

/** What the reader is told above everything: that it went well, or why not. */
export interface Notice {
  readonly kind: 'note' | 'wrong';
  readonly text: string;
}

const say = ([zh, en]: Phrase, language: Language): string => (language === 'zh' ? zh : en);

/** A whole document. `other`: the same page in the other language. */
export const documentOf = (title: string, language: Language, body: Html, other?: string): string =>
  html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="stylesheet" href="/t/style.css">
</head>
<body><main>
${other !== undefined && html`<p class="soft"><a href="${other}" hreflang="${language === 'zh' ? 'en' : 'zh-CN'}">${language === 'zh' ? 'English' : '中文'}</a></p>`}
${body}
</main></body>
</html>
`.text;

/** `nonce`: makes a form that is sent twice count once. */
export const customerPage = (
  view: CustomerView,
  { link, nonce, notice }: { readonly link: string; readonly nonce: string; readonly notice?: Notice },
): string => {
  const { language } = view;
  const t = (phrase: Phrase): string => say(phrase, language);
  const other = `/t/${link}?lang=${language === 'zh' ? 'en' : 'zh'}`;
  const form = (act: string, body: Html, file = false): Html =>
    html`<form method="post" action="/t/${link}/${act}?lang=${language}"${file && html` enctype="multipart/form-data"`}><input type="hidden" name="nonce" value="${`${nonce}-${act}`}">${body}</form>`;
  const may = (act: CustomerView['may'][number]): boolean => view.may.includes(act);
  const body = html`
<header><span>${t(['工单', 'Ticket'])} ${view.code}</span></header>
<h1>${view.subject}</h1>
${notice && html`<section class="${notice.kind}" role="status"><p>${notice.text}</p></section>`}
${view.notice !== undefined && html`<section class="note"><p>${view.notice}</p></section>`}
<section aria-label="${t(['进度', 'Progress'])}">
<p class="state">${view.state}</p>
<p class="next">${view.next}</p>
${view.owner !== undefined && html`<p class="owner soft">${t(['由', 'With '])}${view.owner}${t(['负责', ''])}</p>`}
</section>
${
  may('confirm') &&
  html`<section><h2>${t(['解决了吗？', 'Is it solved?'])}</h2>
${form('confirm', html`<button>${t(['已解决', 'Yes, it is solved'])}</button>`)}
${may('reopen') && html`<details><summary>${t(['还没有解决', 'No, not yet'])}</summary>${form('reopen', html`<label for="reason">${t(['还有什么问题？', 'What is still wrong?'])}</label><textarea id="reason" name="reason" required maxlength="1000"></textarea><button class="plain">${t(['重新处理', 'Take it up again'])}</button>`)}</details>`}
</section>`
}
${may('rate') && html`<section>${form('rate', html`<fieldset><legend>${t(['您对这次服务满意吗？', 'How was it?'])}</legend><div class="stars">${STARS.map(([stars, phrase]) => html`<label><input type="radio" name="stars" value="${stars}" required> ${stars} ${t(phrase)}</label>`)}</div></fieldset><label for="comment">${t(['想说的话（选填）', 'Anything else (optional)'])}</label><textarea id="comment" name="comment" maxlength="1000"></textarea><button class="plain">${t(['提交评价', 'Send'])}</button>`)}</section>`}
${view.stars !== undefined && html`<section><p>${t(['您的评价：', 'You gave '])}${view.stars} ${t(['星。谢谢！', 'of 5 stars. Thank you!'])}</p></section>`}
<h2>${t(['沟通记录', 'Messages'])}</h2>
<ol>${view.thread.map((each) => html`<li class="said ${each.from}"><strong>${each.from === 'desk' ? t(['客服', 'Support']) : t(['您', 'You'])}</strong> <time datetime="${each.time}">${timeText(each.time, language)}</time><p>${each.text}</p>${filesOf(each.files)}</li>`)}</ol>
${view.files.length > 0 && html`<section><h2>${t(['附件', 'Files'])}</h2>${filesOf(view.files)}</section>`}
${may('answer') && html`<section>${form('answer', html`<label for="text">${t(['补充说明或回复', 'Your message'])}</label><textarea id="text" name="text" required maxlength="10000"></textarea><button>${t(['发送', 'Send'])}</button>`)}</section>`}
${may('attach') && html`<section>${form('attach', html`<label for="file">${t(['添加照片（最大 4 MB）', 'Add a photo (up to 4 MB)'])}</label><input id="file" name="file" type="file" accept="image/jpeg,image/png,image/webp,image/heic,application/pdf" required><button class="plain">${t(['上传', 'Upload'])}</button>`, true)}</section>`}
${may('urge') && html`<section>${form('urge', html`<button class="plain">${t(['催一下', 'Please hurry'])}</button>`)}<p class="soft">${t(['催单后会排到更前面，每 30 分钟一次。', 'Moves it forward; once in 30 minutes.'])}</p></section>`}
${view.urgeFrom !== undefined && html`<p class="soft">${t(['已为您催过。可以再次催单的时间：', 'We have moved it forward. You may ask again from '])}${timeText(view.urgeFrom, language)}</p>`}
`;
  return documentOf(`${view.code} · ${view.state}`, language, body, other);
};

export const STARS: readonly (readonly [stars: number, phrase: Phrase])[] = [
  [5, ['很满意', 'very good']],
  [4, ['满意', 'good']],
  [3, ['一般', 'fair']],
  [2, ['不满意', 'poor']],
  [1, ['很不满意', 'very poor']],
];

const filesOf = (files: CustomerView['files']): Html =>
  html`${files.map(({ name, url }) => html`<p><a href="${url}" rel="noreferrer">📎 ${name}</a></p>`)}`;

export const timeText = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ timeZone: DESK_ZONE, month: language === 'zh' ? 'long' : 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hour12: false },
  }).format(new Date(instant));
