/** Names that parts of a policy file share, and that another part has to know. */
import { type Finding, unknown } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

type Names = readonly { readonly name: string }[];

interface Narrowed {
  readonly category?: readonly string[] | undefined;
  readonly channel?: readonly string[] | undefined;
  readonly queue?: readonly string[] | undefined;
  readonly stepTaken?: readonly string[] | undefined;
  readonly stepNotTaken?: readonly string[] | undefined;
}

/** What a rule or a row of the ladder is narrowed down to. */
export const matchChecks = (path: Finding['path'], when: Narrowed, file: SoundParts): Finding[] => [
  ...unknownIn([...path, 'category'], when.category, 'category', file.categories),
  ...unknownIn([...path, 'channel'], when.channel, 'channel', file.channels),
  ...unknownIn([...path, 'queue'], when.queue, 'queue', file.queues),
  ...unknownIn([...path, 'stepTaken'], when.stepTaken, 'step', steps(file)),
  ...unknownIn([...path, 'stepNotTaken'], when.stepNotTaken, 'step', steps(file)),
];

/** Of any checklist. */
const steps = ({ checklists }: SoundParts): Names | undefined =>
  checklists && [...checklists.default, ...Object.values(checklists.categories).flat()];

export const unknownIn = (
  path: Finding['path'],
  names: readonly string[] = [],
  what: string,
  known: Names | undefined,
): Finding[] => names.flatMap((name, index) => unknown([...path, index], name, what, known));

/** Those of queues. */
export const teamsOfQueues = ({ queues }: SoundParts): Names | undefined =>
  queues?.flatMap(({ teams }) => teams.map((name) => ({ name })));

/** `team:…` of one that serves no queue and is not among `escalation.teams`. */
export const addresseeChecks = (path: Finding['path'], who: string, file: SoundParts): Finding[] => {
  const known = teamsOfQueues(file);
  const others = file.escalation?.teams?.map((name) => ({ name }));
  if (!who.startsWith('team:') || !known || !others) return [];
  return unknown(path, who.slice('team:'.length), 'team', [...known, ...others]);
};
