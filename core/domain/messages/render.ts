/** What one channel carries of a planned notice: pure text, made of the templates of the policy. */

import { placeholdersIn } from '../handling/placeholders.ts';
import type { Language } from '../vocabulary.ts';
import { type Body, bodyOf } from './bodies.ts';
import { fillLine } from './filling.ts';
import { renderMail } from './mail.ts';
import { markdownOf, plainTitle } from './markdown.ts';
import type { NoticeChannel, NoticePolicy } from './notice-policy.ts';
import type { Occasion } from './occasion.ts';
import type { Gathered } from './placeholders.ts';
import type { Own, Planned, Rendered, RenderedHook, RenderedShort } from './planned.ts';

export interface Renderable extends Pick<Planned, 'template' | 'to' | 'ticket' | 'facts'> {
  readonly occasion: Occasion | Gathered;
}

/**
 * Undefined when this channel cannot carry it: there is no such template, or none of its short form, or no such robot. `language`: of the
 * recipient.
 *
 * Example: `render(planned, 'mail', 'zh', policy.notices, { link })`
 */
export const render = (
  planned: Renderable,
  channel: NoticeChannel,
  language: Language,
  notices: NoticePolicy,
  own: Own = {},
): Rendered | undefined => {
  const body = bodyOf(planned, language, notices, own);
  if (!body) return undefined;
  if (channel === 'mail') return renderMail(planned, body, own, notices);
  if (channel === 'sms') return shortOf(planned, language, notices);
  if (channel.startsWith('hook:')) return hookOf(planned, body);
  const name = channel.slice('robot:'.length);
  const kind = Object.hasOwn(notices.robots, name) ? notices.robots[name]?.kind : undefined;
  return (
    kind && {
      channel: 'robot',
      title: plainTitle(body.subject, kind),
      markdown: markdownOf(body, kind),
    }
  );
};

const shortOf = (planned: Renderable, language: Language, { templates }: NoticePolicy): RenderedShort | undefined => {
  const template = Object.hasOwn(templates, planned.template) ? templates[planned.template] : undefined;
  const text = template?.[language].short;
  if (text === undefined) return undefined;
  const facts = planned.facts[language];
  const used = [...new Set(placeholdersIn(text))];
  // Of what it is about it says nothing that is not known: rather none than one with a gap.
  if (used.some((name) => !Object.hasOwn(facts, name))) return undefined;
  return {
    channel: 'sms',
    text: fillLine(text, facts),
    template: planned.template,
    facts: Object.fromEntries(used.map((name) => [name, facts[name] as string])),
  };
};

const hookOf = ({ occasion, ticket }: Renderable, { language, subject, lines }: Body): RenderedHook => ({
  channel: 'hook',
  body: { occasion, ...(ticket && { ticket }), language, subject, text: lines.join('\n') },
});
