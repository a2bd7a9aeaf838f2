/** DynamoDB's numbers: decimal texts of up to 38 digits. Doubles would lose digits, so they serve only where they are exact. */
import { AwsError } from '../aws.ts';

/** `units` × 10^`-scale`. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const EXACT = /^-?\d{1,15}$/;

const parse = (text: string): Decimal => {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
};

const align = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
};

/** Below, at or above 0, as `a` is to `b`. Both in plain notation. */
export function compareDecimals(a: string, b: string): number {
  if (EXACT.test(a) && EXACT.test(b)) return Number(a) - Number(b);
  const [x, y] = align(parse(a), parse(b));
  return x < y ? -1 : x > y ? 1 : 0;
}

/** `a + b`, or `a - b` when `sign` is -1, in plain notation. Refuses what 38 digits cannot hold. */
export function addDecimals(a: string, b: string, sign: 1 | -1 = 1): string {
  if (EXACT.test(a) && EXACT.test(b)) return String(Number(a) + sign * Number(b) || 0);
  const [x, y, scale] = align(parse(a), parse(b));
  return print(x + BigInt(sign) * y, scale);
}

function print(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const significant = (whole + fraction).replace(/^0+|0+$/g, '');
  if (significant.length > 38)
    throw new AwsError('ValidationException', 'Attempting to store more than 38 significant digits in a Number');
  if (whole.length > 126)
    throw new AwsError(
      'ValidationException',
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  return (units < 0n ? '-' : '') + whole + (fraction && `.${fraction}`);
}

/**
 * Bytes whose order is the numbers' order: sign, exponent, digits. A negative number has exponent and digits complemented and
 * a closing byte above every digit, so that -1.5 comes before -1.
 */
export function orderedBytes(text: string): Buffer {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const all = whole + fraction;
  const lead = all.search(/[1-9]/);
  if (lead < 0) return Buffer.from([1]);
  const digits = all.slice(lead).replace(/0+$/, '');
  const exponent = whole.length - lead + 130; // 126 … -129 for the magnitudes that are allowed, so 1 … 256 is shifted to fit a byte
  const bytes = Buffer.alloc(digits.length + (negative ? 3 : 2));
  bytes[0] = negative ? 0 : 2;
  bytes[1] = negative ? 256 - exponent : exponent - 1;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(index) - 48;
    bytes[index + 2] = negative ? 9 - digit : digit;
  }
  if (negative) bytes[bytes.length - 1] = 255;
  return bytes;
}
