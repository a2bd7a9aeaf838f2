/** The condition operators of IAM that templates written with CDK use. */
import { like } from './like.ts';

export type Context = Readonly<Record<string, string | readonly string[]>>;

type Compare = (wanted: string, actual: string) => boolean;

const equal: Compare = (wanted, actual) => wanted === actual;
const sameText: Compare = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
// An ARN has six parts; a wildcard does not reach over the colon between two of them.
const arnLike: Compare = (wanted, actual) => {
  const [left, right] = [parts(wanted), parts(actual)];
  return left.length === right.length && left.every((part, index) => like(part, right[index] as string));
};
const parts = (text: string): string[] => {
  const all = text.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
};

const POSITIVE: Readonly<Record<string, Compare>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: sameText,
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: sameText,
};

const NEGATIVE: Readonly<Record<string, Compare>> = {
  StringNotEquals: equal,
  StringNotEqualsIgnoreCase: sameText,
  StringNotLike: like,
  ArnNotEquals: arnLike,
  ArnNotLike: arnLike,
};

/** Every operator, without `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
export const CONDITION_KEYS: ReadonlySet<string> = new Set([
  ...Object.keys(POSITIVE),
  ...Object.keys(NEGATIVE),
  'Null',
]);

/** Whether `operator` holds between the values a policy wants and those of the request; undefined: the key is absent. */
export function holds(operator: string, wanted: readonly string[], actual: readonly string[] | undefined): boolean {
  const quantifier = /^(ForAllValues|ForAnyValue):/.exec(operator)?.[1];
  const optional = operator.endsWith('IfExists');
  const name = operator.replace(/^For(AllValues|AnyValue):/, '').replace(/IfExists$/, '');
  if (name === 'Null') return wanted.some((value) => (value === 'true') === (actual === undefined));

  const negative = NEGATIVE[name];
  const compare = negative ?? POSITIVE[name];
  if (!compare) throw new Error(`The condition operator ${operator} is not supported.`);
  const test = (value: string): boolean => wanted.some((one) => compare(one, value)) !== (negative !== undefined);
  if (actual === undefined) return optional || quantifier === 'ForAllValues' || negative !== undefined;
  if (quantifier === 'ForAnyValue') return actual.some(test);
  return actual.every(test);
}
