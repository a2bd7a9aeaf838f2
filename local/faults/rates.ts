/** Which faults a run asks for, and how often. */

const KINDS = ['duplicate', 'reorder', 'delay', 'throttle', 'crash', 'provider'] as const;
export type FaultKind = (typeof KINDS)[number];

/** The share of chances at which each fault happens, 0 to 1. */
export type FaultRates = Readonly<Record<FaultKind, number>> & { readonly seed: number };

const NAMES: readonly string[] = [...KINDS, 'seed'];
const LARGEST_SEED = 2 ** 32 - 1;

export const NO_FAULTS: FaultRates = {
  duplicate: 0,
  reorder: 0,
  delay: 0,
  throttle: 0,
  crash: 0,
  provider: 0,
  seed: 0,
};

/**
 * Reads `duplicate=0.2,crash=0.01,seed=7`; what is not named does not happen, and without a seed one is drawn. Throws an
 * Error of one line.
 */
export function faultRates(text: string, drawn = Math.floor(Math.random() * LARGEST_SEED)): FaultRates {
  const found = new Map<string, number>();
  for (const part of text.split(',')) {
    const [name = '', value = '', ...more] = part.split('=').map((each) => each.trim());
    if (!NAMES.includes(name))
      throw new Error(`--faults knows no ${name || 'fault without a name'}: there are ${NAMES.join(', ')}.`);
    if (found.has(name)) throw new Error(`--faults names ${name} twice.`);
    const number = value === '' || more.length > 0 ? Number.NaN : Number(value);
    if (name === 'seed' && !(Number.isInteger(number) && number >= 0 && number <= LARGEST_SEED))
      throw new Error(`--faults ${part.trim()}: a seed is a whole number from 0 to ${LARGEST_SEED}.`);
    if (name !== 'seed' && !(number >= 0 && number <= 1))
      throw new Error(`--faults ${part.trim()}: give a share from 0 to 1, e.g. ${name}=0.1.`);
    found.set(name, number);
  }
  return { ...NO_FAULTS, seed: drawn, ...Object.fromEntries(found) };
}

export const hasFaults = (rates: FaultRates): boolean => KINDS.some((kind) => rates[kind] > 0);

/** As it would be given again, e.g. `duplicate=0.2,seed=7`. */
export const faultText = (rates: FaultRates): string =>
  [...KINDS.filter((kind) => rates[kind] > 0), 'seed' as const].map((name) => `${name}=${rates[name]}`).join(',');
