import type { Priority } from '../core/domain/vocabulary.ts';

/** How often each level of skill, 1 to 5, is truly needed: the rules do not know it of a single ticket. */
export const NEEDED_LEVELS: Readonly<Record<Priority, Readonly<Record<string, number>>>> = {
  P0: { 3: 40, 4: 40, 5: 20 },
  P1: { 2: 20, 3: 40, 4: 30, 5: 10 },
  P2: { 1: 15, 2: 35, 3: 35, 4: 15 },
  P3: { 1: 35, 2: 40, 3: 20, 4: 5 },
};
