import { type Html, html } from '../../core/domain/html.ts';
import type { Message } from '../messages/message.ts';
import { type Asked, addressOf } from './asked.ts';
import type { Language } from './words.ts';
import { WORDS } from './words.ts';

const ZONE = 'Asia/Shanghai';
const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** In the zone of the desk: `3月2日 09:00`. */
export const shownTime = (time: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    ...{ timeZone: ZONE, month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(time);

/** `shown`: the latest first; `more`: there are earlier ones. */
export function listed(shown: readonly Message[], more: boolean, asked: Asked, open: string | undefined): Html {
  const words = WORDS[asked.language];
  if (shown.length === 0) return html`<p class="empty">${words.none}</p>`;
  const last = shown.at(-1)?.number;
  return html`<ol>${shown.map((message) => row(message, asked, message.id === open))}</ol>${
    more && html`<a class="older" href="${addressOf({ ...asked, before: last })}">${words.older}</a>`
  }`;
}

const row = (message: Message, asked: Asked, isOpen: boolean): Html => {
  const { channels, fates } = WORDS[asked.language];
  const { id, to, subject, text, channel, fate, time } = message;
  return html`<li><a href="${addressOf(asked, id)}"${isOpen ? html` aria-current="true"` : ''}><span class="who">${to.join(', ')}</span><time class="when" datetime="${new Date(time).toISOString()}">${shownTime(time, asked.language)}</time><span class="about">${subject || firstLine(text)}</span><span class="kind">${channels[channel]}</span><span class="who">${subject ? firstLine(text, subject) : ''}</span><span class="fate ${fate}">${fates[fate]}</span></a></li>`;
};

/** `but`: what is shown above already. */
const firstLine = (text: string, but?: string): string =>
  text.split('\n').find((line) => line.trim() !== '' && (but === undefined || !line.includes(but))) ?? '';
