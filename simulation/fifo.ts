/** The baseline: the oldest ticket goes to whoever is free, whatever they know and however urgent another one is. */
import type { Policy } from '../core/domain/policy.ts';
import { unitsOf } from '../core/domain/routing/capacity.ts';
import type { Dispatcher, Sight } from './dispatcher.ts';
import type { Job } from './job.ts';
import type { Worker } from './worker.ts';

export const fifo = ({ workers, waiting }: Sight, policy: Policy): Dispatcher => {
  const queues = policy.queues.map(({ name }) => name);
  const fits = ({ agent }: Worker, { ticket }: Job): boolean =>
    agent.presence === 'online' &&
    agent.load + unitsOf(ticket, policy) <= agent.capacity &&
    !ticket.excluded.includes(agent.id); // they have just handed it back
  return {
    rankOf: ({ ticket }) => `${ticket.openedAt}#${ticket.id}`,
    // Of those who are free, the one with the least in hand: more even than a real crowd, and the better for it.
    offer: (job) => {
      const [worker] = workers
        .filter((each) => fits(each, job))
        .toSorted((a, b) => a.agent.load - b.agent.load || (lastOf(a) < lastOf(b) ? -1 : 1));
      return worker && { worker };
    },
    wakeAt: () => undefined,
    advance: () => undefined,
    inVain: () => undefined,
    next: (worker) => waiting.first(queues, (job) => fits(worker, job)),
    claim: () => undefined,
    found: () => undefined,
    learn: () => undefined,
    review: () => [],
  };
};

const lastOf = ({ agent }: Worker): string => `${agent.lastAssignedAt ?? ''}#${agent.id}`;
