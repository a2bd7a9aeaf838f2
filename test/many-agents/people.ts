/** The 32 who work at once. */
import { SCOPES, type Scope } from '../../contracts/routes/route.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import type { System } from '../support/system.ts';

export interface Person {
  readonly id: AgentId;
  readonly team: string;
  readonly role: Scope;
  readonly reach: 'team' | 'desk';
}

const some = (count: number, team: string, role: Scope, reach: Person['reach'] = 'team'): Person[] =>
  Array.from({ length: count }, (_, at) => ({ id: `agt_${team}_${role}_${at + 1}`, team, role, reach }));

export const PEOPLE: readonly Person[] = [
  ...some(8, 'logistics', 'agent'),
  ...some(8, 'aftersales', 'agent'),
  ...some(4, 'payments', 'agent'),
  ...some(2, 'complaints', 'agent', 'desk'),
  ...some(2, 'logistics', 'temporary'),
  ...some(2, 'logistics', 'supervisor', 'desk'),
  ...some(1, 'aftersales', 'supervisor'),
  ...some(3, 'aftersales', 'reviewer'),
  ...some(1, 'logistics', 'operator'),
  ...some(1, 'logistics', 'auditor'),
];

export const hireAll = async ({ hire }: System): Promise<void> => {
  for (const { id, team, role, reach } of PEOPLE) await hire(id, team, { roles: [role], capacity: 30, scope: reach });
};

/** Good for some hours: they are made anew as the clock goes on. */
export const tokensOf = async ({ runtime }: System): Promise<ReadonlyMap<AgentId, string>> =>
  new Map(
    await Promise.all(
      PEOPLE.map(async ({ id, role }): Promise<[AgentId, string]> => [id, await runtime.token(id, [SCOPES[role]])]),
    ),
  );
