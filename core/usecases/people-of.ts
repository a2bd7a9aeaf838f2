/** Who is meant by an addressee: of a team or its supervisors those on duty, and all of them when nobody is. */
import type { Addressee } from '../domain/escalation/addressee.ts';
import type { NoticeChannel, NoticePolicy } from '../domain/messages/notice-policy.ts';
import type { Policy } from '../domain/policy.ts';
import type { Party } from '../domain/relations.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { AgentId, Language } from '../domain/vocabulary.ts';
import type { Directory, Roster } from '../ports-directory.ts';
import type { Addresses } from '../ports-notices.ts';

/** Somebody with an address. */
export interface Person {
  /** Part of the name of the notice: `customer`, `party` or an agent's id. */
  readonly name: string;
  readonly of: 'customer' | 'party' | 'desk';
  /** Id among the contacts; a party has none. */
  readonly contact?: string;
  readonly addresses: Addresses;
  /** Of a customer, that of the ticket. */
  readonly language?: Language;
  /** Of the desk: they want to hear of what is not urgent all at once. */
  readonly digest?: true;
}

export interface Whose {
  readonly assignee?: AgentId;
  /** Whose supervisors are meant. */
  readonly teams: readonly string[];
}

const TEAM = 'team:';

/**
 * Finds people, each team and agent read once. Whoever has no address is nobody here: they are not on duty instead of somebody
 * who can be told.
 */
export const findPeople = (
  { directory }: { readonly directory: Pick<Directory, 'agent' | 'team'> },
  { policy, now }: { readonly policy: Policy; readonly now: Instant },
) => {
  const rosters = new Map<string, Promise<Roster>>();
  const rosterOf = (name: string): Promise<Roster> => {
    const roster = rosters.get(name) ?? directory.team(name);
    rosters.set(name, roster);
    return roster;
  };
  const named = (agent: Agent): Person => personOf(agent, policy.notices);
  const isOnDuty = (agent: Agent, { team }: Roster): boolean => {
    const { absence } = dutyOf(agent, team, now, policy.routing);
    return absence === undefined || absence === 'busy'; // busy is at work
  };
  const ofTeam = async (name: string, wanted: (agent: Agent) => boolean): Promise<readonly Person[]> => {
    const roster = await rosterOf(name);
    const all = roster.agents.filter((agent) => wanted(agent) && hasAddress(agent));
    const present = all.filter((agent) => isOnDuty(agent, roster));
    return (present.length > 0 ? present : all).map(named);
  };

  return async (who: Addressee, { assignee, teams }: Whose): Promise<readonly Person[]> => {
    if (who.startsWith(TEAM)) return ofTeam(who.slice(TEAM.length), () => true);
    if (who === 'supervisor')
      return (await Promise.all(teams.map((team) => ofTeam(team, ({ roles }) => roles.includes('supervisor'))))).flat();
    const id = who === 'assignee' ? assignee : (who as AgentId);
    const agent = id && (await directory.agent(id));
    return agent && hasAddress(agent) ? [named(agent)] : [];
  };
};

interface Reached {
  readonly email?: string;
  readonly phone?: string;
}

const hasAddress = ({ email, phone }: Reached): boolean => email !== undefined || phone !== undefined;

const addressesOf = ({ email, phone }: Reached): Addresses => ({
  ...(email !== undefined && { mail: email }),
  ...(phone !== undefined && { sms: phone }),
});

/** They read the first of the languages that they speak. */
const personOf = (agent: Agent, { language }: Pick<NoticePolicy, 'language'>): Person => ({
  ...{ name: agent.id, of: 'desk', contact: agent.id, addresses: addressesOf(agent) },
  language: agent.languages[0] ?? language,
  ...(agent.digest && { digest: true }),
});

/** Nobody, if there is no way to reach them. */
export const customerOf = ({ customer }: Pick<Ticket, 'customer'>): readonly Person[] =>
  hasAddress(customer)
    ? [{ name: 'customer', of: 'customer', contact: customer.id, addresses: addressesOf(customer) }]
    : [];

export const partyOf = (party: Pick<Party, 'email' | 'language'> | undefined): readonly Person[] =>
  party?.email === undefined
    ? []
    : [{ name: 'party', of: 'party', addresses: { mail: party.email }, language: party.language }];

/** By which of the channels somebody can be reached, what they prefer first. */
export const channelsFor = (
  { of, addresses }: Person,
  by: readonly NoticeChannel[],
  contact: { readonly preferred?: NoticeChannel; readonly unreachable: readonly NoticeChannel[] } | undefined,
): readonly NoticeChannel[] => {
  const preferred = of === 'customer' && contact?.preferred !== undefined ? [contact.preferred] : [];
  return [...new Set([...preferred, ...by])].filter(
    (channel) => addresses[channel] !== undefined && !contact?.unreachable.includes(channel),
  );
};
