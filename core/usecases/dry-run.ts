/**
 * What would become of a ticket that does not exist. Database operations: two queries at most and one batch for what the customer
 * asked before, those of find-agent.ts. Writes nothing.
 */
import { openTicket } from '../domain/decide.ts';
import type { QueuedTicket } from '../domain/ticket.ts';
import { type Explained, type ExplainPorts, explainWaiting } from './explain-routing.ts';
import { withForm } from './fill-form.ts';
import type { OpenInput } from './open-ticket.ts';
import { isRefused, type Refused } from './refused.ts';

const EARLIER = 10;

export const dryRun = async (
  ports: ExplainPorts,
  request: Omit<OpenInput['request'], 'uniqueId'>,
): Promise<Explained | Refused> => {
  const [policy, earlier] = await Promise.all([
    ports.policies.active(),
    ports.tickets.earlier(request.customer.id, request.orders[0], EARLIER),
  ]);
  const now = ports.time.now();
  const filled = withForm(request, { now, policy });
  if (isRefused(filled)) return filled;
  const { ticket } = openTicket(
    { ...filled, type: 'open', uniqueId: 'dry-run', id: 'tkt_dry-run', code: 'DRY-RUN', related: [], earlier },
    {
      now,
      policy,
      correlation: 'dry-run',
      actor: { kind: 'channel', id: request.channel, roles: ['channel'] },
    },
  );
  return { ticket, policy, live: await explainWaiting(ports, ticket as QueuedTicket, policy) };
};
