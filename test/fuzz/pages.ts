/** Requests to the pages: what browsers send, and what nobody's browser sends. */
import * as z from 'zod';
import { APPROVER_PAGES } from '../../contracts/routes/approver-pages.ts';
import { PAGES } from '../../contracts/routes/pages.ts';
import type { Route } from '../../contracts/routes/route.ts';
import fc, { type Arbitrary } from '../support/properties.ts';
import { MARK, PNG } from './marked.ts';
import type { FuzzRequest } from './requests.ts';
import { fitting, hostile, type Pools, type Schema } from './values.ts';

export const PAGE_ROUTES: Readonly<Record<string, Route>> = { ...PAGES, ...APPROVER_PAGES };

const field: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(MARK, '好的，谢谢', '一\r\n二', ' ', '', 'a'.repeat(10_001)), weight: 3 },
  { arbitrary: hostile.map((text) => text.toWellFormed()), weight: 1 },
);
const key = fc.constantFrom(
  'text',
  'reason',
  'remarks',
  'stars',
  'nonce',
  'surveys',
  '__proto__',
  'useful-0',
  '"><b>',
  'x',
);
type Fields = readonly (readonly [name: string, value: string])[];

const schemaOf = (schema: z.core.$ZodType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
const NONCE = fc.constantFrom('abcdefgh-1', 'abcdefgh-2', 'abcdefgh-3');

/** The fields that the schema names, with a value that may be one of theirs. */
const written = (schema: Schema, pools: Pools): Arbitrary<Fields> => {
  const choices: readonly Schema[] | undefined = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((each) => written(each, pools)));
  const named = Object.entries<Schema>(schema.properties ?? SURVEY);
  return fc.tuple(
    ...named.map(([name, each]) =>
      fc
        .oneof({ arbitrary: writtenIn(name, each, pools), weight: 5 }, { arbitrary: field, weight: 1 })
        .map((value) => [name, value] as const),
    ),
  );
};

/** Its form says no more than that it is text. */
const SURVEY: Schema = {
  stars: { enum: ['1', '3', '5'] },
  comment: { type: 'string', maxLength: 500 },
  'reason-courier': { const: 'on' },
  'useful-0': { enum: ['yes', 'no', ''] },
};

const writtenIn = (name: string, schema: Schema, pools: Pools): Arbitrary<string> => {
  if (name === 'nonce') return NONCE;
  if (schema.const !== undefined || schema.enum) return fitting(schema, pools).map(String);
  return fc.oneof(fc.constant(MARK), fitting({ type: 'string', minLength: 1, maxLength: 900 }, pools).map(String));
};

const encoded = (fields: Fields): Buffer =>
  Buffer.from(new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString());
const URLENCODED = 'application/x-www-form-urlencoded';
const BOUNDARY = 'fuzz-boundary';
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

interface Sent {
  readonly type: string;
  readonly body: Buffer;
}

