import type { AgentId } from '../../../core/domain/vocabulary.ts';
import { noteCustomer, type ProfilePorts } from '../../../core/usecases/profile-changes.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { profileView } from './profile-view.ts';

export const putProfile =
  (ports: ProfilePorts): Handler<'putProfile'> =>
  async ({ path, body, actor }) => {
    const { notes, calls: { notBefore, notAfter } = {}, language, channel, quiet } = body;
    const known = await noteCustomer(ports, path.customer, {
      preferences: {
        notes,
        calls: { ...(notBefore !== undefined && { notBefore }), ...(notAfter !== undefined && { notAfter }) },
        ...(language !== undefined && { language }),
      },
      wish: { ...(channel !== undefined && { preferred: channel }), ...(quiet && { quiet }) },
      by: actor.id as AgentId,
    });
    return isRefused(known) ? known : { body: profileView(path.customer, known) };
  };
