import type { Erasures } from '../../../core/ports-audit.ts';
import type { Handler } from '../../shared/door.ts';

const DAYS = 31;

export const listErasures =
  ({ erasures }: { readonly erasures: Erasures }): Handler<'listErasures'> =>
  async () => ({ body: { items: await erasures.reports(DAYS) } });
