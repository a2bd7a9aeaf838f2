import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { revealData as reveal } from '../../../core/usecases/reveal-data.ts';
import type { Handler } from '../../shared/door.ts';

/** Takes no Idempotency-Key: every answer with the values is a reveal of its own. */
export const revealData =
  (ports: ChangePorts): Handler<'revealData'> =>
  async ({ path, body, actor, correlation, from }) => {
    const given = { ...body, actor, correlation, ...(from !== undefined && { from }) };
    const revealed = await reveal(ports, { idOrCode: path.id, ...given });
    return isRefused(revealed) ? revealed : { body: { ...revealed.outcome, values: revealed.values } };
  };
