/** Chance that can be repeated: every draw follows from a text. */

/** A number from 0 to 1 that the text alone decides, so that every strategy meets the same fate. */
export const drawOf = (text: string): number => {
  let hash = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) hash = mixed(hash ^ Math.imul(text.charCodeAt(at), 0x9e3779b1));
  return (mixed(hash + text.length) >>> 0) / 2 ** 32;
};

const mixed = (value: number): number => {
  let bits = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return bits ^ (bits >>> 15);
};

export type Random = () => number;

/** One number from 0 to 1 after the other. */
export const randomFrom = (seed: string): Random => {
  let drawn = 0;
  return () => {
    drawn += 1;
    return drawOf(`${seed}/${drawn}`);
  };
};

/** Of mean 0 and deviation 1, from two draws (Box and Muller). */
export const normalOf = (one: number, other: number): number =>
  Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);

/** How often something happens that happens `mean` times on average. */
export const countOf = (mean: number, random: Random): number => {
  let count = -1;
  for (let left = mean; left >= 0; count += 1) left += Math.log(1 - random());
  return count;
};

/** One of the keys, by the weight of each. */
export const pickFrom = <K extends string>(weights: Readonly<Partial<Record<K, number>>>, draw: number): K => {
  const entries = Object.entries(weights) as [K, number][];
  let left = draw * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries.at(-1)![0];
};
