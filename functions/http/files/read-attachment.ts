import type { FileLinks } from '../../../core/ports-files.ts';
import type { ChangePorts } from '../../../core/usecases/change-ticket.ts';
import { readAttachment as read } from '../../../core/usecases/read-attachment.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const readAttachment =
  (ports: ChangePorts & { readonly links: FileLinks }): Handler<'readAttachment'> =>
  async ({ path, actor }) => {
    const found = await read(ports, { ticket: path.id, attachment: path.attachment, actor });
    return isRefused(found) ? found : { body: found };
  };
