import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { listAttachments as list } from '../../../core/usecases/read-attachment.ts';
import { type LookPorts, recordLook } from '../../../core/usecases/record-look.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const listAttachments =
  (ports: ChangePorts & LookPorts): Handler<'listAttachments'> =>
  async ({ path, actor, from }) => {
    const listed = await list(ports, { ticket: path.id, actor });
    if (isRefused(listed)) return listed;
    await recordLook(ports, { ticketId: listed.ticketId, actor, what: 'attachments', from });
    return { body: { items: listed.attachments } };
  };
