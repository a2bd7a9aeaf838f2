import type { Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { listNotices as list } from '../../../core/usecases/list-notices.ts';
import type { Handler } from '../../shared/door.ts';

export const listNotices =
  (ports: { readonly policies: Policies; readonly time: Time }): Handler<'listNotices'> =>
  async () => ({ body: { items: await list(ports) } });
