/** What a policy asks of a request beside its text (表单): the fields of a category, and how they stand on a page. */
import type { Titles } from '../vocabulary.ts';

export const FIELD_TYPES = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'orderNumber',
  'trackingNumber',
  'phone',
  'photo',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * In its normal form: money as a number of the field's currency with at most two decimals, a date as `2026-11-22`, a choice as the
 * name of its option, a photo as the id of an attachment (`att_…`), everything else as text.
 */
export type FieldValue = string | number;

/** Values by the name of their field, as somebody sends them; null leaves a field empty. */
export type GivenValues = Readonly<Record<string, unknown>>;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** atResolution: at the latest when the ticket is said to be solved. */
export const REQUIRED = ['never', 'atCreation', 'atResolution'] as const;
export type Required = (typeof REQUIRED)[number];

/** creation: a whole form of a new request · change: some values of a form · resolution: the whole form of a ticket that is solved. */
export type FormMoment = 'creation' | 'change' | 'resolution';

/** Of the value of another field; an empty one, or one that is not asked itself, fulfils none. */
export type FieldCondition = { readonly field: string } & (
  | { readonly is: readonly FieldValue[] }
  | { readonly given: true }
  | { readonly atLeast: number }
  | { readonly atMost: number }
);

interface Option {
  readonly name: string;
  readonly title: Titles;
}

interface About {
  readonly name: string;
  readonly title: Titles;
  readonly help?: Titles;
  /** What the customer is asked, in a whole sentence. */
  readonly question?: Titles;
  readonly required: Required;
  /** Only then it is asked, and required. */
  readonly when?: FieldCondition;
  /** It is filled from what the customer writes, as long as nobody has typed it. */
  readonly fromText: boolean;
}

/** Lengths are in characters (code points). */
interface TextRules {
  readonly minLength: number;
  readonly maxLength: number;
  /** Regular expression that all of the text has to match, see contracts/form-pattern.ts. */
  readonly pattern?: string;
}

interface NumberRules {
  readonly min: number;
  readonly max: number;
}

export type Field = About &
  (
    | ({ readonly type: 'text' } & TextRules)
    | ({ readonly type: 'number'; readonly whole: boolean } & NumberRules)
    /** `currency`: ISO 4217, e.g. CNY. */
    | ({ readonly type: 'money'; readonly currency: string } & NumberRules)
    /** Dates such as `2026-11-22`. */
    | { readonly type: 'date'; readonly min?: string; readonly max?: string }
    | { readonly type: 'choice'; readonly options: readonly Option[] }
    | { readonly type: 'orderNumber' | 'trackingNumber' | 'phone' | 'photo' }
  );

export interface FormSection {
  readonly title: Titles;
  /** Names of fields that stand beside each other; every field of the form once in all sections together. */
  readonly rows: readonly (readonly string[])[];
}

export interface Form {
  /** The category. */
  readonly name: string;
  /** What the customer is told before the questions. */
  readonly intro: Titles;
  readonly fields: readonly Field[];
  readonly layout: readonly FormSection[];
}

export const PROBLEM_CODES = [
  'missing',
  'unknown-field',
  'wrong-type',
  'wrong-form',
  'not-an-option',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-precise',
  'unknown-code',
  'unknown-step',
  'step-missing',
  'evidence-missing',
  'unknown-input',
  'not-for-category',
  'unavailable',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong with one field (or step, code, input) of a request; never holds the value. */
export interface FieldProblem {
  readonly field: string;
  readonly code: ProblemCode;
  readonly zh: string;
  readonly en: string;
}
