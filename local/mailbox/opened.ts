import { type Html, html } from '../../core/domain/html.ts';
import type { Message } from '../messages/message.ts';
import { type Asked, addressOf } from './asked.ts';
import { shownTime } from './list.ts';
import { WORDS } from './words.ts';

/** One message: as it looks, and beside it what stands in it. */
export function opened(message: Message, asked: Asked): Html {
  const words = WORDS[asked.language];
  const { subject, from, to, time, channel, provider, fate, headers, tags, ticket } = message;
  const facts: readonly (readonly [name: string, value: string])[] = [
    [words.from, from],
    [words.to, to.join(', ')],
    [words.sentAt, shownTime(time, asked.language)],
    [words.by, `${words.channels[channel]} · ${provider} · ${words.fates[fate]}`],
    ...(ticket === undefined ? [] : [[words.ticket, ticket] as const]),
  ];
  return html`<article class="${channel}"><a class="back" href="${addressOf(asked)}">← ${words.back}</a><h2>${subject || words.channels[channel]}</h2>${pairs(facts)}<div class="bodies">${bodies(message, asked)}</div>${
    headers.length > 0 && html`<h3>${words.headers}</h3>${pairs(headers.map(({ name, value }) => [name, value]))}`
  }${Object.keys(tags).length > 0 && html`<h3>${words.tags}</h3>${pairs(Object.entries(tags))}`}</article>`;
}

const pairs = (facts: readonly (readonly [name: string, value: string])[]): Html =>
  html`<dl>${facts.filter(([, value]) => value !== '').map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

function bodies({ html: rendered, text, channel }: Message, { language }: Asked): Html {
  const words = WORDS[language];
  if (rendered === undefined)
    return html`<div class="alone"><h3>${words.asText}</h3><pre${channel === 'hook' ? html` class="exact"` : ''}>${text}</pre></div>`;
  // No script runs in it; its links open beside it.
  const document = rendered.includes('<head>')
    ? rendered.replace('<head>', '<head><base target="_blank">')
    : `<base target="_blank">${rendered}`;
  return html`<div><h3>${words.asHtml}</h3><iframe title="${words.asHtml}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${document}"></iframe></div><div><h3>${words.asText}</h3><pre>${text}</pre></div>`;
}
