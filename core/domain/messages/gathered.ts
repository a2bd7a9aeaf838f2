/** Several notices in one message: too many at once, or the digest. */
import { LANGUAGES, type Language } from '../vocabulary.ts';
import type { NoticePolicy } from './notice-policy.ts';
import type { Gathered } from './placeholders.ts';
import type { Facts } from './planned.ts';
import type { Renderable } from './render.ts';

export interface Line {
  /** On one line, masked: `renderLine`. */
  readonly text: string;
  readonly link?: string;
}

/** To be rendered as any other notice: `render(gathered(…), 'mail', language, policy.notices)`. */
export const gathered = (why: Gathered, lines: readonly Line[], { desk }: Pick<NoticePolicy, 'desk'>): Renderable => {
  const facts = (language: Language): Facts => ({
    desk: desk[language],
    count: String(lines.length),
    lines: lines.map(({ text, link }) => `- ${text}${link === undefined ? '' : `\n  ${link}`}`).join('\n'),
  });
  return {
    occasion: why,
    template: why,
    to: [],
    facts: Object.fromEntries(LANGUAGES.map((each) => [each, facts(each)])) as Readonly<Record<Language, Facts>>,
  };
};
