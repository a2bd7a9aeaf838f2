import type { Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { changeRules as change } from '../../../core/usecases/change-rules.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { policyProblems } from './policy-problems.ts';

/** The reader of rules is loaded at its first use. */
export const changeRules =
  (ports: { readonly policies: Policies; readonly time: Time }): Handler<'changeRules'> =>
  async ({ body, actor }) => {
    const { withRules } = await import('../../../contracts/routing-rules.ts');
    const changed = await policyProblems(() =>
      change(ports, {
        apply: (active) => withRules(active, body.rules, 'rules'),
        by: actor.id,
        reason: body.reason,
      }),
    );
    return isRefused(changed) ? changed : { body: changed };
  };
