/**
 * Who may approve a resolution: the addressees of the policy as people of the directory, and for who is on leave whoever stands in.
 * Never who says that it is solved, nor who has the ticket. Nothing is read when nobody has to approve.
 * Database operations: one query per team that is asked, one or two reads per agent that is named, one per substitute of elsewhere.
 */
import type { ApprovalStage } from '../domain/approval/approval.ts';
import type { Addressee } from '../domain/escalation/addressee.ts';
import type { Approvers } from '../domain/onward.ts';
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { isOnLeave } from '../domain/routing/duty.ts';
import { teamsOf } from '../domain/routing/relaxation.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory, Roster } from '../ports-directory.ts';

export interface ApproverPorts {
  readonly directory: Pick<Directory, 'agent' | 'team'>;
}

interface Now {
  readonly policy: Policy;
  readonly now: Instant;
  /** Who says that it is solved. */
  readonly by: string;
}

const TEAM = 'team:';
/** Who stands in may be on leave as well; beyond this somebody has to look at the directory. */
const MOST_SUBSTITUTES = 5;

/** By the name of the stage. Whoever is asked from the start is not asked again when it is late. */
export const findApprovers = async (
  { directory }: ApproverPorts,
  ticket: Ticket,
  stages: readonly ApprovalStage[],
  { policy, now, by }: Now,
): Promise<Readonly<Record<string, Approvers>>> => {
  const never = new Set<string>([by, ...('assignee' in ticket ? [ticket.assignee.id] : [])]);
  const rosters = new Map<string, Promise<Roster>>();
  const rosterOf = (name: string): Promise<Roster> => {
    const roster = rosters.get(name) ?? directory.team(name);
    rosters.set(name, roster);
    return roster;
  };
  const isAway = async (agent: Agent): Promise<boolean> =>
    (agent.leave.length > 0 || agent.until !== undefined) && isOnLeave(agent, (await rosterOf(agent.team)).team, now);

  /** They, or who stands in for them; undefined when nobody does. */
  const inPlaceOf = async (agent: Agent): Promise<AgentId | undefined> => {
    let who: Agent | undefined = agent;
    for (let hops = 0; who && hops <= MOST_SUBSTITUTES; hops += 1) {
      if (mayApprove(who) && !(await isAway(who))) return who.id;
      who = who.substitute && (await directory.agent(who.substitute));
    }
    return undefined;
  };
  const meant = async (who: Addressee): Promise<readonly Agent[]> => {
    if (who.startsWith(TEAM)) return (await rosterOf(who.slice(TEAM.length))).agents;
    if (who === 'supervisor') {
      const [primary] = teamsOf(ticket, policy);
      return primary === undefined
        ? []
        : (await rosterOf(primary)).agents.filter(({ roles }) => roles.includes('supervisor'));
    }
    const agent = who === 'assignee' ? undefined : await directory.agent(who as AgentId);
    return agent ? [agent] : [];
  };
  const people = async (addressees: readonly Addressee[]): Promise<readonly AgentId[]> => {
    const agents = (await Promise.all(addressees.map(meant))).flat().filter(mayApprove);
    const ids = await Promise.all(agents.filter(({ id }) => !never.has(id)).map(inPlaceOf));
    return [...new Set(ids)].filter((id) => id !== undefined && !never.has(id)) as AgentId[];
  };

  const found = await Promise.all(
    stages.map(async ({ name, of, escalateTo }): Promise<readonly [string, Approvers]> => {
      const [asked, later] = await Promise.all([people(of), people(escalateTo)]);
      return [name, { of: asked, late: later.filter((id) => !asked.includes(id)) }];
    }),
  );
  return Object.fromEntries(found);
};

/** Who only helps out, or only looks, decides nothing. */
const mayApprove = ({ roles }: Agent): boolean => roles.some((role) => role !== 'temporary' && role !== 'auditor');
