/** The file of `directory apply`: teams with their rosters, and agents. */
import * as z from 'zod/mini';
import { agentId, name } from '../../contracts/common.ts';
import { duplicates, type Finding } from '../../contracts/findings.ts';
import { putAgent, putTeam } from '../../contracts/requests.ts';
import { overlaps } from '../../contracts/roster-checks.ts';
import { findingsOf, PolicyError, readDocument } from '../../contracts/yaml-document.ts';
import { Mistake } from './mistake.ts';

const agent = z.extend(z.omit(putAgent, { presence: true }), { id: agentId });
const team = z.extend(putTeam, { name });
const directoryFile = z.strictObject({ teams: z._default(z.array(team), []), agents: z._default(z.array(agent), []) });

export type WantedAgent = z.output<typeof agent>;
export type WantedTeam = z.output<typeof team>;

export interface Wanted {
  readonly teams: readonly WantedTeam[];
  readonly agents: readonly WantedAgent[];
}

/** `file` is its name in messages. Throws a Mistake that tells everything that is wrong, each with its line. */
export const readDirectory = (text: string, file: string): Wanted => {
  try {
    const document = readDocument(text, file);
    const parsed = directoryFile.safeParse(document.content ?? {});
    const findings = parsed.data ? contradictions(parsed.data) : (parsed.error?.issues ?? []).flatMap(findingsOf);
    if (!parsed.data || findings.length > 0) throw document.refuse(findings);
    return parsed.data;
  } catch (error) {
    if (error instanceof PolicyError) throw new Mistake(`${error.message}\nNothing was changed.`);
    throw error;
  }
};

export const OWN_SUBSTITUTE = 'Somebody else stands in for them: name another agent';

const contradictions = ({ teams, agents }: Wanted): readonly Finding[] => [
  ...duplicates(['teams'], teams),
  ...agents.flatMap(({ id }, index) =>
    agents.findIndex((each) => each.id === id) < index
      ? [{ path: ['agents', index, 'id'], message: `${id} stands here twice` }]
      : [],
  ),
  ...agents.flatMap(({ id, substitute }, index) =>
    id === substitute ? [{ path: ['agents', index, 'substitute'], message: OWN_SUBSTITUTE }] : [],
  ),
  ...teams.flatMap((each, index) =>
    overlaps(each).map(({ path, message }) => ({ path: ['teams', index, ...path], message })),
  ),
];
