/**
 * What waits in all queues of the policy, and how fast it goes.
 * Database operations: one read per queue at most; of a queue that nobody has looked at so far, one count.
 */
import type { Policy } from '../domain/policy.ts';
import type { Queue } from '../domain/routing/routing-policy.ts';
import type { Tickets } from '../ports.ts';
import type { Insight, QueueState } from '../ports-insight.ts';
import type { Policies } from '../ports-policies.ts';

export interface ListedQueue {
  readonly queue: Queue;
  readonly backlog: number;
  /** Undefined when nobody has looked yet. */
  readonly state?: QueueState;
}

export const listQueues = async (ports: {
  readonly policies: Policies;
  readonly insight: Pick<Insight, 'queueState'>;
  readonly tickets: Pick<Tickets, 'backlog'>;
}): Promise<readonly ListedQueue[]> => {
  const { queues }: Policy = await ports.policies.active();
  return Promise.all(
    queues.map(async (queue) => {
      const state = await ports.insight.queueState(queue.name);
      return state
        ? { queue, backlog: state.backlog, state }
        : { queue, backlog: await ports.tickets.backlog(queue.name) };
    }),
  );
};
