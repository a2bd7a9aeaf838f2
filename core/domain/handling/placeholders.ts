/** What the texts of macros may speak of: `{code}`, `{in 2 working days}`, `{refund-amount}`. */
import type { Field, FieldType, FieldValues, Form } from '../forms/form.ts';
import { questionsText } from '../forms/questions.ts';
import type { Policy } from '../policy.ts';
import { promiseText, zoneOf } from '../promise-text.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Language } from '../vocabulary.ts';
import { dateText, inDays, inWorkingDays, workingCalendarOf } from './working-days.ts';

/** What a text is filled from. */
export interface Telling {
  readonly ticket: Ticket;
  readonly form: Form;
  /** Of the form, as they will stand when the text is sent. */
  readonly values: FieldValues;
  readonly now: Instant;
  readonly policy: Policy;
  readonly language: Language;
}

/** Undefined: this ticket has nothing of the kind to tell. */
type Word = (telling: Telling) => string | undefined;

/**
 * The table of placeholders. Nobody's name but that of who looks after the ticket: a text that says more of a customer than they
 * need to read is a leak as soon as it is sent to somebody else.
 */
const WORDS = {
  /** Of the ticket, for people. */
  code: ({ ticket }) => ticket.code,
  /** The first order of the ticket. */
  order: ({ ticket }) => ticket.orders[0],
  /** The display name of who looks after it. */
  agent: ({ ticket }) => ('assignee' in ticket ? ticket.assignee.name : undefined),
  category: ({ ticket, policy, language }) =>
    policy.categories.find(({ name }) => name === ticket.category)?.title[language],
  /** Until when it is promised to be solved. */
  promise: ({ ticket, now, policy, language }) => {
    const { dueAt, calendar, stoppedAt } = ticket.clocks.resolution;
    // A promise that is broken already is none to repeat.
    if (stoppedAt !== undefined || dueAt <= now) return undefined;
    return promiseText(dueAt, { now, zone: zoneOf(policy, calendar), language });
  },
  today: (telling) => dayText(telling, 0),
  /** The questions of the form that are open, with what is said before them. */
  questions: ({ form, values, ticket, language }) =>
    questionsText(form, { ...orderOf(form, ticket), ...values }, language) || undefined,
} as const satisfies Readonly<Record<string, Word>>;

/** Nobody is asked for the order that the request came with. */
const orderOf = ({ fields }: Form, { orders: [order] }: Ticket): FieldValues =>
  order === undefined
    ? {}
    : Object.fromEntries(fields.flatMap(({ name, type }) => (type === 'orderNumber' ? [[name, order]] : [])));

export const PLACEHOLDERS = Object.keys(WORDS) as readonly (keyof typeof WORDS)[];

const dayText = ({ ticket, now, policy, language }: Telling, days: number): string =>
  dateText(inDays(workingCalendarOf(policy, ticket.category), now, days), now, language);

/** More than a year of days is a slip. */
const MOST_DAYS = 365;
const RELATIVE = /^in ([1-9][0-9]{0,2}) (working )?days?$/;

/** Fields that hold what people are, or anything at all, are not told. */
const UNTOLD: readonly FieldType[] = ['text', 'phone', 'photo'];

export const isTold = ({ type }: Pick<Field, 'type'>): boolean => !UNTOLD.includes(type);

export type Placeholder =
  | { readonly kind: 'word'; readonly name: keyof typeof WORDS }
  | { readonly kind: 'date'; readonly days: number; readonly working: boolean }
  /** Of a field, if there is one of this name. */
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'none' };

/** What stands between the braces. */
export const placeholderOf = (inside: string): Placeholder => {
  if (Object.hasOwn(WORDS, inside)) return { kind: 'word', name: inside as keyof typeof WORDS };
  const [, days, working] = RELATIVE.exec(inside) ?? [];
  if (days !== undefined && Number(days) <= MOST_DAYS)
    return { kind: 'date', days: Number(days), working: working !== undefined };
  return /^[a-z][a-z0-9-]{0,39}$/.test(inside) ? { kind: 'field', name: inside } : { kind: 'none' };
};

const BRACES = /\{([^{}]*)\}/g;

/** All that stands between braces, as it is written. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(BRACES)].map(([, inside]) => inside as string);

/** The text with what `word` says of each in the place of its placeholders; what it says is not looked through again. */
export const replaceIn = (text: string, word: (inside: string) => string): string =>
  text.replace(BRACES, (_, inside: string) => word(inside));

/** The text with its placeholders filled, or the placeholders that this ticket has nothing for. */
export const fill = (
  text: string,
  telling: Telling,
): { readonly text: string } | { readonly unavailable: readonly string[] } => {
  const words = new Map(placeholdersIn(text).map((inside) => [inside, wordOf(inside, telling)]));
  const unavailable = [...words].filter(([, word]) => word === undefined).map(([inside]) => inside);
  return unavailable.length > 0 ? { unavailable } : { text: replaceIn(text, (inside) => words.get(inside) as string) };
};

const wordOf = (inside: string, telling: Telling): string | undefined => {
  const placeholder = placeholderOf(inside);
  switch (placeholder.kind) {
    case 'word':
      return (WORDS[placeholder.name] as Word)(telling);
    case 'date': {
      const { days, working } = placeholder;
      if (!working) return dayText(telling, days);
      const { now, policy, language, ticket } = telling;
      return dateText(inWorkingDays(workingCalendarOf(policy, ticket.category), now, days), now, language);
    }
    case 'field':
      return fieldText(placeholder.name, telling);
    case 'none':
      return undefined;
  }
};

const fieldText = (name: string, { form, values, now, language }: Telling): string | undefined => {
  const field = form.fields.find((each) => each.name === name);
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!field || !isTold(field) || value === undefined) return undefined;
  if (field.type === 'choice') return field.options.find((option) => option.name === value)?.title[language];
  if (field.type === 'date') return dateText(String(value), now, language);
  if (field.type === 'money') return moneyText(Number(value), field.currency, language);
  return String(value);
};

/** `1,299.00 元`, `CNY 1,299.00`; `1,299.00 USD` of another currency. */
export const moneyText = (amount: number, currency: string, language: Language): string => {
  const figures = amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
  if (currency !== 'CNY') return `${figures} ${currency}`;
  return language === 'zh' ? `${figures} 元` : `CNY ${figures}`;
};
