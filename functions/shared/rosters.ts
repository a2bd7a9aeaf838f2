/** When the teams work, remembered by the process: thousands of signs of life a minute ask for it, and it changes a few times a day. */
import type { Team } from '../../core/domain/routing/team.ts';
import { type Instant, msBetween } from '../../core/domain/time.ts';
import type { Directory, Time } from '../../core/ports.ts';

const FRESH_MS = 60_000;

/** May be a minute old. Undefined for a team without a roster. */
export const rememberRosters = ({
  directory,
  time,
}: {
  readonly directory: Directory;
  readonly time: Time;
}): ((team: string) => Promise<Team | undefined>) => {
  const known = new Map<string, { readonly at: Instant; readonly team: Team | undefined }>();
  return async (name) => {
    const found = known.get(name);
    if (found && msBetween(found.at, time.now()) < FRESH_MS) return found.team;
    const { team } = await directory.team(name);
    known.set(name, { at: time.now(), team });
    return team;
  };
};
