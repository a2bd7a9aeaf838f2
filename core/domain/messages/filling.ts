/** How a text of the policy is filled: line by line, so that a line of which there is nothing to say is left out. */
import { placeholdersIn, replaceIn } from '../handling/placeholders.ts';
import { ABSENCE, nameIn } from './placeholders.ts';
import type { Facts } from './planned.ts';

/** What a channel makes of a value before it stands in the text. */
export type Shape = (value: string, name: string) => string;

const asItIs: Shape = (value) => value;

/**
 * The lines that remain. A line with a placeholder that has nothing to say is left out, and so is one with `{no text}` where there is
 * a text. What a value says is never read as a placeholder. No empty line at the ends, and no two of them together.
 */
export const fillLines = (text: string, facts: Facts, shape: Shape = asItIs): readonly string[] =>
  text
    .trim()
    .split('\n')
    .filter((line) => placeholdersIn(line).every((inside) => stays(inside, facts)))
    .filter((line, index, lines) => line !== '' || (lines[index - 1] ?? '') !== '')
    .map((line) => replaceIn(line, (inside) => wordOf(inside, facts, shape)))
    .filter((line, index, lines) => line !== '' || (index > 0 && index < lines.length - 1));

/** One line, which is never left out: what there is nothing to say of leaves a gap. */
export const fillLine = (text: string, facts: Facts): string =>
  replaceIn(text, (inside) => wordOf(inside, facts, asItIs))
    .replace(/\s+/g, ' ')
    .trim();

const has = (facts: Facts, name: string): boolean => Object.hasOwn(facts, name) && facts[name] !== '';

const stays = (inside: string, facts: Facts): boolean => inside.startsWith(ABSENCE) !== has(facts, nameIn(inside));

const wordOf = (inside: string, facts: Facts, shape: Shape): string =>
  has(facts, inside) ? shape(facts[inside] as string, inside) : '';
