import type { RouteName } from '../../../contracts/routes.ts';
import type { Actor } from '../../../core/domain/permissions.ts';
import type { Changed } from '../../../core/usecases/change-ticket.ts';
import type { RelationInput } from '../../../core/usecases/other-ticket.ts';
import { isRefused, type Refused } from '../../../core/usecases/refused.ts';
import { digestOf } from '../../shared/digest.ts';
import type { Answer, Call } from '../../shared/door.ts';
import { etagOf } from '../../shared/preconditions.ts';

type RelationCall = Pick<Call<RouteName>, 'ifMatch' | 'idempotencyKey' | 'correlation' | 'from'> & {
  readonly path: { readonly id: string };
  readonly actor: Actor;
  readonly body: unknown;
};

/** A person's command that concerns more than one ticket, under If-Match and Idempotency-Key of the one in the path. */
export const relate = async (
  call: RelationCall,
  verb: string,
  command: (input: RelationInput) => Promise<Changed | Refused>,
): Promise<Answer | Refused> => {
  const { path, actor, body, ifMatch, idempotencyKey, correlation, from } = call;
  const changed = await command({
    idOrCode: path.id,
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
