/** What the sections of a policy file are made of. */
import * as z from 'zod';

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

export const count = z.int().min(1);

/** Units of an agent's capacity. */
export const units = z.int().min(1).max(100, 'A ticket takes at most 100 units');
