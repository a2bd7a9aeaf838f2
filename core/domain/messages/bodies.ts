/** A notice in words, in one language. */
import type { Language } from '../vocabulary.ts';
import { fillLine, fillLines, type Shape } from './filling.ts';
import type { NoticePolicy, TemplateText } from './notice-policy.ts';
import type { Facts, Own, Planned } from './planned.ts';

export interface Body {
  readonly language: Language;
  readonly subject: string;
  /** As plain text; a line may hold several of what somebody wrote. */
  readonly lines: readonly string[];
  /** The lines of the template filled again, for a channel that marks them up: `markup` makes its text of the template's. */
  readonly marked: (markup: (text: string) => string, shape: Shape) => readonly string[];
}

type Worded = Pick<Planned, 'template' | 'facts'>;

/** Undefined when the policy has no such template. */
export const bodyOf = (
  { template: name, facts }: Worded,
  language: Language,
  { templates }: NoticePolicy,
  { link }: Own,
): Body | undefined => {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  return template && filled(language, template[language], { ...facts[language], ...(link !== undefined && { link }) });
};

const filled = (language: Language, { subject, text }: TemplateText, facts: Facts): Body => ({
  language,
  subject: fillLine(subject, facts),
  lines: fillLines(text, facts),
  marked: (markup, shape) => fillLines(markup(text.trim()), facts, shape),
});

/** A line that ends with a link, and what it is called: where a channel has links, its name is one. */
export const LABELLED = /^(.+?)(?:：|: )\{(link|url)\}$/;
