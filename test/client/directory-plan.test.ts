import { describe, expect, it } from 'vitest';
import type { Wanted, WantedAgent, WantedTeam } from '../../client/cli/directory-file.ts';
import { type Directory, planOf } from '../../client/cli/directory-plan.ts';
import type { AgentView, TeamView } from '../../contracts/views.ts';
import fc from '../support/properties.ts';

const name = fc.constantFrom('logistics', 'payments', 'presale');
const agentId = fc.constantFrom('agt_a', 'agt_b', 'agt_c', 'agt_d') as fc.Arbitrary<`agt_${string}`>;
const profile = {
  name: fc.constantFrom('林', '何'),
  email: fc.option(fc.constant('a@example.com'), { nil: undefined }),
  team: name,
  roles: fc.constantFrom<WantedAgent['roles']>(['agent'], ['agent', 'supervisor']),
  capacity: fc.integer({ min: 1, max: 9 }),
  skills: fc.dictionary(fc.constantFrom('english', 'damage'), fc.integer({ min: 1, max: 5 })),
  languages: fc.constantFrom<WantedAgent['languages']>([], ['zh'], ['zh', 'en']),
  regions: fc.constantFrom<string[]>([], ['华东']),
  seniority: fc.nat(3),
  leave: fc.constantFrom<WantedAgent['leave']>([], [{ from: '2026-10-01', until: '2026-10-07' }]),
};
const agent: fc.Arbitrary<WantedAgent> = fc.record({ id: agentId, ...profile });
const team: fc.Arbitrary<WantedTeam> = fc.record({
  name,
  title: fc.constantFrom({ zh: '一', en: 'One' }, { zh: '二', en: 'Two' }),
  timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin'),
  shifts: fc.constant([]),
  changes: fc.constantFrom<WantedTeam['changes']>([], [{ date: '2026-10-01', agents: [], hours: [] }]),
});
const wanted: fc.Arbitrary<Wanted> = fc.record({
  teams: fc.uniqueArray(team, { selector: (each) => each.name }),
  agents: fc.uniqueArray(agent, { selector: (each) => each.id }),
});

const agentView = (each: WantedAgent): AgentView => {
  const { email, ...said } = each;
  return {
    ...said,
    ...(email !== undefined && { email }),
    ...{ presence: 'online', load: 0, open: 0, claimed: 0, paused: 0 },
  };
};
const directoryOf = ({ teams, agents }: Wanted): Directory => ({
  teams: teams.map((each): TeamView => each),
  agents: agents.map(agentView),
});

/** What the API would have after the steps. */
const after = ({ teams, agents }: Directory, { steps }: ReturnType<typeof planOf>): Directory => {
  const teamsBy = new Map(teams.map((each) => [each.name, each]));
  const agentsBy = new Map<string, AgentView>(agents.map((each) => [each.id, each]));
  for (const step of steps)
    if ('team' in step) teamsBy.set(step.team.name, step.team);
    else if ('agent' in step) agentsBy.set(step.agent.id, agentView(step.agent));
    else agentsBy.delete(step.remove.id);
  return { teams: [...teamsBy.values()], agents: [...agentsBy.values()] };
};

describe('the plan of a directory file', () => {
  it('leads to what the file says, and is empty the second time', () => {
    fc.assert(
      fc.property(wanted, wanted, fc.boolean(), (file, present, remove) => {
        const then = after(directoryOf(present), planOf(file, directoryOf(present), remove));
        expect(planOf(file, then, remove).steps).toEqual([]);
        for (const each of file.agents) expect(then.agents).toContainEqual(agentView(each));
      }),
    );
  });

  it('removes only when it is told to, and never anybody of a team that the file does not name', () => {
    fc.assert(
      fc.property(wanted, wanted, (file, present) => {
        const directory = directoryOf(present);
        expect(planOf(file, directory, false).steps.some((step) => step.do === 'remove')).toBe(false);
        const named = [...file.teams.map((each) => each.name), ...file.agents.map((each) => each.team)];
        const removed = planOf(file, directory, true).steps.flatMap((step) => ('remove' in step ? [step.remove] : []));
        for (const { id, team: of } of removed) {
          expect(named).toContain(of);
          expect(file.agents.map((each) => each.id)).not.toContain(id);
        }
        expect(removed.map(({ id }) => id)).toEqual(planOf(file, directory, false).stay);
      }),
    );
  });
});
