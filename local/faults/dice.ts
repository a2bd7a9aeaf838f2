import { createHash } from 'node:crypto';
import { type Random, randomOf } from '../random.ts';

/** Numbers for one place, e.g. `crash Notify`. */
export type Dice = (place: string) => Random;

/**
 * Every place has numbers of its own, so that what happens at one does not depend on how often another was asked. Which
 * delivery meets which number still depends on how fast sandboxes work: the same seed gives a similar run, not the same.
 */
export function diceOf(seed: number): Dice {
  const places = new Map<string, Random>();
  return (place) => {
    const known =
      places.get(place) ?? randomOf(createHash('sha256').update(`${seed} ${place}`).digest().readUInt32LE());
    places.set(place, known);
    return known;
  };
}
