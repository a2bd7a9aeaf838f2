/**
 * Parses the expressions of a request once. dynalite's parser takes some 50 µs an expression, which is most of the time of a
 * write; what it answers depends on the texts, the names and the types of the values, so that is the key of the cache.
 */
import validations from 'dynalite/validations/index.js';
import { AwsError } from '../aws.ts';
import { type AttributeValue, arePlain, compareValues, type Item, typeOf } from './attribute-value.ts';
import { type Condition, compileCondition, type NameOf } from './condition.ts';
import type { Path } from './path.ts';
import type { Body } from './requests.ts';
import { compileUpdate, type Update } from './update.ts';

type Heads = Readonly<Record<string, true>>;
export interface Expressions {
  readonly condition?: Condition;
  readonly update?: {
    readonly apply: Update;
    readonly paths: Path[];
    /** Attributes in which something is changed below the top. */
    readonly deepHeads: readonly string[];
    /** For dynalite's check of key attributes. */
    readonly parsed: object;
  };
  /** By attribute: an operator such as `BETWEEN` and the names of its values, e.g. `[':from', ':to']`. */
  readonly keyCondition?: Readonly<Record<string, { readonly operator: string; readonly values: readonly string[] }>>;
  readonly filter?: { readonly matches: Condition; readonly pathHeads: Heads; readonly nestedPaths: Heads };
  readonly projection?: { readonly paths: Path[]; readonly nestedPaths: Heads };
}

/** The members of a request that matter here. */
export interface ExpressionRequest {
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

const CACHE_SIZE = 2_000;
const cache = new Map<string, Expressions>();
const NONE: Expressions = {};

/** Throws a ValidationException with the service's text. */
export function parseExpressions(request: ExpressionRequest): Expressions {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = request;
  const texts = [
    request.UpdateExpression,
    request.ConditionExpression,
    request.KeyConditionExpression,
    request.FilterExpression,
    request.ProjectionExpression,
  ];
  if (!names && !values && texts.every((text) => text === undefined)) return NONE;
  if (values && !arePlain(values)) checkValues(values);
  const cacheable = texts.every((text) => text === undefined || !looksAtValues(text, values));
  const key = cacheable ? keyOf(texts, names, values) : '';
  const known = cache.get(key);
  if (known) return known;
  const parsed = parse(request);
  if (cacheable) {
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, parsed);
  }
  return parsed;
}

const BETWEEN = /between/gi;
const BOUNDS = /\sbetween\s+(:\w+)\s+and\s+(:\w+)/gi;

/** Of attribute_type and BETWEEN the parser also checks the values themselves; of two texts in their order there is nothing to say. */
function looksAtValues(text: string, values: Item | undefined): boolean {
  if (text.includes('attribute_type')) return true;
  const betweens = text.match(BETWEEN)?.length ?? 0;
  if (betweens === 0) return false;
  const bounds = [...text.matchAll(BOUNDS)];
  return bounds.length < betweens || !bounds.every(([, low, high]) => areOrdered(values?.[low!], values?.[high!]));
}

const areOrdered = (low: AttributeValue | undefined, high: AttributeValue | undefined): boolean =>
  low?.S !== undefined && high?.S !== undefined && compareValues(low, high)! <= 0 && low.S <= high.S;

/** Lengths stand before what they measure, so that two requests never share a key. */
function keyOf(
  texts: readonly (string | undefined)[],
  names: ExpressionRequest['ExpressionAttributeNames'],
  values: Item | undefined,
): string {
  let key = '';
  for (const text of texts) key += text === undefined ? '-' : `${text.length}:${text}`;
  if (names) for (const name in names) key += `#${name.length}:${name}${names[name]!.length}:${names[name]}`;
  else key += '-';
  if (values) for (const name in values) key += `:${name.length}:${name}${typeOf(values[name]!)}`;
  else key += '-';
  return key;
}

function checkValues(values: Item): void {
  for (const [name, value] of Object.entries(values)) {
    const problem = validations.validateAttributeValue(value);
    if (problem) refuse(`ExpressionAttributeValues contains invalid value: ${problem} for key ${name}`);
  }
}

const refuse = (message: string): never => {
  throw new AwsError('ValidationException', message);
};

function parse(request: ExpressionRequest): Expressions {
  // Own copies: the parser answers the very objects, and by them the names are found again, also when two were one.
  const values = request.ExpressionAttributeValues;
  const copies = values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { ...value }]));
  const nameByValue = new Map<unknown, string>(Object.entries(copies ?? {}).map(([name, value]) => [value, name]));
  const nameOf: NameOf = (node) => nameByValue.get(node);
  const data: Body = { ...request, ExpressionAttributeValues: copies };
  const problem = validations.validateExpressions(data);
  if (problem) refuse(problem);
  const { _condition, _updates, _keyCondition, _filter, _projection } = data;
  return {
    ...(_condition && { condition: compileCondition(_condition.expression, nameOf) }),
    ...(_updates && {
      update: {
        apply: compileUpdate(_updates.sections, nameOf),
        paths: _updates.paths,
        deepHeads: deepHeads(_updates.sections),
        parsed: _updates,
      },
    }),
    ...(_keyCondition && { keyCondition: keyConditions(_keyCondition.expression, nameOf) }),
    ...(_filter && {
      filter: { ..._filter, matches: compileCondition(_filter.expression, nameOf) },
    }),
    ...(_projection && { projection: _projection }),
  };
}

const deepHeads = (sections: readonly { readonly path: Path }[]): string[] => [
  ...new Set(sections.filter(({ path }) => path.length > 1).map(({ path }) => String(path[0]))),
];

function keyConditions(expression: unknown, nameOf: NameOf): NonNullable<Expressions['keyCondition']> {
  const conditions = validations.convertKeyCondition(expression);
  if (typeof conditions === 'string') return refuse(conditions);
  const problem = validations.validateConditions(conditions);
  if (problem) refuse(problem);
  const attributes = Object.entries(conditions);
  if (attributes.length > 2) refuse('Conditions can be of length 1 or 2 only');
  return Object.fromEntries(
    attributes.map(([attribute, { ComparisonOperator: operator, AttributeValueList: operands }]) => [
      attribute,
      { operator, values: operands.map((operand) => nameOf(operand as AttributeValue)!) },
    ]),
  );
}
