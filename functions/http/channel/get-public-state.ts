import { nonceReplayed, ticketNotFound } from '../../../core/usecases/refused.ts';
import { standingFor } from '../../../core/usecases/standing-for.ts';
import type { Handler } from '../../shared/door.ts';
import { publicState, type StatePorts } from './public-state.ts';

export const getPublicState =
  (ports: StatePorts): Handler<'getPublicState'> =>
  async ({ path, actor, nonce }) => {
    const { tickets } = ports;
    if (!(await tickets.spendNonce(nonce))) return nonceReplayed;
    const found = await tickets.read(path.id);
    // A part of the work is nothing that its customer knows of.
    if (!found || found.ticket.parent) return ticketNotFound;
    if (found.ticket.channel !== actor.id)
      return { refused: 'ticket-of-another-channel', detail: 'This ticket was opened by another channel.' };
    return { body: await publicState(ports, await standingFor(tickets, found.ticket)) };
  };