const multipart = (
  fields: Fields,
  file: { readonly name: string; readonly type: string; readonly bytes: Buffer } | undefined,
): Sent => ({
  type: MULTIPART,
  body: Buffer.concat([
    ...fields.map(([name, value]) =>
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`),
    ),
    ...(file
      ? [
          Buffer.from(
            `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\ncontent-type: ${file.type}\r\n\r\n`,
          ),
          file.bytes,
          Buffer.from('\r\n'),
        ]
      : []),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]),
});
/** As browsers write it. */
const quoted = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const file = fc.record({
  name: fc.constantFrom('单号.png', `${MARK}.png`, '../../x.png', '', 'a'.repeat(300), '\u202egnp.exe'),
  type: fc.constantFrom('image/png', 'image/jpeg', 'text/html', 'application/pdf', 'x'),
  bytes: fc.constantFrom(PNG, Buffer.from('<script>planted(3)</script>'), Buffer.alloc(0), Buffer.alloc(9_000, 7)),
});

const MALFORMED: readonly Sent[] = [
  { type: 'application/json', body: Buffer.from('{"text":"x"}') },
  { type: URLENCODED, body: Buffer.from('text=%ZZ&text=%E0%A4%A&&=&text') },
  { type: URLENCODED, body: Buffer.from(`text=a&text=b&${'x=1&'.repeat(3000)}`) },
  { type: MULTIPART, body: Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data\r\n\r\n`) },
  { type: 'multipart/form-data', body: Buffer.from('no boundary') },
  { type: 'multipart/form-data; boundary="', body: Buffer.from('--"\r\n') },
  { type: '', body: Buffer.from('text=x') },
  { type: URLENCODED, body: Buffer.alloc(0) },
  { type: URLENCODED, body: Buffer.from(`text=${'%E9%95%BF'.repeat(200_000)}`) },
];

const formOf = (route: Route, pools: Pools): Arbitrary<Sent | undefined> => {
  if (!route.body) return fc.constant(undefined);
  const fields = written(schemaOf(route.body), pools);
  return fc.oneof(
    { arbitrary: fields.map((each) => ({ type: URLENCODED, body: encoded(each) })), weight: 12 },
    {
      arbitrary: fc
        .tuple(fields, fc.tuple(key, field))
        .map(([all, one]) => ({ type: URLENCODED, body: encoded([...all, one]) })),
      weight: 3,
    },
    {
      arbitrary: fc
        .array(fc.tuple(key, field), { maxLength: 5 })
        .map((all) => ({ type: URLENCODED, body: encoded(all) })),
      weight: 3,
    },
    {
      arbitrary: fc.tuple(fields, file).map(([all, one]) =>
        multipart(
          all.filter(([name]) => name !== 'file'),
          one,
        ),
      ),
      weight: 4,
    },
    { arbitrary: fc.constantFrom(...MALFORMED), weight: 2 },
  );
};

/** Of the shape of a link, with a signature that is nobody's. */
const FORGED = ['x.0-zzzzzz', 'x.y.0-zz', '01KAN2Z5T7F0W8Q4S1B6M9C3DE.0-g00', 'Yy0x', 'x.lin.9-g00', MARK].map(
  (text) => `${text}.${'A'.repeat(22)}`,
);

const pathOf = ({ path }: Route, pools: Pools): Arbitrary<string> => {
  const kind = path.slice(0, 2);
  const links = pools[`links ${kind}`] ?? [];
  const others = Object.entries(pools).flatMap(([name, all]) => (name.startsWith('links ') ? all : []));
  const link = fc.oneof(
    { arbitrary: fc.constantFrom(...(links.length > 0 ? links : FORGED)), weight: 16 },
    { arbitrary: fc.constantFrom(...others, ...FORGED), weight: 2 },
    { arbitrary: hostile.map((text) => text.toWellFormed().slice(0, 500) || ' '), weight: 1 },
  );
  const attachment = fc.constantFrom(...(pools.attachment ?? []), 'att_x', MARK, '__proto__');
  return fc
    .tuple(link, attachment)
    .map(([one, other]) =>
      path.replace('{link}', () => encodeURIComponent(one)).replace('{attachment}', () => encodeURIComponent(other)),
    );
};

const WRONG = [
  ...['?lang=xx', '?done=__proto__', '?lang=en&lang=zh', '?%00=1', '?lang=en%0d%0ax:1', '?done=nothing'],
  `?done=${encodeURIComponent(MARK)}`,
];
const queryOf = ({ query }: Route): Arbitrary<string> => {
  const { done } = (query ? schemaOf(query).properties : {}) as Readonly<Record<string, Schema>>;
  const said: readonly string[] = done?.enum ?? ['x'];
  return fc.oneof(
    { arbitrary: fc.constantFrom('', '', '?lang=en', '?lang=zh'), weight: 12 },
    { arbitrary: fc.constantFrom(...said).map((each) => `?done=${each}&lang=en`), weight: 2 },
    { arbitrary: fc.constantFrom(...WRONG), weight: 1 },
  );
};
const LANGUAGES = ['zh-CN,zh;q=0.9', 'en-GB', MARK, ''];

export const pageRequestOf = (name: string, route: Route, pools: Pools): Arbitrary<FuzzRequest> =>
  fc.tuple(pathOf(route, pools), queryOf(route), formOf(route, pools), fc.constantFrom(...LANGUAGES)).map(
    ([path, query, form, language]): FuzzRequest => ({
      name,
      method: route.method,
      path: `${path}${query}`,
      headers: form ? { 'accept-language': language, 'content-type': form.type } : { 'accept-language': language },
      body: form?.body,
      proof: 'none',
      who: 0,
    }),
  );
