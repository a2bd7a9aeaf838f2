import type { Contacts } from '../../../core/ports-notices.ts';
import type { Profiles } from '../../../core/ports-surveys.ts';
import { readCustomer } from '../../../core/usecases/profile-changes.ts';
import type { Handler } from '../../shared/door.ts';
import { profileView } from './profile-view.ts';

/** Database operations: two reads. */
export const getProfile =
  (ports: {
    readonly profiles: Pick<Profiles, 'read'>;
    readonly contacts: Pick<Contacts, 'read'>;
  }): Handler<'getProfile'> =>
  async ({ path }) => ({ body: profileView(path.customer, await readCustomer(ports, path.customer)) });
