import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { listAttachments as list } from '../../../core/usecases/read-attachment.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const listAttachments =
  (ports: ChangePorts): Handler<'listAttachments'> =>
  async ({ path, actor }) => {
    const listed = await list(ports, { ticket: path.id, actor });
    return isRefused(listed) ? listed : { body: { items: listed.attachments } };
  };
