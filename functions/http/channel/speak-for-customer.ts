import { type ChangePorts, changeTicket, type TicketCommand } from '../../../core/usecases/change-ticket.ts';
import { isRefused, nonceReplayed, type Refused } from '../../../core/usecases/refused.ts';
import type { Answer, Call } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';

type CustomerRoute = 'addMessage' | 'urgeTicket' | 'reopenAsCustomer' | 'confirmTicket';

/** A command that a channel gives for its customer. What changes nothing uses up its nonce all the same. */
export const speakForCustomer = async (
  ports: ChangePorts,
  { path, actor, nonce, correlation }: Pick<Call<CustomerRoute>, 'path' | 'actor' | 'nonce' | 'correlation'>,
  command: TicketCommand,
): Promise<Answer | Refused> => {
  const changed = await changeTicket(ports, {
    idOrCode: path.id,
    command,
    actor,
    correlation,
    nonce,
    channel: actor.id,
  });
  const committed = !isRefused(changed) && changed.committed;
  if (!committed && !(await ports.tickets.spendNonce(nonce))) return nonceReplayed;
  if (isRefused(changed)) return changed;
  return { headers: { etag: etagOf(changed.outcome.version) }, body: changed.outcome };
};
