/** Values as they travel: `{ S: 'text' }`, `{ N: '1.5' }`, … and what DynamoDB says about their size and equality. */
import { compareDecimals } from './decimal.ts';

export type AttributeValue = Readonly<Record<string, any>>;
export type Item = Record<string, AttributeValue>;

/** The one data type that a value carries, e.g. `S`. */
export const typeOf = (value: AttributeValue): string => {
  for (const type in value) return type;
  return '';
};

// The plain forms of numbers; anything else goes the slow way, which rewrites it or refuses it.
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d{0,36}|-?0\.\d{0,36}[1-9]|-?[1-9]\d{0,17}\.\d{0,17}[1-9])$/;
const DEEPEST = 32;

/** Whether every value is beyond doubt well formed and normal. False says nothing: the full check then decides. */
export function arePlain(values: unknown, depth = 0): values is Item {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  for (const name in values) if (!isPlain((values as Item)[name], depth)) return false;
  return true;
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > DEEPEST) return false;
  let seen = 0;
  for (const type in value) {
    if (++seen > 1 || !isPlainOf(type, (value as AttributeValue)[type], depth)) return false;
  }
  return seen === 1;
}

function isPlainOf(type: string, content: unknown, depth: number): boolean {
  switch (type) {
    case 'S':
      return typeof content === 'string';
    case 'N':
      return typeof content === 'string' && PLAIN_NUMBER.test(content);
    case 'BOOL':
      return typeof content === 'boolean';
    case 'NULL':
      return content === true;
    case 'B':
      return typeof content === 'string' && Buffer.from(content, 'base64').toString('base64') === content;
    case 'SS':
      return (
        Array.isArray(content) &&
        content.length > 0 &&
        content.every((text) => typeof text === 'string') &&
        new Set(content).size === content.length
      );
    case 'L':
      return Array.isArray(content) && content.every((value) => isPlain(value, depth + 1));
    case 'M':
      return arePlain(content, depth + 1);
    default:
      return false;
  }
}

/** Bytes of an item as DynamoDB bills them: names and values in UTF-8. */
export function sizeOfItem(item: Item): number {
  let size = 0;
  for (const name in item) size += Buffer.byteLength(name) + sizeOfValue(item[name]!);
  return size;
}

function sizeOfValue(value: AttributeValue): number {
  const type = typeOf(value);
  const content = value[type];
  switch (type) {
    case 'S':
      return Buffer.byteLength(content);
    case 'N':
      return sizeOfNumber(content);
    case 'B':
      return Buffer.byteLength(content, 'base64');
    case 'SS':
      return content.reduce((sum: number, text: string) => sum + Buffer.byteLength(text), 0);
    case 'NS':
      return content.reduce((sum: number, text: string) => sum + sizeOfNumber(text), 0);
    case 'BS':
      return content.reduce((sum: number, text: string) => sum + Buffer.byteLength(text, 'base64'), 0);
    case 'L':
      return content.reduce((sum: number, child: AttributeValue) => sum + 1 + sizeOfValue(child), 3);
    case 'M':
      return 3 + Object.keys(content).length + sizeOfItem(content);
    default:
      return 1;
  }
}

/** One byte for each two significant digits, one more, and one for a minus sign (developer guide, "Item sizes"). */
function sizeOfNumber(text: string): number {
  const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

const utf8Rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

/** Order of two texts by their UTF-8 bytes. UTF-16 order differs for what lies beyond the basic plane (emoji). */
function compareTexts(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  for (let index = 0; index < shortest; index += 1) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return utf8Rank(x) - utf8Rank(y);
  }
  return a.length - b.length;
}

/** Order of two values of one type; undefined where DynamoDB has none. */
export function compareValues(a: AttributeValue | undefined, b: AttributeValue | undefined): number | undefined {
  if (!a || !b) return undefined;
  const type = typeOf(a);
  if (type !== typeOf(b)) return undefined;
  if (type === 'S') return compareTexts(a.S, b.S);
  if (type === 'N') return compareDecimals(a.N, b.N);
  if (type === 'B') return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return undefined;
}

/** Equality in depth; sets have no order. */
export function areEqual(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (!a || !b) return false;
  if (a === b) return true;
  const type = typeOf(a);
  const [x, y] = [a[type], b[type]];
  if (y === undefined) return false;
  switch (type) {
    case 'N':
      return compareDecimals(x, y) === 0;
    case 'SS':
    case 'BS':
      return x.length === y.length && x.every((member: string) => y.includes(member));
    case 'NS':
      return (
        x.length === y.length && x.every((m: string) => y.some((other: string) => compareDecimals(m, other) === 0))
      );
    case 'L':
      return x.length === y.length && x.every((child: AttributeValue, index: number) => areEqual(child, y[index]));
    case 'M':
      return areEqualItems(x, y);
    default:
      return x === y;
  }
}

export function areEqualItems(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => areEqual(a[name], b[name]));
}
