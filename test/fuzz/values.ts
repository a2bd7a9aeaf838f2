/** Values of a JSON Schema: those that fit, those that nearly do, and those that nobody should send. */
import fc, { type Arbitrary } from '../support/properties.ts';

export type Schema = Readonly<Record<string, any>>;
/** Values that mean something on the stage, by the name of the property or parameter. */
export type Pools = Readonly<Record<string, readonly string[]>>;

const HOSTILE = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\n',
    '👩‍👩‍👧‍👦',
    'ﷺ'.repeat(50),
    'é'.normalize('NFD').repeat(100),
  ],
  ...[
    '../../etc/passwd',
    '..',
    '.',
    '%00',
    '%2e%2e%2f',
    '/',
    '?',
    '#',
    'a/b',
    'CODE#ABCDEFGH',
    'tkt_',
    'tkt_#EVENT',
    'AGENT#x',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'true', '0', '-1', '1e309'],
  ...[
    "'; drop table tickets; --",
    '{{7*7}}',
    `\${process.env}`,
    '<script>alert(1)</script>',
    '$(id)',
    '*',
    'A'.repeat(10_001),
  ],
];
export const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const anything = fc.oneof(
  hostile,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, [], {}, 0, -1, 1.5, 2 ** 53, true),
);

const text = (length: number, longest: number): Arbitrary<string> =>
  fc.oneof(
    fc.string({ minLength: length, maxLength: Math.min(longest, Math.max(length, 30)), unit: 'grapheme' }),
    fc.constantFrom('快递到哪了，13800000102', 'Where is my parcel?', '一'.repeat(Math.min(longest, 200))),
  );

const PATTERNS: readonly (readonly [part: string, values: readonly string[]])[] = [
  ['^agt_', ['agt_lin', 'agt_luo', 'agt_nobody']],
  ['\\+?[0-9 ()-]', ['13800000102', '+86 138-0000-0102']],
  ['[01]\\d|2[0-3]', ['08:00', '23:59', '00:00']],
  ['[a-z][a-z0-9-]', ['logistics', 'refund', 'x', 'a-b-c']],
  ['^tkt_', ['tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE']],
];
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  date: ['2026-03-02', '2026-02-28', '2024-02-29'],
  'date-time': ['2026-03-02T01:00:00.000Z'],
  email: ['wang@example.com'],
};

/** What the schema takes, as far as it says so: a refinement may refuse it all the same. */
export const fitting = (schema: Schema, pools: Pools, name = ''): Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices: readonly Schema[] | undefined = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((each) => fitting(each, pools, name)));
  const pool = pools[name] ?? [];
  const pooled = pool.length > 0 ? [{ arbitrary: fc.constantFrom(...pool), weight: 4 }] : [];
  switch (schema.type) {
    case 'string': {
      const shaped = schema.format
        ? (FORMATS[schema.format] ?? [])
        : (PATTERNS.find(([part]) => String(schema.pattern ?? '').includes(part))?.[1] ?? []);
      if (shaped.length > 0) return fc.oneof(...pooled, { arbitrary: fc.constantFrom(...shaped), weight: 1 });
      return fc.oneof(...pooled, { arbitrary: text(schema.minLength ?? 0, schema.maxLength ?? 200), weight: 1 });
    }
    case 'integer':
    case 'number': {
      const low = schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1;
      return fc.integer({ min: low, max: Math.min(schema.maximum ?? low + 20, 2 ** 31) });
    }
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(schema.items ?? {}, pools, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)),
      });
    case 'object':
      return objectOf(schema, pools);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
};

const objectOf = ({ properties, required = [], additionalProperties, propertyNames }: Schema, pools: Pools) => {
  if (properties)
    return fc.record(
      Object.fromEntries(Object.entries<Schema>(properties).map(([key, each]) => [key, fitting(each, pools, key)])),
      { requiredKeys: required },
    );
  const keys = fitting(propertyNames ?? { type: 'string' }, pools) as Arbitrary<string>;
  return fc.dictionary(keys, fitting(additionalProperties ?? {}, pools), { maxKeys: 3 });
};

/** One thing wrong somewhere in a value that fits. */
export const nearly = (schema: Schema, pools: Pools): Arbitrary<unknown> =>
  fc
    .tuple(fitting(schema, pools), fc.nat(), anything, fc.constantFrom('replace', 'drop', 'add', 'nest'))
    .map(([value, at, wrong, how]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(1, keys.length)] ?? 'subject';
      const { [key]: chosen, ...rest } = value as Record<string, unknown>;
      if (how === 'drop') return rest;
      if (how === 'add') return { ...value, [(JSON.stringify(wrong) ?? 'x').slice(0, 40)]: wrong };
      if (how === 'nest' && typeof chosen === 'object' && chosen !== null)
        return { ...rest, [key]: Array.isArray(chosen) ? [...chosen, wrong] : { ...chosen, extra: wrong } };
      return { ...rest, [key]: wrong };
    });
