/**
 * Which regular expressions a form may ask for. They run on what strangers write, and the platform's engine goes back over a text
 * for every part that may be of another length: without groups, and with at most three of such parts on a text of at most 200
 * characters, it takes at most 200³/6, about a million steps.
 */

const LONGEST_PATTERN = 100;
export const LONGEST_MATCHED = 200;
const MOST_VARIABLE = 3;

/** A character, an escape, or a class of characters… */
const ATOM = /(?:\\[dDwWsS]|\\[\\.^$*+?()[\]{}|/-]|\[\^?(?:[^\\[\]]|\\[dDwWsS\\[\]^-])+\]|[^\\.^$*+?()[\]{}|/]|\.)/uy;
/** …and how often. */
const REPEATED = /(?:[?*+]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})/y;

/** Why the expression is not allowed; undefined when it is. */
export const patternProblem = (pattern: string): string | undefined => {
  if (pattern.length > LONGEST_PATTERN) return `It is longer than ${LONGEST_PATTERN} characters`;
  let variable = 0;
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] === '|') {
      at += 1;
      variable = 0;
      continue;
    }
    const atom = matchAt(ATOM, pattern, at);
    if (atom === undefined)
      return `Write characters, classes such as [A-Z0-9] or \\d, how often ({4}, {2,6}, ?, *, +) and | between alternatives; no groups: ${JSON.stringify(pattern.slice(at, at + 8))} is something else`;
    at += atom.length;
    const repeated = matchAt(REPEATED, pattern, at) ?? '';
    at += repeated.length;
    if (repeated !== '' && !/^\{[0-9]+\}$/.test(repeated)) variable += 1;
    if (variable > MOST_VARIABLE)
      return `At most ${MOST_VARIABLE} parts of it may be of another length (?, *, +, {2,6})`;
  }
  return compiles(pattern) ? undefined : 'It is no regular expression';
};

const matchAt = (expression: RegExp, text: string, at: number): string | undefined => {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
};

const compiles = (pattern: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u') instanceof RegExp;
  } catch {
    return false;
  }
};
