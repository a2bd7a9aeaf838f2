/** `/mailbox`: all that was sent to people, for those who sit at this machine. */

import { Html, html } from '../../core/domain/html.ts';
import { type Answer, message as refusal } from '../http/answer.ts';
import type { HttpApi } from '../http/http-api.ts';
import type { Messages } from '../messages/kept-messages.ts';
import { CHANNELS, type Message } from '../messages/message.ts';
import { type Asked, addressOf, askedIn, fits } from './asked.ts';
import { listed } from './list.ts';
import { opened } from './opened.ts';
import { STYLE } from './style.ts';
import { languageOf, WORDS } from './words.ts';

export const MAILBOX_PATH = /^\/mailbox(?:\/([\w.-]{1,100}))?(?:\?|$)/;
const SHOWN = 50;

/** What mails bring with them is shown, and nothing is fetched or run. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Answers GET of `MAILBOX_PATH`. */
export const mailboxOf =
  (messages: Pick<Messages, 'latest' | 'find'>): HttpApi =>
  async (request) => {
    // A name that a web page made point here.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return refusal(403, 'Only this machine may ask.');
    if (request.method !== 'GET') return refusal(405, 'Method Not Allowed', { allow: 'GET' });
    const [, id] = MAILBOX_PATH.exec(request.url ?? '') ?? [];
    const query = new URLSearchParams(request.url?.split('?')[1]);
    const asked = askedIn(query, languageOf(query.get('lang'), request.headers['accept-language']));
    const open = id === undefined ? undefined : messages.find(id);
    if (id !== undefined && !open) return page(404, asked, html`<p class="empty">${WORDS[asked.language].none}</p>`);
    const found = firstOf(messages.latest(asked.before), (one) => fits(asked, one), SHOWN + 1);
    const list = listed(found.slice(0, SHOWN), found.length > SHOWN, asked, id);
    return page(200, asked, list, open);
  };

function firstOf(all: Iterable<Message>, is: (message: Message) => boolean, most: number): Message[] {
  const found: Message[] = [];
  for (const one of all) {
    if (is(one)) found.push(one);
    if (found.length === most) break;
  }
  return found;
}

function page(status: number, asked: Asked, list: Html, open?: Message): Answer {
  const { language, channel } = asked;
  const words = WORDS[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const within = { ...asked, before: undefined };
  const tabs = [undefined, ...CHANNELS].map(
    (one) =>
      html`<a href="${addressOf({ ...within, channel: one })}"${one === channel ? html` aria-current="page"` : ''}>${words.channels[one ?? 'all']}</a>`,
  );
  const article = open ? opened(open, asked) : html`<article><p class="empty">${words.choose}</p></article>`;
  const { text } =
    html`<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${open ? `${open.subject} · ` : ''}${words.title} · Gongdan</title><style>${STYLES}</style></head><body class="${open ? 'is-open' : 'is-closed'}"><header class="top"><h1>${words.title}</h1><nav>${tabs}</nav><form action="/mailbox">${hidden({ channel, lang: language })}<label>${words.to}<input name="to" value="${asked.to}" placeholder="${words.anybody}"></label><label>${words.ticket}<input name="ticket" value="${asked.ticket}" placeholder="${words.any}"></label><button>${words.find}</button></form><span class="languages"><a href="${addressOf({ ...asked, language: other }, open?.id)}" lang="${other}">${words.other}</a></span></header><main class="columns"><section class="list">${list}</section>${article}</main></body></html>`;
  return { status, headers: HEADERS, body: Buffer.from(text) };
}

const STYLES = new Html(STYLE);

const hidden = (fields: Readonly<Record<string, string | undefined>>): Html[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );
