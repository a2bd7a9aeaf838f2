/** What customers and outside parties do by their link, whether an app or a page sends it. */
import type { Actor } from '../../../core/domain/permissions.ts';
import { type ChangePorts, changeTicket, type TicketCommand } from '../../../core/usecases/change-ticket.ts';
import type { Outcome } from '../../../core/usecases/outcome.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';

export interface ByLink {
  readonly correlation: string;
  readonly from?: string;
  readonly ifMatch?: number;
  /** What is sent twice with the same key counts once. */
  readonly idempotencyKey?: string;
}

/** Database operations: those of a command. */
export const actByLink = async (
  ports: ChangePorts,
  { ticket, actor }: { readonly ticket: string; readonly actor: Actor },
  command: TicketCommand,
  { correlation, from, ifMatch, idempotencyKey }: ByLink,
): Promise<Outcome | Refused> => {
  const changed = await changeTicket(ports, {
    idOrCode: ticket,
    command,
    actor,
    correlation,
    ...(from !== undefined && { from }),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotencyKey !== undefined && {
      idempotency: { key: `link:${idempotencyKey}`, digest: `${command.type} ${digestOf(command)}` },
    }),
  });
  return isRefused(changed) ? changed : changed.outcome;
};
