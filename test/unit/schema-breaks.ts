type Schema = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const record = (value: unknown): Readonly<Record<string, Schema>> => (value ?? {}) as Record<string, Schema>;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Says nothing about which values are valid. */
const WORDS = new Set(['description', 'title', 'default', 'examples', '$schema']);
const COMPARED = new Set(['properties', 'required', 'enum', 'items', 'propertyNames', 'oneOf', 'anyOf']);

/**
 * What a changed JSON Schema takes away from those who read or wrote by the old one: fields that are gone or no longer
 * certain, values that are gone, limits that are new. Paths with a reason; empty when the new one only adds.
 */
export const breaks = (before: Schema, after: Schema, path = ''): string[] => {
  const [old, now] = [record(before.properties), record(after.properties)];
  const [oldRequired, nowRequired] = [list(before.required), list(after.required)];
  const [oldArms, nowArms] = [list(before.oneOf ?? before.anyOf), list(after.oneOf ?? after.anyOf)];
  return [
    ...[...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => !WORDS.has(key) && !COMPARED.has(key) && !same(before[key], after[key]))
      .map((key) => `${path}: ${key} has changed`),
    ...Object.keys(old).flatMap((key) =>
      now[key] ? breaks(old[key] ?? {}, now[key], `${path}.${key}`) : [`${path}.${key}: is gone`],
    ),
    ...oldRequired.filter((key) => !nowRequired.includes(key)).map((key) => `${path}.${key}: is no longer certain`),
    ...nowRequired.filter((key) => !oldRequired.includes(key)).map((key) => `${path}.${key}: has become required`),
    ...list(before.enum)
      .filter((value) => after.enum !== undefined && !list(after.enum).includes(value))
      .map((value) => `${path}: ${value} is gone`),
    ...((before.enum === undefined) !== (after.enum === undefined)
      ? [`${path}: its list of values has come or gone`]
      : []),
    ...(before.items || after.items
      ? breaks((before.items ?? {}) as Schema, (after.items ?? {}) as Schema, `${path}[]`)
      : []),
    ...(before.propertyNames || after.propertyNames
      ? breaks((before.propertyNames ?? {}) as Schema, (after.propertyNames ?? {}) as Schema, `${path}{}`)
      : []),
    ...(oldArms.length > nowArms.length ? [`${path}: a form is gone`] : []),
    ...nowArms.flatMap((arm, index) =>
      oldArms[index] ? breaks(oldArms[index] as Schema, arm as Schema, `${path}(${index})`) : [],
    ),
  ];
};
