/** What the customer is still to be asked. */
import type { Language } from '../vocabulary.ts';
import { applies, valueIn } from './applies.ts';
import type { Form, GivenValues } from './form.ts';

/** The questions of fields that are asked and empty, in the order of the form. */
export const openQuestions = (form: Form, values: GivenValues, language: Language): readonly string[] =>
  form.fields.flatMap((field) =>
    field.question && valueIn(values, field.name) === undefined && applies(form, field, values)
      ? [field.question[language]]
      : [],
  );

/** The template of the category: what is said before, and the questions, one a line; empty when nothing is open. */
export const questionsText = (form: Form, values: GivenValues, language: Language): string => {
  const questions = openQuestions(form, values, language);
  return questions.length === 0
    ? ''
    : [form.intro[language], ...questions.map((question, index) => `${index + 1}. ${question}`)].join('\n');
};
