/** What has to change in the directory so that it is as a file says. */
import type { AgentView, TeamView } from '../../contracts/views.ts';
import type { Wanted, WantedAgent, WantedTeam } from './directory-file.ts';

export interface Directory {
  readonly teams: readonly TeamView[];
  readonly agents: readonly AgentView[];
}

export interface Difference {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export type Step =
  | { readonly do: 'create' | 'change'; readonly team: WantedTeam; readonly differences: readonly Difference[] }
  | { readonly do: 'create' | 'change'; readonly agent: WantedAgent; readonly differences: readonly Difference[] }
  | { readonly do: 'remove'; readonly remove: Pick<AgentView, 'id' | 'name' | 'team'> };

export interface Plan {
  readonly steps: readonly Step[];
  /** Agents of the teams of the file whom it does not name, and who stay since nobody asked for their removal. */
  readonly stay: readonly string[];
  /** How many teams and agents are as the file says already. */
  readonly unchanged: number;
}

/** Teams that the file does not name are left alone, and so are their agents. `remove`: agents of the others who are not in it go. */
export const planOf = (wanted: Wanted, { teams, agents }: Directory, remove: boolean): Plan => {
  const named = new Set([...wanted.teams.map(({ name }) => name), ...wanted.agents.map(({ team }) => team)]);
  const ids = new Set<string>(wanted.agents.map(({ id }) => id));
  const gone = agents.filter(({ id, team }) => named.has(team) && !ids.has(id));
  const teamSteps = wanted.teams.flatMap((team): Step[] => {
    const known = teams.find(({ name, title }) => name === team.name && title !== undefined);
    if (!known) return [{ do: 'create', team, differences: [] }];
    const differences = between(known, team, ['title', 'timeZone', 'shifts', 'changes']);
    return differences.length > 0 ? [{ do: 'change', team, differences }] : [];
  });
  const agentSteps = wanted.agents.flatMap((agent): Step[] => {
    const known = agents.find(({ id }) => id === agent.id);
    if (!known) return [{ do: 'create', agent, differences: [] }];
    const differences = between(known, agent, PROFILE);
    return differences.length > 0 ? [{ do: 'change', agent, differences }] : [];
  });
  const removals: Step[] = remove
    ? gone.map(({ id, name, team }) => ({ do: 'remove', remove: { id, name, team } }))
    : [];
  return {
    steps: [...teamSteps, ...agentSteps, ...removals],
    stay: remove ? [] : gone.map(({ id }) => id),
    unchanged: wanted.teams.length + wanted.agents.length - teamSteps.length - agentSteps.length,
  };
};

const PROFILE = [
  'name',
  'email',
  'phone',
  'digest',
  'team',
  'roles',
  'capacity',
  'skills',
  'languages',
  'regions',
  'seniority',
  'scope',
  'until',
  'leave',
  'substitute',
] as const;

const between = <K extends string>(
  known: { readonly [Field in K]?: unknown },
  wanted: { readonly [Field in K]?: unknown },
  fields: readonly K[],
): readonly Difference[] =>
  fields.flatMap((field) =>
    canonical(known[field]) === canonical(wanted[field]) ? [] : [{ field, from: known[field], to: wanted[field] }],
  );

/** The same value is the same text, in whatever order its keys stand. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? '';
