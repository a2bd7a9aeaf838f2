/**
 * What is not told at once: to customers in quiet hours, to those of the desk who want it all together, and what is too much at once.
 * Database operations: none for what is told at once, but one write for what may be one of many; two for what waits, five for what is
 * gathered.
 */
import type { NoticeChannel } from '../domain/messages/notice-policy.ts';
import type { Occasion } from '../domain/messages/occasion.ts';
import type { Planned } from '../domain/messages/planned.ts';
import type { Policy } from '../domain/policy.ts';
import { addMinutes, type Instant } from '../domain/time.ts';
import type { Bursts, Contact, Due, OutgoingMessage } from '../ports-notices.ts';
import type { Gathering } from './notify-ids.ts';
import type { Person } from './people-of.ts';
import { NoticeInProgress, type Outcome, type SendPorts } from './send-notice.ts';
import { endOfQuiet, nextDigest, windowOf } from './send-times.ts';

export interface Told {
  readonly id: string;
  readonly planned: Planned;
  readonly person: Person;
  readonly policy: Policy;
  readonly channels: readonly NoticeChannel[];
  readonly known: Contact | undefined;
  readonly message: (channel: NoticeChannel) => Promise<OutgoingMessage | undefined>;
  readonly again: Due;
  readonly now: Instant;
  readonly due: boolean;
}

/** Of what there may be many at once. */
const BURSTING: ReadonlySet<Occasion> = new Set<Occasion>([
  'warned',
  'breached',
  'overdue',
  'escalated',
  'customerReplied',
  'assigned',
]);

/** Kind of what sends a message that gathers others. */
export const GATHERED_DUE = 'gathered';
/** Whoever has begun to add a line before the time is done by then. */
const SETTLED_MINUTES = 2;

/** Undefined for what is told at once. */
export const holdBack = async (
  ports: SendPorts & { readonly bursts: Bursts },
  told: Told,
): Promise<Outcome | undefined> => {
  const until = quietUntil(told);
  if (until !== undefined) return wait(ports, told, until);
  const { person, channels, due } = told;
  // A line stands in a mail, and what was put off for its channel's sake has waited long enough.
  if (person.of !== 'desk' || due || channels[0] !== 'mail') return undefined;
  const group = digestOf(told) ?? (await burstOf(ports, told));
  return group && gather(ports, told, group);
};

const quietUntil = ({ planned, person, policy, known, now }: Told): Instant | undefined =>
  person.of === 'customer' && !planned.urgent
    ? endOfQuiet(now, { ...policy.notices.quiet, ...known?.quiet })
    : undefined;

interface Group {
  readonly why: Gathering;
  readonly at: Instant;
}

const digestOf = ({ planned, person, policy, now }: Told): Group | undefined => {
  if (!planned.digest || planned.urgent || !person.digest) return undefined;
  const { digests, quiet } = policy.notices;
  const at = nextDigest(now, digests, quiet.timeZone);
  return at === undefined ? undefined : { why: 'digest', at };
};

const burstOf = async (
  { bursts }: { readonly bursts: Bursts },
  { id, planned, person, policy, now }: Told,
): Promise<Group | undefined> => {
  const { after, withinMinutes } = policy.notices.burst;
  if (!BURSTING.has(planned.occasion)) return undefined;
  const { begin, end } = windowOf(now, withinMinutes);
  return (await bursts.admit(person.name, begin, id, after)) ? undefined : { why: 'burst', at: end };
};

const wait = async ({ duePlaces, ledger }: SendPorts, { id, again, due }: Told, until: Instant): Promise<Outcome> => {
  const minute = await duePlaces.put(until, again);
  return settled(id, await ledger.wait(id, minute, due));
};

const gather = async (
  { duePlaces, ledger }: SendPorts,
  { id, person: { name: whom }, message, now }: Told,
  { why, at }: Group,
): Promise<Outcome> => {
  const mail = await message('mail');
  const text = mail?.kind === 'mail' ? mail.subject : '';
  const group = `${why}:${whom}.${at.slice(0, '2026-11-22T09:00'.length)}`;
  await duePlaces.put(addMinutes(at, SETTLED_MINUTES), { kind: GATHERED_DUE, id: group, data: { group, whom, why } });
  return settled(id, await ledger.gather(id, group, { id, at: now, text }));
};

const settled = (id: string, state: 'waits' | 'gathered' | 'busy' | 'over'): Outcome => {
  if (state === 'busy') throw new NoticeInProgress(id);
  return state === 'over' ? 'over' : 'waits';
};
