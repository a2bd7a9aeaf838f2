import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../local/dynamodb/tokens.ts';
import fc from '../../support/properties.ts';
import { key, open, TABLE } from './support.ts';

// Few names and texts, among them what the form itself is made of, so that two draws are often nearly the same.
const text = fc.constantFrom('', 'a', 's1:a', '1:a', '{', '}', 'null;', '1');
const { value } = fc.letrec<{ value: unknown }>((again) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constantFrom(null, true, false, 1, 11),
    fc.array(again('value'), { maxLength: 3 }),
    fc.dictionary(text, again('value'), { maxKeys: 3 }),
  ),
}));
const turned = (one: unknown): unknown =>
  Array.isArray(one)
    ? one.map(turned)
    : typeof one === 'object' && one !== null
      ? Object.fromEntries(
          Object.entries(one)
            .reverse()
            .map(([name, member]) => [name, turned(member)]),
        )
      : one;

describe('the digest of a request', () => {
  it('is the same for equal values and for no others', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(digestOf(a) === digestOf(b)).toBe(isDeepStrictEqual(plain(a), plain(b)));
        expect(digestOf(turned(a))).toBe(digestOf(a));
      }),
      { numRuns: 2000 },
    );
  });

  it('of an older version is not compared: its transaction has happened all the same', () => {
    const bench = open();
    bench.store.run(
      'INSERT INTO dynamodb_tokens (token, digest, expires) VALUES (?, ?, ?)',
      'before',
      'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
      bench.clock.now() + 1000,
    );
    bench.call('TransactWriteItems', {
      ClientRequestToken: 'before',
      TransactItems: [{ Put: { TableName: TABLE, Item: key('p') } }],
    });
    expect(bench.call('GetItem', { TableName: TABLE, Key: key('p') }).Item).toBeUndefined();
  });
});

const plain = (one: unknown): unknown => JSON.parse(JSON.stringify(one));
