import { describe, expect, it } from 'vitest';
import { compile } from '../../../local/events/pattern.ts';
import fc from '../../support/properties.ts';

const matches = (pattern: unknown, event: unknown) => compile(JSON.stringify(pattern))(event);

describe('event patterns', () => {
  it('do not mix the elements of one array', () => {
    const event = {
      lines: [
        { sku: 'A', state: 'lost' },
        { sku: 'B', state: 'sent' },
      ],
    };
    expect(matches({ lines: { sku: ['A'], state: ['lost'] } }, event)).toBe(true);
    expect(matches({ lines: { sku: ['A'], state: ['sent'] } }, event)).toBe(false);
    expect(matches({ tags: ['x'], lines: { sku: ['B'] } }, { tags: ['y', 'x'], ...event })).toBe(true);
  });

  it('take the last of two members with one name, but join two objects', () => {
    expect(compile('{"a":["x"],"a":["y"]}')({ a: 'x' })).toBe(false);
    expect(compile('{"a":["x"],"a":["y"]}')({ a: 'y' })).toBe(true);
    expect(compile('{"a":{"b":[1]},"a":{"c":[2]}}')({ a: { b: 1, c: 3 } })).toBe(false);
    expect(compile('{"a":{"b":[1]},"a":{"c":[2]}}')({ a: { b: 1, c: 2 } })).toBe(true);
  });

  it('combine $or with what stands beside it', () => {
    const pattern = { source: ['gongdan'], $or: [{ priority: ['P0'] }, { detail: { escalated: [true] } }] };
    expect(matches(pattern, { source: 'gongdan', priority: 'P0' })).toBe(true);
    expect(matches(pattern, { source: 'gongdan', detail: { escalated: true } })).toBe(true);
    expect(matches(pattern, { source: 'gongdan', priority: 'P1' })).toBe(false);
    expect(matches(pattern, { source: 'other', priority: 'P0' })).toBe(false);
  });

  it('know escaped wildcards', () => {
    expect(matches({ a: [{ wildcard: '\\**' }] }, { a: '*bc' })).toBe(true);
    expect(matches({ a: [{ wildcard: '\\**' }] }, { a: 'abc' })).toBe(false);
  });

  it('fold case at both ends', () => {
    expect(matches({ a: [{ prefix: { 'equals-ignore-case': 'TKT' } }] }, { a: 'tkt_1' })).toBe(true);
    expect(matches({ a: [{ suffix: { 'equals-ignore-case': '.PNG' } }] }, { a: 'x.png' })).toBe(true);
  });

  it('take an address however it is written', () => {
    expect(matches({ ip: ['2001:db8::1'] }, { ip: '2001:0DB8:0:0::1' })).toBe(true);
    expect(matches({ ip: ['10.0.0.1'] }, { ip: '10.0.0.1' })).toBe(true);
    expect(matches({ ip: ['10.0.0.1'] }, { ip: '10.0.0.2' })).toBe(false);
    expect(matches({ ip: ['10.0.0.1'] }, { ip: 'no address' })).toBe(false);
    expect(matches({ ip: [{ cidr: '10.0.0.7/24' }] }, { ip: '10.0.0.2' })).toBe(true);
    expect(matches({ ip: [{ cidr: '0.0.0.0/0' }] }, { ip: '::1' })).toBe(false);
  });

  it('compare numbers of at most five thousand million, to six decimals', () => {
    const over = { n: [{ numeric: ['>', 0] }] };
    expect(matches(over, { n: 5_000_000_000 })).toBe(true);
    expect(matches(over, { n: 5_000_000_001 })).toBe(false);
    expect(matches(over, { n: 0.000001 })).toBe(true);
    expect(matches(over, { n: 0.0000001 })).toBe(false);
    expect(matches({ n: [123_456_789_012] }, { n: 123_456_789_012 })).toBe(true);
    expect(matches({ n: [{ 'anything-but': 1 }] }, { n: 123_456_789_012 })).toBe(true);
  });

  it('do not mix the elements of arrays in an array', () => {
    const event = { a: [[{ x: 1 }], [{ y: 2 }], [{ x: 3, y: 4 }]] };
    expect(matches({ a: { x: [1], y: [2] } }, event)).toBe(false);
    expect(matches({ a: { x: [3], y: [4] } }, event)).toBe(true);
  });

  it('find a wildcard in a long text without trying every way', () => {
    const long = 'a'.repeat(100_000);
    expect(matches({ a: [{ wildcard: '*a*a*a*a*b' }] }, { a: long })).toBe(false);
    expect(matches({ a: [{ wildcard: '*a*a*a*a*a' }] }, { a: long })).toBe(true);
    expect(matches({ a: [{ wildcard: 'ab*ba' }] }, { a: 'aba' })).toBe(false);
  });

  it('see a level of nesting and a dot in a name as the same', () => {
    const name = fc.stringMatching(/^[a-c]{1,2}$/);
    const property = fc.property(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      fc.array(fc.boolean(), { maxLength: 3 }),
      (path, joins) => {
        const nested = (steps: readonly string[], leaf: unknown): unknown =>
          steps.length === 0 ? leaf : { [steps[0]!]: nested(steps.slice(1), leaf) };
        const joined: string[] = [];
        for (const [index, step] of path.entries()) {
          if (index > 0 && joins[index - 1]) joined.push(`${joined.pop()}.${step}`);
          else joined.push(step);
        }
        expect(matches(nested(path, ['x']), nested(joined, 'x'))).toBe(true);
        expect(matches(nested(joined, ['x']), nested(path, 'x'))).toBe(true);
        expect(matches(nested(path, ['y']), nested(joined, 'x'))).toBe(false);
      },
    );
    fc.assert(property);
  });

  it.each([
    ['no object', '[]', 'Filter is not an object'],
    ['an empty object', '{"a":{}}', 'Empty objects are not allowed'],
    ['an empty array', '{"a":[]}', 'Empty arrays are not allowed'],
    ['an array in an array', '{"a":[[1]]}', 'Match value must be String, number, true, false, or null'],
    [
      'two operators in one expression',
      '{"a":[{"prefix":"x","suffix":"y"}]}',
      'Only one key allowed in match expression',
    ],
    ['an $or of one', '{"$or":[{"a":[1]}]}', 'There must have at least 2 Objects in $or relationship.'],
    [
      'an operator as a name inside $or',
      '{"$or":[{"prefix":[1]},{"a":[1]}]}',
      'prefix is Ruler reserved fieldName which cannot be used inside $or.',
    ],
    ['two wildcards side by side', '{"a":[{"wildcard":"a**"}]}', 'Consecutive wildcard characters at pos 2'],
    ['an unknown escape', '{"a":[{"wildcard":"a\\\\b"}]}', 'Invalid escape character at pos 2'],
    ['a range upside down', '{"a":[{"numeric":[">",5,"<",1]}]}', 'Bottom must be less than top'],
    [
      'mixed types',
      '{"a":[{"anything-but":[1,"a"]}]}',
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [
      'a number out of range',
      '{"a":[{"numeric":["<",5000000001]}]}',
      'Value must be between -5.0E9 and 5.0E9, inclusive',
    ],
    [
      'a number out of range, not to be',
      '{"a":[{"anything-but":[1, -5000000001]}]}',
      'Value must be between -5.0E9 and 5.0E9, inclusive',
    ],
    ['seven decimals', '{"a":[{"numeric":["=",0.0000001]}]}', 'Only values upto 6 decimals are supported1e-7'],
    [
      'two operators not to be',
      '{"a":[{"anything-but":{"prefix":"x","suffix":"y"}}]}',
      'Too many elements in numeric expression',
    ],
    [
      'nothing not to begin with',
      '{"a":[{"anything-but":{"prefix":null}}]}',
      'Value of anything-but must be an array or single string/number value.',
    ],
    [
      'an operator in a list of what not to end with',
      '{"a":[{"anything-but":{"suffix":["x",{"equals-ignore-case":"y"}]}}]}',
      'prefix/suffix match pattern must be a string',
    ],
    ['an address that is none', '{"a":[{"cidr":"10.0.0/24"}]}', 'Nonstandard IP address: 10.0.0'],
    ['a position in bytes', '{"a":[{"wildcard":"\u5de5**"}]}', 'Consecutive wildcard characters at pos 4'],
  ])('refuses %s', (_what, pattern, reason) => {
    expect(() => compile(pattern)).toThrow(new Error(`Event pattern is not valid. Reason: ${reason}`));
  });

  it('refuses a wildcard in the filter of a pipe', () => {
    expect(() => compile('{"a":[{"anything-but":{"wildcard":"*"}}]}', 'pipe')).toThrow(
      'Unsupported anything-but pattern: wildcard',
    );
  });
});
