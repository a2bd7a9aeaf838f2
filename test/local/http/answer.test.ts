import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../local/http/answer.ts';
import fc from '../../support/properties.ts';

const member = (name: string, of: fc.Arbitrary<unknown>) => fc.option(of.map((value) => ({ [name]: value })));
const odd = fc.constantFrom<unknown>(null, 1, 199, 600, 200.5, '200', true, [], {});
const result = fc
  .tuple(
    member('statusCode', fc.oneof(fc.integer({ min: 200, max: 599 }), odd)).map((one) => one ?? { statusCode: 200 }),
    member('headers', fc.oneof(fc.dictionary(fc.constantFrom('ETag', 'content-type', 'x'), fc.string()), odd)),
    member('headers', fc.constantFrom({ 'X-Count': 3 }, { flag: true }, { list: ['a'] })),
    member('body', fc.oneof(fc.string(), odd)),
  )
  .map((parts): object => Object.assign({}, ...parts));

describe('what a function answers over HTTP', () => {
  it('is the same whether its result is plain or has to be checked', () => {
    fc.assert(
      fc.property(result, (plain) => {
        expect(answerOf(plain)).toEqual(answerOf({ ...plain, isBase64Encoded: false }));
      }),
      { numRuns: 500 },
    );
  });

  it('has its headers in small letters, and a type where it names none', () => {
    const answer = answerOf({ statusCode: 201, headers: { ETag: '"3"' }, body: '单' });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'text/plain; charset=utf-8', etag: '"3"' },
      body: Buffer.from('单'),
    });
  });
});
