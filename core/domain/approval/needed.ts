/** Which resolutions somebody has to say yes to first, by the policy. */
import { holds } from '../forms/applies.ts';
import { formOf, valuesOf } from '../handling/resolution.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { ApprovalCondition, ApprovalStage } from './approval.ts';

type Asked = Pick<Ticket, 'category' | 'priority' | 'channel' | 'fields'> & {
  readonly customer: Pick<Ticket['customer'], 'tier'>;
};

/**
 * The stages that the rules which hold ask for, in the order of the rules; a stage that several ask for is asked once. None: nobody
 * has to approve it.
 */
export const stagesNeeded = (
  ticket: Asked,
  code: string,
  policy: Pick<Policy, 'approvals' | 'forms'>,
): readonly ApprovalStage[] => {
  const asked = policy.approvals
    .filter(({ when }) => meets(when, ticket, code, policy))
    .flatMap(({ stages }) => stages);
  return asked.filter(({ name }, index) => asked.findIndex((stage) => stage.name === name) === index);
};

const meets = (when: ApprovalCondition, ticket: Asked, code: string, policy: Pick<Policy, 'forms'>): boolean =>
  (when.resolution?.includes(code) ?? true) &&
  (when.category?.includes(ticket.category) ?? true) &&
  (when.priority?.includes(ticket.priority) ?? true) &&
  (when.tier?.includes(ticket.customer.tier) ?? true) &&
  (when.channel?.includes(ticket.channel) ?? true) &&
  (when.field === undefined || holds(formOf(policy, ticket.category), when.field, valuesOf(ticket.fields)));
