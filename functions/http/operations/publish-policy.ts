import type { Policies } from '../../../core/ports.ts';
import { publishPolicy as publish } from '../../../core/usecases/publish-policy.ts';
import type { Handler } from '../../shared/door.ts';
import { Rejected } from '../../shared/rejected.ts';

/** The reader of policy files is loaded at its first use. */
export const publishPolicy =
  (ports: { readonly policies: Policies }): Handler<'publishPolicy'> =>
  async ({ body }) => {
    const { parsePolicy, PolicyError } = await import('../../../contracts/policy.ts');
    try {
      return { body: await publish(ports, parsePolicy(body.policy, 'policy')) };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      const errors = error.problems.map(({ line, path, message }) => ({ path: path || `line ${line}`, message }));
      throw new Rejected('policy-invalid', 'The policy has problems: nothing was published.', errors);
    }
  };
