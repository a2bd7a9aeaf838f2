/** What a policy says of keeping personal data, held against its other parts. */
import { type Finding, unknown } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

/** Categories that it names, and the file has not. */
export const retentionChecks = ({ retention: part, categories }: SoundParts): readonly Finding[] =>
  Object.keys(part?.categories ?? {}).flatMap((name) =>
    unknown(['retention', 'categories', name], name, 'category', categories),
  );
