/** The default policy with something wrong in it. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { PolicyError } from '../../contracts/yaml-document.ts';

const policyText = readFileSync(new URL('../../policies/desk.yaml', import.meta.url), 'utf8');

/** The problems of the default policy after one replacement, as `<line's text> | path: message`. */
export const broken = (from: string | RegExp, to: string): string[] => {
  const text = policyText.replace(from, () => to);
  expect(text, `nothing was replaced: ${from}`).not.toBe(policyText);
  return problemsOf(text);
};

const problemsOf = (text: string): string[] => {
  try {
    parsePolicy(text, 'desk.yaml');
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const lines = text.split('\n');
    for (const [index, { line, path, message }] of error.problems.entries())
      expect(error.message.split('\n')[index]).toBe(`desk.yaml:${line} ${path ? `${path}: ` : ''}${message}`);
    return error.problems.map(({ line, path, message }) => `${lines[line - 1]?.trim()} | ${path}: ${message}`);
  }
  return [];
};

/** With another text in the place of one of its top-level sections. */
export const sectionBroken = (name: string, text: string): string[] => problemsOf(withSection(name, text));

/**
 * The text of the default policy with another section; of the same indentation as the file. Approvals ask teams that another ladder
 * may not know: with it there are none.
 */
export const withSection = (name: string, text: string): string => {
  const changed = policyText.replace(section(name), () => `${text.trim()}\n`);
  expect(changed, `there is no section ${name}`).not.toBe(policyText);
  return name === 'escalation' ? changed.replace(section('approvals'), '') : changed;
};

const section = (name: string): RegExp => new RegExp(`^${name}:.*\\n(?:(?: .*|#.*|)\\n)*?(?=[a-z#]|$(?![^]))`, 'm');
