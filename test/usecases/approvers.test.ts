/** Who is asked to approve: addressees as people of the directory, and who stands in for those on leave. */
import { describe, expect, it } from 'vitest';
import type { ApprovalStage } from '../../core/domain/approval/approval.ts';
import { type Agent, type AgentProfile, NO_LOAD } from '../../core/domain/routing/agent.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { findApprovers } from '../../core/usecases/find-approvers.ts';
import { inPhase } from '../unit/desk.ts';
import { START } from '../unit/people.ts';
import { PLAIN } from '../unit/rules.ts';

const AWAY = { leave: [{ from: '2026-11-20', until: '2026-11-25' }] };

const person = (id: AgentId, team: string, over: Partial<AgentProfile> = {}): Agent => ({
  ...NO_LOAD,
  ...{ id, name: id, team, roles: ['supervisor'], capacity: 8, skills: {}, languages: [], regions: [], seniority: 0 },
  ...{ leave: [], presence: 'offline' },
  ...over,
});

/** `agt_lin` has the ticket, which the team logistics serves first. */
const asked = async (
  agents: readonly Agent[],
  stage: Partial<ApprovalStage> = {},
  { by = 'agt_lin', timeZone }: { readonly by?: string; readonly timeZone?: string } = {},
) => {
  const reads: string[] = [];
  const team = (name: string) => ({
    name,
    title: { zh: '', en: '' },
    timeZone: timeZone ?? '',
    shifts: [],
    changes: [],
  });
  const directory = {
    team: async (name: string) => {
      reads.push(name);
      return { agents: agents.filter((each) => each.team === name), ...(timeZone && { team: team(name) }) };
    },
    agent: async (id: AgentId) => {
      reads.push(id);
      return agents.find((each) => each.id === id);
    },
  };
  const of: ApprovalStage = {
    ...{ name: 'lead', title: { zh: '', en: '' }, of: ['supervisor'], need: 1, limitMinutes: 60 },
    ...{ escalateTo: ['team:board'] },
    ...stage,
  };
  const ticket = inPhase('handling');
  const found = await findApprovers({ directory }, ticket, [of], { policy: PLAIN, now: START, by });
  return { ...found.lead, reads };
};

describe('who is asked', () => {
  it('supervisors of the team that serves the ticket first, whether they are there or not; those above later', async () => {
    const found = await asked([
      person('agt_luo', 'logistics'),
      person('agt_he', 'logistics', { roles: ['agent'] }),
      person('agt_du', 'aftersales'),
      person('agt_long', 'board', { roles: ['operator'] }),
    ]);
    expect(found).toEqual({ of: ['agt_luo'], late: ['agt_long'], reads: ['logistics', 'board'] });
  });

  it('a team, and people by name, each once; whoever is asked at once is not asked later', async () => {
    const people = [person('agt_luo', 'logistics'), person('agt_long', 'board'), person('agt_mei', 'board')];
    const stage = {
      of: ['team:board', 'agt_long', 'agt_luo', 'agt_gone'],
      escalateTo: ['team:board', 'agt_luo'],
    } as const;
    expect(await asked(people, stage)).toMatchObject({ of: ['agt_long', 'agt_mei', 'agt_luo'], late: [] });
  });

  it('nobody who only helps out or only looks', async () => {
    const people = [
      person('agt_temp', 'board', { roles: ['temporary'] }),
      person('agt_audit', 'board', { roles: ['auditor'] }),
      person('agt_both', 'board', { roles: ['auditor', 'agent'] }),
    ];
    expect(await asked(people, { of: ['team:board'] })).toMatchObject({ of: ['agt_both'] });
  });
});

describe('in the place of those on leave', () => {
  it('their substitute is asked, and of those who are away as well their own', async () => {
    const away = person('agt_luo', 'logistics', { ...AWAY, substitute: 'agt_du' });
    expect(await asked([away, person('agt_du', 'aftersales')])).toMatchObject({ of: ['agt_du'] });
    const further = person('agt_du', 'aftersales', { ...AWAY, substitute: 'agt_mei' });
    expect(await asked([away, further, person('agt_mei', 'presale')])).toMatchObject({ of: ['agt_mei'] });
  });

  it('nobody is without one, nor when they stand in for each other', async () => {
    expect(await asked([person('agt_luo', 'logistics', AWAY)])).toMatchObject({ of: [] });
    const round = [
      person('agt_luo', 'logistics', { ...AWAY, substitute: 'agt_du' }),
      person('agt_du', 'aftersales', { ...AWAY, substitute: 'agt_luo' }),
    ];
    expect(await asked(round)).toMatchObject({ of: [] });
  });

  it('nobody who only helps out', async () => {
    const away = person('agt_luo', 'logistics', { ...AWAY, substitute: 'agt_temp' });
    expect(await asked([away, person('agt_temp', 'logistics', { roles: ['temporary'] })])).toMatchObject({ of: [] });
  });

  it('somebody once, who stands in for one and is asked themselves', async () => {
    const people = [person('agt_luo', 'logistics', { ...AWAY, substitute: 'agt_du' }), person('agt_du', 'logistics')];
    expect(await asked(people)).toMatchObject({ of: ['agt_du'] });
  });

  it('by the days of their own zone', async () => {
    // START is noon of the 22nd in Shanghai, and still the 21st in Honolulu.
    const today = { leave: [{ from: '2026-11-22', until: '2026-11-22' }], substitute: 'agt_du' } as const;
    const people = [person('agt_luo', 'logistics', today), person('agt_du', 'aftersales')];
    expect(await asked(people, {}, { timeZone: 'Asia/Shanghai' })).toMatchObject({ of: ['agt_du'] });
    expect(await asked(people, {}, { timeZone: 'Pacific/Honolulu' })).toMatchObject({ of: ['agt_luo'] });
  });
});

describe('never asked', () => {
  it('are who says that it is solved and who has it, also in the place of others', async () => {
    const people = [
      person('agt_lin', 'logistics'),
      person('agt_luo', 'logistics'),
      person('agt_du', 'logistics', { ...AWAY, substitute: 'agt_lin' }),
    ];
    expect(await asked(people, {}, { by: 'agt_luo' })).toMatchObject({ of: [] });
    expect(await asked(people)).toMatchObject({ of: ['agt_luo'] });
  });
});
