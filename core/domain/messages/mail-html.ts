/** A mail as HTML: what people wrote is text in it and nothing else. */
import { escapeHtml } from '../html.ts';
import type { Language } from '../vocabulary.ts';
import { type Body, LABELLED } from './bodies.ts';

/** Below the mail: who writes, and why. */
interface Foot {
  readonly desk: string;
  readonly why: string;
  readonly unsubscribe?: { readonly label: string; readonly url: string };
}

const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Dark where the reader's is; lines that are not too long to read; nothing is fetched. */
const STYLE = [
  ':root{color-scheme:light dark}',
  'body{margin:0;padding:24px 16px;font:16px/1.6 -apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif}',
  'main,footer{max-width:36em;margin:0 auto}',
  'p{margin:0 0 1em;overflow-wrap:anywhere}',
  'footer{margin-top:2em;padding-top:1em;border-top:1px solid #8888;font-size:14px;opacity:.8}',
  'footer p{margin:0}',
].join('');

type Said = Pick<Body, 'language' | 'subject' | 'marked'>;

export const documentOf = ({ language, subject, marked }: Said, foot: Foot): string =>
  [
    '<!doctype html>',
    `<html lang="${TAGS[language]}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(subject)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    paragraphsOf(marked),
    '</main>',
    '<footer>',
    footOf(foot),
    '</footer>',
    '</body>',
    '</html>',
    '',
  ].join('\n');

const linked = (url: string, label: string): string => `<a href="${url}">${label}</a>`;

/** Links of the template become links; what a line calls them is their text, so that it can be read aloud. */
const markup = (text: string): string =>
  escapeHtml(text)
    .split('\n')
    .map((line) => {
      const [, label, name] = LABELLED.exec(line) ?? [];
      return label === undefined
        ? line.replace(/\{(link|url)\}/g, (link) => linked(link, link))
        : linked(`{${name}}`, label);
    })
    .join('\n');

const paragraphsOf = (marked: Body['marked']): string =>
  marked(markup, (value) => escapeHtml(value).replace(/\n/g, '<br>\n'))
    .join('\n')
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.replace(/(?<!<br>)\n/g, '<br>\n')}</p>`)
    .join('\n');

const footOf = ({ desk, why, unsubscribe }: Foot): string =>
  [
    `<p>${escapeHtml(desk)}</p>`,
    `<p>${escapeHtml(why)}</p>`,
    ...(unsubscribe ? [`<p>${linked(escapeHtml(unsubscribe.url), escapeHtml(unsubscribe.label))}</p>`] : []),
  ].join('\n');
