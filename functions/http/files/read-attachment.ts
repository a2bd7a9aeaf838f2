import type { FileLinks } from '../../../core/ports-files.ts';
import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { readAttachment as read } from '../../../core/usecases/read-attachment.ts';
import { type LookPorts, recordLook } from '../../../core/usecases/record-look.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const readAttachment =
  (ports: ChangePorts & LookPorts & { readonly links: FileLinks }): Handler<'readAttachment'> =>
  async ({ path, actor, from }) => {
    const found = await read(ports, { ticket: path.id, attachment: path.attachment, actor });
    if (isRefused(found)) return found;
    const { ticketId, ...answer } = found;
    await recordLook(ports, { ticketId, actor, what: 'attachment', from });
    return { body: answer };
  };
