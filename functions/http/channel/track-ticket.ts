import type { Handler } from '../../shared/door.ts';
import { Rejected } from '../../shared/rejected.ts';
import { ticketOfLink } from '../../shared/tracking-link.ts';
import { publicState, type StatePorts } from './public-state.ts';

export const trackTicket =
  (ports: StatePorts & { readonly keys: { tracking(): Promise<string> } }): Handler<'trackTicket'> =>
  async ({ path }) => {
    const id = ticketOfLink(await ports.keys.tracking(), path.link);
    const found = id && (await ports.tickets.read(id));
    if (!found)
      throw new Rejected('tracking-link-invalid', 'This link leads to no ticket. Open it as it was sent to you.');
    return { body: await publicState(ports, found.ticket) };
  };
