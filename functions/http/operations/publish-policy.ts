import type { Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { publishPolicy as publish } from '../../../core/usecases/publish-policy.ts';
import type { Handler } from '../../shared/door.ts';
import { policyProblems } from './policy-problems.ts';

/** The reader of policy files is loaded at its first use. */
export const publishPolicy =
  (ports: { readonly policies: Policies; readonly time: Time }): Handler<'publishPolicy'> =>
  async ({ body, actor }) => {
    const { parsePolicy } = await import('../../../contracts/policy.ts');
    const policy = await policyProblems(async () => parsePolicy(body.policy, 'policy'));
    const why = body.reason === undefined ? {} : { reason: body.reason };
    return { body: await publish(ports, { policy, by: actor.id, ...why }) };
  };
