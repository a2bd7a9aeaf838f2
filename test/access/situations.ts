/** Everybody who comes to a ticket, and how they stand to it: the columns of docs/permissions.md. */
import type { Actor, Role } from '../../core/domain/permissions.ts';

export interface Situation {
  readonly role: Role;
  /** mine: they have it in hand · team: it is with their team · other: it is with another team · any: it makes no difference. */
  readonly ticket: 'mine' | 'team' | 'other' | 'any';
  readonly title: readonly [zh: string, en: string];
}

export const SITUATIONS: readonly Situation[] = [
  { role: 'agent', ticket: 'mine', title: ['坐席：自己的', 'agent: own'] },
  { role: 'agent', ticket: 'team', title: ['坐席：本部门', 'agent: team’s'] },
  { role: 'agent', ticket: 'other', title: ['坐席：他部门', 'agent: other'] },
  { role: 'temporary', ticket: 'mine', title: ['临时：自己的', 'temporary: own'] },
  { role: 'temporary', ticket: 'team', title: ['临时：其余', 'temporary: other'] },
  { role: 'supervisor', ticket: 'team', title: ['主管：本部门', 'supervisor: team’s'] },
  { role: 'supervisor', ticket: 'other', title: ['主管：他部门', 'supervisor: other'] },
  { role: 'reviewer', ticket: 'any', title: ['质检', 'reviewer'] },
  { role: 'operator', ticket: 'any', title: ['运维', 'operator'] },
  { role: 'auditor', ticket: 'any', title: ['审计', 'auditor'] },
  { role: 'channel', ticket: 'any', title: ['渠道', 'channel'] },
  { role: 'customer', ticket: 'any', title: ['客户', 'customer'] },
  { role: 'party', ticket: 'any', title: ['外部', 'party'] },
  { role: 'system', ticket: 'any', title: ['系统', 'system'] },
];

/** Of the ticket. */
export const TEAM = 'logistics';
/** Teams that the queue asks when nobody of its first one is there reach it, too: this is none of them. */
export const OTHER_TEAM = 'presale';

/** `assignee`: whose the ticket is. */
export const actorOf = ({ role, ticket }: Situation, assignee: string): Actor => {
  const limited = role === 'agent' || role === 'supervisor' || role === 'temporary';
  return {
    kind: KINDS[role] ?? 'agent',
    id: ticket === 'mine' ? assignee : `agt_${role}_${ticket}`,
    roles: [role],
    ...(limited && { reach: [ticket === 'other' ? OTHER_TEAM : TEAM] }),
  };
};

const KINDS: Partial<Record<Role, Actor['kind']>> = {
  channel: 'channel',
  customer: 'customer',
  party: 'party',
  system: 'system',
};
