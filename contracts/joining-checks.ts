/** Categories that joining of a policy file names, and the file has not. */
import { type Finding, unknown } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

export const joiningChecks = ({ joining, categories }: SoundParts): readonly Finding[] =>
  Object.keys(joining?.categories ?? {}).flatMap((name) =>
    unknown(['joining', 'categories', name], name, 'category', categories),
  );
