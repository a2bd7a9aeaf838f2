import { type ChangePorts, changeTicket, type TicketCommand } from '../../../core/usecases/change-ticket.ts';
import { isRefused, nonceReplayed, type Refused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Answer, Call } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';

type CustomerRoute = 'addMessage' | 'urgeTicket' | 'reopenAsCustomer' | 'confirmTicket';
type CustomerCall = Pick<
  Call<CustomerRoute>,
  'path' | 'actor' | 'nonce' | 'ifMatch' | 'idempotencyKey' | 'correlation'
> & { readonly body: unknown };

/**
 * A command that a channel gives for its customer, under If-Match and Idempotency-Key: a channel that got no answer asks
 * again with a new nonce and the same key. What changes nothing uses up its nonce all the same.
 */
export const speakForCustomer = async (
  ports: ChangePorts,
  { path, actor, body, nonce, ifMatch, idempotencyKey, correlation }: CustomerCall,
  command: TicketCommand,
): Promise<Answer | Refused> => {
  const digest = `${command.type} ${digestOf(body)}`;
  const changed = await changeTicket(ports, {
    idOrCode: path.id,
    command,
    actor,
    correlation,
    nonce,
    channel: actor.id,
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotencyKey !== undefined && { idempotency: { key: idempotencyKey, digest } }),
  });
  const committed = !isRefused(changed) && changed.committed;
  if (!committed && !(await ports.tickets.spendNonce(nonce))) return nonceReplayed;
  if (isRefused(changed)) return changed;
  const headers = {
    etag: etagOf(changed.outcome.version),
    ...(changed.replayed && { 'idempotency-replayed': 'true' }),
  };
  return { headers, body: changed.outcome };
};
