import type { Policies } from '../../../core/ports-policies.ts';
import type { Handler } from '../../shared/door.ts';

const SHOWN = 50;

/** Database operations: one query. */
export const getPolicyHistory =
  ({ policies }: { readonly policies: Policies }): Handler<'getPolicyHistory'> =>
  async () => ({ body: { items: await policies.history(SHOWN) } });
