/** The workflow of a ticket where the sweeper is the clockwork: nothing runs and nothing is parked, so it can only be looked at again. */
import type { DueTimes } from '../../core/clockwork.ts';
import type { Time } from '../../core/ports.ts';
import type { Workflow } from '../../core/ports-workflow.ts';

const ATTEMPTS = 5;

export const createSweptWorkflow = ({
  dueTimes,
  time,
}: {
  readonly dueTimes: DueTimes;
  readonly time: Time;
}): Workflow => ({
  /** Due now: the next sweep sends it, whatever became of its due time. `exists`: it is archived, and needs nothing. */
  start: async (ticketId) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const seen = await dueTimes.read(ticketId);
      if (!seen || seen.phase === 'archived') return 'exists';
      if ((await dueTimes.set({ ticketId, at: time.now() }, seen.version)) === 'set') return 'started';
      await time.jitter(attempt);
    }
    throw new Error(`${ticketId}: others kept changing the ticket.`);
  },
  parked: async () => undefined,
  wake: async () => 'gone',
});
