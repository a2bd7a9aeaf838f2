import type { RouteName } from '../../../contracts/routes.ts';
import type { Actor } from '../../../core/domain/permissions.ts';
import type { Directory } from '../../../core/ports.ts';
import { type ChangeInput, type ChangePorts, changeTicket } from '../../../core/usecases/change-ticket.ts';
import type { Outcome } from '../../../core/usecases/outcome.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Answer, Call } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';

export interface DeskPorts extends ChangePorts {
  readonly directory: Directory;
}

type CommandCall = Pick<Call<RouteName>, 'ifMatch' | 'idempotencyKey' | 'correlation' | 'from'> & {
  readonly path: { readonly id: string };
  readonly actor: Actor;
  readonly body: unknown;
};

/** A person's command on a ticket, under If-Match and Idempotency-Key. `verb` keeps equal bodies of two commands apart. */
export const giveCommand = async (
  ports: DeskPorts,
  call: CommandCall,
  verb: string,
  command: ChangeInput['command'],
): Promise<Answer | Refused> => {
  const { path, actor, body, ifMatch, idempotencyKey, correlation, from } = call;
  const changed = await changeTicket(ports, {
    idOrCode: path.id,
    command,
    actor,
    correlation,
    ...(from !== undefined && { from }),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotencyKey !== undefined && { idempotency: { key: idempotencyKey, digest: `${verb} ${digestOf(body)}` } }),
  });
  if (isRefused(changed)) return changed;
  const headers = {
    etag: etagOf(changed.outcome.version),
    ...(changed.replayed && { 'idempotency-replayed': 'true' }),
  };
  return { headers, body: changed.outcome };
};

/** What a command that was taken did, for answers that say more. */
export const outcomeOf = ({ body }: Answer): Outcome => body as Outcome;
