import type { Tickets } from '../../../core/ports.ts';
import { nonceReplayed, ticketNotFound } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { publicState } from './public-state.ts';

export const getPublicState =
  ({ tickets }: { readonly tickets: Tickets }): Handler<'getPublicState'> =>
  async ({ path, actor, nonce }) => {
    if (!(await tickets.spendNonce(nonce))) return nonceReplayed;
    const found = await tickets.read(path.id);
    if (!found) return ticketNotFound;
    if (found.ticket.channel !== actor.id)
      return { refused: 'ticket-of-another-channel', detail: 'This ticket was opened by another channel.' };
    return { body: await publicState(tickets, found.ticket) };
  };
