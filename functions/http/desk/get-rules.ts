import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';

/** Database operations: two reads at most. */
export const getRules =
  ({ policies }: { readonly policies: Policies }): Handler<'getRules'> =>
  async () => {
    const { version, routing } = await policies.active();
    return { body: { version, rules: routing.rules } };
  };
