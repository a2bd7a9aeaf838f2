/**
 * How a customer wants to be treated: as an agent notes it, and as they say it themselves. By which channel they want to hear from us
 * stands with the rest of how they are reached.
 * Database operations: two reads and two writes; again for each time that somebody else was faster.
 */
import { longestKeptMinutes, noted, type Preferences, type Profile, wished } from '../domain/customer/profile.ts';
import { addMinutes } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Time } from '../ports.ts';
import type { Contact, Contacts } from '../ports-notices.ts';
import type { Policies } from '../ports-policies.ts';
import type { Profiles } from '../ports-surveys.ts';
import { conflictingChanges, type Refused } from './refused.ts';

export interface ProfilePorts {
  readonly profiles: Pick<Profiles, 'read' | 'put'>;
  readonly contacts: Pick<Contacts, 'read' | 'prefer'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly time: Time;
}

/** What they want to be told by, and when not. */
export type Wish = Pick<Contact, 'preferred' | 'quiet'>;

export interface KnownCustomer {
  readonly profile: Profile;
  readonly wish: Wish;
}

const ATTEMPTS = 5;

export const readCustomer = async (
  { profiles, contacts }: { readonly profiles: Pick<Profiles, 'read'>; readonly contacts: Pick<Contacts, 'read'> },
  customer: string,
): Promise<KnownCustomer> => {
  const [profile, contact] = await Promise.all([profiles.read(customer), contacts.read(customer, {})]);
  return { profile, wish: wishOf(contact) };
};

const wishOf = ({ preferred, quiet }: Wish = {}): Wish => ({
  ...(preferred !== undefined && { preferred }),
  ...(quiet && { quiet }),
});

/** Kept as long as the data of any ticket that ends now. Refused with `conflicting-changes`. */
export const noteCustomer = (
  ports: ProfilePorts,
  customer: string,
  { preferences, wish, by }: { readonly preferences: Preferences; readonly wish: Wish; readonly by: AgentId },
): Promise<KnownCustomer | Refused> =>
  change(ports, customer, wish, (before) => noted(before, preferences, { by, at: ports.time.now() }));

/** What the customer says themselves: `channel` left out stays as it is. */
export const wishOfCustomer = async (
  ports: ProfilePorts,
  customer: string,
  { surveys, channel }: { readonly surveys: boolean; readonly channel?: 'any' | 'mail' | 'sms' },
): Promise<KnownCustomer | Refused> => {
  const { quiet, preferred } = wishOf(await ports.contacts.read(customer, {}));
  const wanted = channel === undefined ? preferred : channel === 'any' ? undefined : channel;
  const wish = { ...(wanted !== undefined && { preferred: wanted }), ...(quiet && { quiet }) };
  return change(ports, customer, wish, (before) => wished(before, surveys, ports.time.now()));
};

const change = async (
  { profiles, contacts, policies, time }: ProfilePorts,
  customer: string,
  wish: Wish,
  changed: (before: Profile) => Profile,
): Promise<KnownCustomer | Refused> => {
  const keptUntil = addMinutes(time.now(), longestKeptMinutes(await policies.active()));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const profile = { ...changed(await profiles.read(customer)), keptUntil };
    if (await profiles.put(customer, profile)) {
      await contacts.prefer(customer, wish);
      return { profile, wish };
    }
    await time.jitter(attempt);
  }
  return conflictingChanges;
};
