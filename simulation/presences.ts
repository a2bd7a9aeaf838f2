/** When everybody is at work, as the router itself reads the roster. */
import type { Policy } from '../core/domain/policy.ts';
import { type AgentProfile, NO_LOAD } from '../core/domain/routing/agent.ts';
import { dutyOf } from '../core/domain/routing/duty.ts';
import type { Team } from '../core/domain/routing/team.ts';
import { MINUTE_MS, toInstant, toMs } from '../core/domain/time.ts';
import type { Presence } from './scenario.ts';

const STEP = 60 * MINUTE_MS; // shifts begin on the hour

/**
 * Everybody comes when their shift begins and goes when it ends. The replay then knows of no roster: to ask it anew for every
 * candidate of every ticket would take longer than all the rest.
 */
export const presencesOf = (
  agents: readonly AgentProfile[],
  teams: readonly Team[],
  { from, to }: { readonly from: number; readonly to: number },
  { routing }: Pick<Policy, 'routing'>,
): readonly Presence[] =>
  agents.flatMap((profile) => {
    const agent = { ...profile, ...NO_LOAD, presence: 'online' as const };
    const team = teams.find(({ name }) => name === profile.team);
    const found: Presence[] = [];
    for (let at = from; at < to; ) {
      const { endsAt } = dutyOf(agent, team, toInstant(at), routing);
      const end = endsAt === undefined ? undefined : toMs(endsAt);
      if (end !== undefined) found.push({ agent: profile.id, from: at, to: end });
      at = end ?? at + STEP;
    }
    return found;
  });
