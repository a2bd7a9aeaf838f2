import type { CustomerNotes, ProfileView } from '../../../contracts/customer-profile-views.ts';
import type { Profile } from '../../../core/domain/customer/profile.ts';
import { type KnownNames, NO_NAMES } from '../../../core/domain/privacy/known-names.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { KnownCustomer } from '../../../core/usecases/profile-changes.ts';

/** `known`: names that their ticket knows. */
export const notesView = (
  { notes, calls, language, unsubscribedAt }: Profile,
  known: KnownNames = NO_NAMES,
): CustomerNotes => ({
  notes: notes.map(({ text, by, at }) => ({ text: maskText(text, known), by, at })),
  calls: { ...calls },
  ...(language !== undefined && { language }),
  ...(unsubscribedAt !== undefined && { unsubscribedAt }),
});

export const profileView = (customer: string, { profile, wish: { preferred, quiet } }: KnownCustomer): ProfileView => ({
  customer,
  ...notesView(profile),
  ...((preferred === 'mail' || preferred === 'sms') && { channel: preferred }),
  ...(quiet && { quiet: { ...quiet } }),
  ...(profile.keptUntil !== undefined && { keptUntil: profile.keptUntil }),
});
