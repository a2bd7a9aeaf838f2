/** The next ticket of a queue, by name. Database operations: those of claim-ticket.ts. */
import { refuse } from '../domain/refusals.ts';
import type { Changed, ChangeInput } from './change-ticket.ts';
import { type ClaimPorts, takeNext as take } from './claim-ticket.ts';
import { isRefused, type Refused } from './refused.ts';

/** A queue that the policy has no longer may still hold tickets: only when nothing waits there, its name is called unknown. */
export const takeNext = async (
  ports: ClaimPorts,
  queue: string,
  input: Omit<ChangeInput, 'idOrCode' | 'command' | 'ifMatch'>,
): Promise<Changed | Refused> => {
  const taken = await take(ports, queue, input);
  if (!isRefused(taken) || taken.refused !== 'nothing-waiting') return taken;
  const names = (await ports.policies.active()).queues.map(({ name }) => name);
  return names.includes(queue)
    ? taken
    : refuse('unknown-queue', `The policy has no queue ${queue}; there are ${names.join(', ')}.`);
};
