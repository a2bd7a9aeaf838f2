/** Requests to a route, made from its own schemas. */

import * as z from 'zod';
import type { Route } from '../../contracts/routes/route.ts';
import type { RouteName } from '../../contracts/routes.ts';
import fc, { type Arbitrary } from '../support/properties.ts';
import { fitting, hostile, nearly, type Pools, type Schema } from './values.ts';

const PROOFS = ['right', 'anybody', 'none', 'broken'] as const;
/** `right`: somebody who may call the route. `anybody`: some role or channel. */
export type Proof = (typeof PROOFS)[number];

export interface FuzzRequest {
  /** Of a route, or of a page. */
  readonly name: string;
  readonly method: string;
  /** As it goes over the wire, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it goes over the wire; undefined: none. */
  readonly body: Buffer | undefined;
  readonly proof: Proof;
  /** Which of those who may, or of all. */
  readonly who: number;
}

const schemaOf = (schema: z.core.$ZodType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

const MALFORMED = [
  '{',
  '{"subject": "包',
  'undefined',
  '\ufeff{}',
  "{'a':1}",
  '{"a":1}{"b":2}',
  'null',
  '[]',
  '""',
  '7',
];
const HUGE = Buffer.from(JSON.stringify({ description: '长'.repeat(400_000) }));
const DEEP = Buffer.from(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
const NO_UTF8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? 'null');

const bodyOf = (route: Route, pools: Pools): Arbitrary<Buffer | undefined> => {
  if (!route.body) return fc.constant(undefined);
  const schema = schemaOf(route.body);
  return fc.oneof(
    { arbitrary: fitting(schema, pools).map(bytes), weight: 12 },
    { arbitrary: nearly(schema, pools).map(bytes), weight: 8 },
    { arbitrary: fc.jsonValue({ maxDepth: 3 }).map(bytes), weight: 2 },
    { arbitrary: fc.constantFrom(...MALFORMED).map((text) => Buffer.from(text)), weight: 1 },
    { arbitrary: fc.constantFrom(HUGE, DEEP, NO_UTF8, undefined), weight: 1 },
  );
};

const segment = (name: string, pools: Pools): Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...(pools[name] ?? ['x'])).map(encodeURIComponent), weight: 12 },
    { arbitrary: hostile.map(encoded), weight: 2 },
    { arbitrary: fc.constantFrom('%', '%ZZ', '%E0%A4%A', '%00', '%2F', '..%2f'), weight: 1 },
  );

/** Half a character has no encoding; what is empty is no segment. */
const encoded = (value: string): string => encodeURIComponent(value.toWellFormed()).slice(0, 1500) || '%20';

const pathOf = ({ path }: Route, pools: Pools): Arbitrary<string> => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return fc.tuple(...names.map((name) => segment(name, pools))).map((values) => {
    let at = 0;
    return path.replace(/\{\w+\}/g, () => values[at++] ?? '');
  });
};

const plain = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

const queryOf = ({ query }: Route, pools: Pools): Arbitrary<string> => {
  if (!query) return fc.constant('');
  const schema = schemaOf(query);
  const written = (value: unknown): string =>
    new URLSearchParams(
      Object.entries(Object(value)).map(([name, each]): [string, string] => [name, plain(each)]),
    ).toString();
  return fc.oneof(
    { arbitrary: fc.constant(''), weight: 2 },
    { arbitrary: fitting(schema, pools).map(written), weight: 3 },
    { arbitrary: nearly(schema, pools).map(written), weight: 3 },
    { arbitrary: fc.constantFrom('limit=1&limit=2', 'page', '=', '&&', 'page=%00', 'limit=1e2', 'page=.'), weight: 1 },
  );
};

const latin = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xfe }).map((code) => (code === 0x7f ? '~' : String.fromCharCode(code))),
  maxLength: 300,
});
const TYPES = ['application/json; charset=utf-8', 'text/plain', '', 'application/x-www-form-urlencoded'];
const TAGS = ['"1"', '"2"', '"3"', '*', 'W/"1"', '"0"', '"99999999999"', ''];
const KEYS = ['once', 'twice', 'k'.repeat(255), ' ', 'k'.repeat(256)];

/** `usual` in nine of ten, else one of `others` or any text. */
const header = <T>(usual: Arbitrary<T>, others: readonly string[]): Arbitrary<T | string> =>
  fc.oneof(
    { arbitrary: usual, weight: 18 },
    { arbitrary: fc.constantFrom(...others), weight: 3 },
    { arbitrary: latin.map((text) => text.trim()), weight: 1 },
  );

const headersOf = (route: Route): Arbitrary<Record<string, string>> =>
  fc
    .tuple(
      header(fc.constant(route.body ? 'application/json' : undefined), route.body ? TYPES : ['application/json']),
      route.command ? header(fc.constant(undefined), TAGS) : fc.constant(undefined),
      route.command ? header(fc.constant(undefined), KEYS) : fc.constant(undefined),
    )
    .map(([type, tag, key]) => ({
      ...(type !== undefined && { 'content-type': type }),
      ...(tag !== undefined && { 'if-match': tag }),
      ...(key !== undefined && { 'idempotency-key': key }),
    }));

export const requestOf = (name: RouteName, route: Route, pools: Pools): Arbitrary<FuzzRequest> =>
  fc.record({
    name: fc.constant(name),
    method: fc.constant(route.method),
    path: fc
      .tuple(pathOf(route, pools), queryOf(route, pools))
      .map(([path, query]) => (query ? `${path}?${query}` : path)),
    headers: headersOf(route),
    body: bodyOf(route, pools),
    proof: fc.oneof(
      { arbitrary: fc.constant<Proof>('right'), weight: 16 },
      { arbitrary: fc.constantFrom(...PROOFS), weight: 3 },
    ),
    who: fc.nat({ max: 20 }),
  });
