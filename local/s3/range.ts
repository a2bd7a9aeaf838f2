import { AwsError } from '../aws.ts';

/** Both ends are part of it, counted from 0. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header asks of an object of `size` bytes. Undefined: all of it, as when the header has several ranges or another
 * unit. Throws AwsError InvalidRange when there is nothing in it.
 */
export function rangeOf(header: string | undefined, size: number): Range | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first <= last) return { first, last };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
}
