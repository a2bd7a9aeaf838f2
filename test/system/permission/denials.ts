/** What the runtime says of a call that nothing allows, in the words of AWS. */
import { like } from '../../../local/permission/like.ts';
import type { TemplateGrant } from './grants.ts';

const DENIAL =
  /^access denied: .*: User: (?<user>\S+) is not authorized to perform: (?<action>\S+) on resource: (?<resource>\S+) because no (identity|resource)-based policy allows the \k<action> action$/;

/** `missed`: the missing grants that some line asks for by name · `others`: lines that ask for something else, or for nothing. */
export function readDenials(
  lines: readonly string[],
  missing: ReadonlySet<TemplateGrant>,
): { readonly missed: TemplateGrant[]; readonly others: string[] } {
  const missed = new Set<TemplateGrant>();
  const others: string[] = [];
  for (const line of lines) {
    const told = DENIAL.exec(line)?.groups;
    const asked = told && [...missing].filter((grant) => isAskedBy(grant, told));
    for (const grant of asked ?? []) missed.add(grant);
    if (!asked?.length) others.push(line);
  }
  return { missed: [...missed], others };
}

const isAskedBy = ({ holder, action, resource }: TemplateGrant, told: Readonly<Record<string, string>>): boolean =>
  told.action === action &&
  like(resource, told.resource ?? '') && // a grant on the objects of a bucket ends with a star
  (told.user === holder || told.user?.endsWith(`/${holder}`) === true);
