/** Lists that people keep under a name: everybody their own, and a supervisor those of their team. */
import type { Actor } from '../domain/permissions.ts';
import { refuse } from '../domain/refusals.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import type { SavedView, Views } from '../ports-search.ts';
import type { Refused } from './refused.ts';

export interface ViewPorts {
  readonly views: Views;
  readonly directory: Pick<Directory, 'agent'>;
}
export type Whose = 'me' | 'team';

export interface NamedView extends SavedView {
  readonly name: string;
  readonly for: Whose;
}

/** Database operations: two reads of the agent, and two of what is kept. */
export const listViews = async ({ views, directory }: ViewPorts, actor: Actor): Promise<readonly NamedView[]> => {
  const [own, agent] = await Promise.all([views.of(actor.id), directory.agent(actor.id as AgentId)]);
  const teams = agent ? await views.of(teamOwner(agent.team)) : {};
  return [...named(own, 'me'), ...named(teams, 'team')];
};

export const putView = async (
  ports: ViewPorts,
  actor: Actor,
  name: string,
  whose: Whose,
  view: SavedView,
): Promise<NamedView | Refused> => {
  const owner = await ownerOf(ports, actor, whose);
  if (typeof owner !== 'string') return owner;
  return (await ports.views.put(owner, name, view))
    ? { name, for: whose, ...view }
    : refuse('too-many', 'Fifty views are kept, and no more: remove one first.');
};

/** Removing what is not there is done already. */
export const removeView = async (
  ports: ViewPorts,
  actor: Actor,
  name: string,
  whose: Whose,
): Promise<Refused | undefined> => {
  const owner = await ownerOf(ports, actor, whose);
  if (typeof owner !== 'string') return owner;
  await ports.views.remove(owner, name);
  return undefined;
};

const ownerOf = async ({ directory }: ViewPorts, actor: Actor, whose: Whose): Promise<string | Refused> => {
  if (whose === 'me') return actor.id;
  const agent = await directory.agent(actor.id as AgentId);
  return agent && actor.roles.includes('supervisor')
    ? teamOwner(agent.team)
    : refuse('not-permitted', 'The views of a team are kept by its supervisors.');
};

const teamOwner = (team: string): string => `team:${team}`;

const named = (views: Readonly<Record<string, SavedView>>, whose: Whose): NamedView[] =>
  Object.entries(views)
    .map(([name, view]) => ({ name, for: whose, ...view }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
