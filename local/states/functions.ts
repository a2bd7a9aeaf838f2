/** The functions that Step Functions adds to JSONata, and the two that must read the runtime's clock. */
import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';
import type { Clock } from '../clock.ts';
import { randomFrom } from './random.ts';

const ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);
const LONGEST_RANGE = 1000;

/** Adds `$partition`, `$range`, `$hash`, `$random`, `$uuid`, `$parse`; binds `$now` and `$millis` to `clock`; takes `$eval` away. */
export function addFunctions(expression: Expression, clock: Clock): void {
  expression.registerFunction('partition', partition);
  expression.registerFunction('range', range);
  expression.registerFunction('hash', hash);
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? Math.random() : randomFrom(String(seed))),
    '<n?:n>',
  );
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', (text?: string) => (text === undefined ? undefined : JSON.parse(text)), '<s:x>');
  expression.registerFunction('eval', () => {
    throw new Error('The function $eval is not supported.');
  });
  expression.registerFunction('millis', () => clock.now());
  expression.registerFunction('now', function (this: any, picture?: string, timezone?: string) {
    return this.environment.lookup('fromMillis').implementation.call(this, clock.now(), picture, timezone);
  });
}

function partition(items: unknown, size: unknown): unknown {
  if (items === undefined) return undefined;
  if (!Array.isArray(items)) throw new Error('The first argument of $partition must be an array.');
  if (typeof size !== 'number' || size < 1) throw new Error('The size given to $partition must be a positive number.');
  const width = Math.trunc(size);
  return Array.from({ length: Math.ceil(items.length / width) }, (_, index) =>
    items.slice(index * width, (index + 1) * width),
  );
}

/** A range of one value is that value, as for every JSONata sequence. */
function range(start: unknown, end: unknown, step: unknown): unknown {
  const [from, to, by] = [start, end, step];
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number' || by === 0)
    throw new Error('$range takes three numbers, the step not 0.');
  const count = Math.floor((to - from) / by) + 1;
  if (count > LONGEST_RANGE) throw new Error(`$range gives at most ${LONGEST_RANGE} values.`);
  const values = Array.from({ length: Math.max(count, 0) }, (_, index) => from + index * by);
  return values.length === 1 ? values[0] : values;
}

function hash(data: unknown, algorithm: unknown): unknown {
  if (data === undefined) return undefined;
  const name = ALGORITHMS.get(String(algorithm));
  if (!name) throw new Error(`$hash knows ${[...ALGORITHMS.keys()].join(', ')}; not '${String(algorithm)}'.`);
  return createHash(name)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
}
