/** What the sections of a policy file are made of. */
import * as z from 'zod';
import { toInstant } from '../core/domain/time.ts';
import { findingsOf } from './yaml-document.ts';

const PER_MINUTE = { s: 1 / 60, min: 1, h: 60, d: 24 * 60 } as const;
const DURATION = /^(\d+(?:\.\d+)?) ?(s|min|h|d)$/;

const time = (isAllowed: (minutes: number) => boolean) =>
  z.string('Write a time such as 30 min, 4 h or 3 d').transform((text, check): number => {
    const [, amount, unit] = DURATION.exec(text) ?? [];
    const minutes = Number(amount) * PER_MINUTE[unit as keyof typeof PER_MINUTE];
    if (isAllowed(minutes)) return minutes;
    check.addIssue(`${JSON.stringify(text)} is no time: write one such as 30 min, 4 h or 3 d`);
    return z.NEVER;
  });

/** `90 s`, `30 min`, `4 h` or `3 d`, longer than nothing; becomes minutes. */
export const duration = time((minutes) => minutes > 0);

/** The same, where `0 min` has a meaning too. */
export const durationOrNone = time((minutes) => minutes >= 0);

const LONGEST_DAYS = 400;

/** The same, of a promise: nobody counts in years, so a longer one is a slip. */
export const limit = duration.refine(
  (minutes) => minutes <= LONGEST_DAYS * PER_MINUTE.d,
  `It is longer than ${LONGEST_DAYS} days`,
);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

/** `2026-11-10T20:00+08:00`, with its offset; becomes an instant in UTC. */
export const instant = z
  .string('Write a time with its offset, such as 2026-11-10T20:00+08:00')
  .transform((text, check) => {
    const isDate = z.iso.date().safeParse(text.slice(0, 10)).success;
    const ms = INSTANT.test(text) && isDate ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(ms)) return toInstant(ms);
    check.addIssue(`${JSON.stringify(text)} is no time: write one with its offset, such as 2026-11-10T20:00+08:00`);
    return z.NEVER;
  });

/** An object that names its allowed keys when it has another one. */
export const section = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `There is no ${(keys as string[]).join(', ')} here; allowed are ${Object.keys(shape).join(', ')}`
        : undefined,
  });

/** An object with all of these keys, e.g. one per priority. */
export const sectionOf = <K extends string, T extends z.core.$ZodType>(keys: readonly K[], schemaOf: (key: K) => T) =>
  section(Object.fromEntries(keys.map((key) => [key, schemaOf(key)])) as Record<K, T>);

const isObject = (given: unknown): boolean => typeof given === 'object' && given !== null && !Array.isArray(given);

/** What the schema makes of it; what is wrong with it is said as if it had been read here. */
export const readAs = <T>(schema: z.ZodType<T>, given: unknown, check: z.core.$RefinementCtx): T => {
  const { data, error } = schema.safeParse(given);
  for (const { message, path } of (error?.issues ?? []).flatMap(findingsOf))
    check.addIssue({ code: 'custom', message, path: [...path], input: given });
  return error ? z.NEVER : (data as T);
};

/** A short form, or an object that says more: which one it is meant to be decides what is said of it. */
export const shortOrLong = <S, L>(short: z.ZodType<S>, long: z.ZodType<L>) =>
  z
    .unknown()
    .transform((given, check): S | L => (isObject(given) ? readAs(long, given, check) : readAs(short, given, check)));

/** In both languages of the desk. */
export const titles = section({ zh: z.string().min(1), en: z.string().min(1) });

/** A single character or letter would hit almost everything. */
export const keyword = z.string().min(2, 'A keyword has at least 2 characters');

export const count = z.int().min(1);

/** Units of an agent's capacity. */
export const units = z.int().min(1).max(100, 'A ticket takes at most 100 units');
