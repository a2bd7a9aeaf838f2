import type { Tickets, Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { draftReply as draft } from '../../../core/usecases/draft-reply.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const draftReply =
  (ports: { readonly tickets: Tickets; readonly policies: Policies; readonly time: Time }): Handler<'draftReply'> =>
  async ({ path, actor }) => {
    const drafted = await draft(ports, { idOrCode: path.id, actor });
    return isRefused(drafted) ? drafted : { body: drafted };
  };
