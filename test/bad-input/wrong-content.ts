/** What is sent is wrong: headers, bodies, parameters, names. */
import * as z from 'zod';
import { type Badness, hasName, when } from './badness.ts';

const LONG = 'x'.repeat(210_000); // longer than any text, shorter than a body may be
const names = (
  schema: object | undefined,
): Readonly<Record<string, { readonly type?: string; readonly maximum?: number }>> => {
  if (!schema) return {};
  const { properties = {} } = z.toJSONSchema(schema as z.core.$ZodType, { io: 'input', unrepresentable: 'any' });
  return properties as ReturnType<typeof names>;
};
/** Providers write lists of receipts, with fields that nobody here reads. */
const isList = (schema: object): boolean =>
  z.toJSONSchema(schema as z.core.$ZodType, { io: 'input', unrepresentable: 'any' }).type === 'array';
/** Of a search, and of what somebody has read. */
const needed = (query: object | undefined): string =>
  'q' in names(query) ? 'q=派送&' : 'by' in names(query) ? 'by=agt_lin&' : '';

export const WRONG_CONTENTS: readonly Badness[] = [
  {
    what: 'a version that is none',
    of: (_, { command }) => when(command, { headers: { 'if-match': 'W/"1"' } }, { headers: { 'if-match': '0' } }),
    expected: [422, 'invalid-request'],
    path: 'If-Match',
  },
  {
    what: 'a key that is too long',
    of: (_, { command }) => when(command, { headers: { 'idempotency-key': 'k'.repeat(256) } }),
    expected: [422, 'invalid-request'],
    path: 'Idempotency-Key',
  },
  {
    what: 'malformed JSON',
    of: (_, { body }) => when(body !== undefined, { body: '{"text": "包' }, { body: '{"a":1}{' }),
    expected: [400, 'malformed-json'],
  },
  {
    what: 'no object',
    of: (_, { body }) => when(body !== undefined, { body: '[]' }, { body: 'null' }, { body: '7' }),
    expected: [422, 'invalid-request'],
  },
  {
    what: 'an unknown field',
    of: (_, { body }) => when(body !== undefined && !isList(body), { more: { colour: 'red' } }),
    expected: [422, 'invalid-request'],
    path: 'colour',
  },
  {
    what: 'a text that is too long',
    of: (_, { body }) => {
      const texts = Object.entries(names(body)).filter(([, { type }]) => type === 'string');
      return texts.length > 0 ? texts.map(([name]) => ({ body: { [name]: LONG } })) : undefined;
    },
    expected: [422, 'invalid-request'],
  },
  {
    what: 'a body over 1 MB',
    of: (_, { body }) => when(body !== undefined, { body: { text: 'x'.repeat(1_100_000) } }),
    expected: [413, 'body-too-large'],
  },
  {
    what: 'another content type',
    of: (_, { body }) =>
      when(
        body !== undefined,
        ...['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'].map((type) => ({
          ...{ body: {}, headers: { 'content-type': type } },
        })),
      ),
    expected: [415, 'unsupported-media-type'],
  },
  {
    what: 'an unknown parameter',
    of: (_, { query }) => when(query !== undefined, { query: 'colour=red' }),
    expected: [422, 'invalid-request'],
  },
  {
    what: 'a limit beyond the last',
    of: (_, { query }) => {
      const { maximum } = names(query).limit ?? {};
      return when(
        maximum !== undefined,
        ...[Number(maximum) + 1, 0, 'x'].map((limit) => ({ query: `${needed(query)}limit=${limit}` })),
      );
    },
    expected: [422, 'invalid-request'],
  },
  {
    what: 'a page that nobody was given',
    of: (name, { query }) =>
      when('page' in names(query) && name !== 'listDeliveries', { query: `${needed(query)}page=eyJhIjoxfQ.AAAA` }),
    expected: [400, 'page-token-invalid'],
  },
  {
    what: 'a name that is none',
    of: (_, route) => {
      const at = ['agent', 'queue', 'team', 'alarm', 'view', 'category', 'day'].find((each) => hasName(route, each));
      return at === undefined ? undefined : [{ values: { [at]: 'No Name!' } }, { values: { [at]: 'x'.repeat(200) } }];
    },
    expected: [422, 'invalid-request'],
  },
];
