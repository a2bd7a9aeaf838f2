import type { AttachmentId } from '../../../core/domain/attachment.ts';
import type { Handler } from '../../shared/door.ts';
import { type DeskPorts, giveCommand } from '../desk/give-command.ts';

/** The file itself goes away when the event has come to those who forget files. */
export const removeAttachment =
  (ports: DeskPorts): Handler<'removeAttachment'> =>
  (call) =>
    giveCommand(ports, call, `remove-attachment ${call.path.attachment}`, {
      type: 'removeAttachment',
      id: call.path.attachment as AttachmentId,
    });
