/** Where the text of a notice has placeholders that nothing fills, or is too long for a short message. */
import { placeholdersIn } from '../core/domain/handling/placeholders.ts';
import { OCCASIONS, type Occasion } from '../core/domain/messages/occasion.ts';
import {
  GATHERED,
  GATHERED_PLACEHOLDERS,
  nameIn,
  placeholdersOf,
  SHORT_LENGTHS,
  SHORT_LIMITS,
} from '../core/domain/messages/placeholders.ts';
import { LANGUAGES, type Language } from '../core/domain/vocabulary.ts';
import type { Finding } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

export const templateChecks = (file: SoundParts): readonly Finding[] =>
  Object.entries(file.templates ?? {}).flatMap(([name, template]) => {
    const uses = usesOf(name, file);
    return [
      ...(file.notices && uses.length === 0
        ? [{ path: ['templates', name], message: 'No row of the table uses it, and no occasion is called so' }]
        : []),
      ...LANGUAGES.flatMap((language) => {
        const path = ['templates', name, language];
        const { subject, text, short } = template[language];
        return [
          ...textFindings([...path, 'subject'], subject, uses),
          ...textFindings([...path, 'text'], text, uses),
          ...(short === undefined ? [] : shortFindings([...path, 'short'], short, uses, language)),
        ];
      }),
    ];
  });

interface Use {
  readonly of: string;
  readonly has: readonly string[];
}

/** Everything that the template may be used for: the rows that name it, and the occasion of its own name. */
const usesOf = (name: string, { notices }: SoundParts): readonly Use[] => {
  if ((GATHERED as readonly string[]).includes(name)) return [{ of: name, has: GATHERED_PLACEHOLDERS }];
  const rows = (notices?.table ?? []).filter(({ when, template = when }) => template === name).map(({ when }) => when);
  const own = OCCASIONS.filter((occasion) => occasion === name);
  return [...new Set<Occasion>([...rows, ...own])].map((occasion) => ({ of: occasion, has: placeholdersOf(occasion) }));
};

const textFindings = (path: Finding['path'], text: string, uses: readonly Use[]): readonly Finding[] =>
  [...new Set([...placeholdersIn(text)].map(nameIn))]
    .flatMap((name) => {
      const without = uses.find(({ has }) => !has.includes(name));
      if (!without) return [];
      const isKnown = uses.some(({ has }) => has.includes(name)) || isOfAny(name);
      const allowed = without.has.map((each) => `{${each}}`).join(', ');
      return [
        isKnown
          ? `{${name}} is never known of ${without.of}; allowed are ${allowed}`
          : `There is no placeholder {${name}}; allowed are ${allowed}`,
      ];
    })
    .concat(/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? ['A brace stands here without its other half'] : [])
    .map((message) => ({ path, message }));

const isOfAny = (name: string): boolean => OCCASIONS.some((occasion) => placeholdersOf(occasion).includes(name));

const shortFindings = (
  path: Finding['path'],
  text: string,
  uses: readonly Use[],
  language: Language,
): readonly Finding[] => {
  const found = textFindings(path, text, uses);
  if (found.length > 0) return found;
  const insides = placeholdersIn(text);
  const forbidden = insides.filter((inside) => !Object.hasOwn(SHORT_LENGTHS, inside));
  if (forbidden.length > 0)
    return [
      {
        path,
        message: `A short message has no ${forbidden.map((name) => `{${name}}`).join(', ')}: only numbers, times and the code, which tell nobody who it is about`,
      },
    ];
  const length =
    [...text.replace(/\{[^{}]*\}/g, '')].length +
    insides.reduce((sum, inside) => sum + (SHORT_LENGTHS[inside] ?? 0), 0);
  const most = SHORT_LIMITS[language];
  return length > most
    ? [{ path, message: `It can be ${length} letters long, its placeholders filled in; a short message has ${most}` }]
    : [];
};
