/** Which placeholders the texts of a macro may have. */
import type { Form } from '../core/domain/forms/form.ts';
import { isTold, PLACEHOLDERS, placeholderOf, placeholdersIn } from '../core/domain/handling/placeholders.ts';
import type { Titles } from '../core/domain/vocabulary.ts';
import type { Finding } from './findings.ts';

/** Every placeholder must be of the table, a date, or a field that all these categories have and that is not personal. */
export const textChecks = (
  path: Finding['path'],
  text: Titles,
  categories: readonly string[],
  forms: Readonly<Record<string, Form>>,
): readonly Finding[] =>
  (['zh', 'en'] as const).flatMap((language) => {
    const wrong = [
      ...placeholdersIn(text[language]).flatMap((inside) => placeholderProblem(inside, categories, forms)),
      ...(/[{}]/.test(text[language].replace(/\{[^{}]*\}/g, '')) ? ['A brace stands here without its other half'] : []),
    ];
    return wrong.map((message) => ({ path: [...path, language], message }));
  });

const ALLOWED = `${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}, {in 2 working days}, {in 3 days} and fields of the form`;

const placeholderProblem = (
  inside: string,
  categories: readonly string[],
  forms: Readonly<Record<string, Form>>,
): readonly string[] => {
  const placeholder = placeholderOf(inside);
  if (placeholder.kind === 'word' || placeholder.kind === 'date') return [];
  if (placeholder.kind === 'none') return [`There is no placeholder {${inside}}; allowed are ${ALLOWED}`];
  const fields = categories.flatMap((category) =>
    Object.hasOwn(forms, category)
      ? [{ category, field: forms[category]?.fields.find(({ name }) => name === inside) }]
      : [],
  );
  const lacking = fields.filter(({ field }) => field === undefined).map(({ category }) => category);
  if (lacking.length > 0 && lacking.length === fields.length)
    return [`There is no placeholder {${inside}}; allowed are ${ALLOWED}`];
  if (lacking.length > 0) return [`The form of ${lacking.join(', ')} has no field ${inside}`];
  return fields.some(({ field }) => field && !isTold(field))
    ? [`{${inside}} may hold personal data, which no macro repeats`]
    : [];
};
