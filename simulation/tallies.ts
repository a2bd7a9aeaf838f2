/** What the desk has seen of its agents so far: nothing at the beginning, and never the truth itself. */
import { type Estimate, estimatesOf, type Tally } from '../core/domain/routing/learning.ts';
import { MINUTE_MS } from '../core/domain/time.ts';
import type { AgentId } from '../core/domain/vocabulary.ts';
import type { Task } from './job.ts';
import type { Worker } from './worker.ts';

export interface Tallies {
  readonly add: (task: Task, worker: Worker) => void;
  readonly estimates: (team: string, category: string) => ReadonlyMap<AgentId, Estimate>;
}

const NOTHING: Tally = { closed: 0, minutes: 0, squares: 0, firstContact: 0 };

export const tallies = (): Tallies => {
  const seen = new Map<string, Map<AgentId, Tally>>();
  const known = new Map<string, ReadonlyMap<AgentId, Estimate>>();
  return {
    add: ({ job, outcome, inHandMs }, { agent }) => {
      const key = `${agent.team}/${job.ticket.category}`;
      const ofTeam = seen.get(key) ?? new Map<AgentId, Tally>();
      const { closed, minutes, squares, firstContact } = ofTeam.get(agent.id) ?? NOTHING;
      const taken = inHandMs / MINUTE_MS;
      const settled = outcome.firstContact && job.assigned.handedBack === 0;
      ofTeam.set(agent.id, {
        closed: closed + 1,
        minutes: minutes + taken,
        squares: squares + taken ** 2,
        firstContact: firstContact + (settled ? 1 : 0),
      });
      seen.set(key, ofTeam);
      known.delete(key);
    },
    estimates: (team, category) => {
      const key = `${team}/${category}`;
      const before = known.get(key);
      if (before) return before;
      const now = estimatesOf(seen.get(key) ?? new Map());
      known.set(key, now);
      return now;
    },
  };
};
