import { type RedactPorts, redactTicket as redact } from '../../../core/usecases/redact-ticket.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

/** Takes no Idempotency-Key: what is remembered by one would tell of the value. To send it again changes nothing. */
export const redactTicket =
  (ports: RedactPorts): Handler<'redactTicket'> =>
  async ({ path, body, actor, correlation, from }) => {
    const given = { ...body, actor, correlation, ...(from !== undefined && { from }) };
    const redacted = await redact(ports, { ticket: path.id, ...given });
    return isRefused(redacted) ? redacted : { body: { ...redacted.outcome, others: redacted.others } };
  };
