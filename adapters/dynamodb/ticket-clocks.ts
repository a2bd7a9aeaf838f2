/**
 * Clocks as they are stored: times as epoch ms, which take a third of the room, and without what is usual, because they are
 * written with every change of a ticket.
 */
import type { Clock, ClockName, Clocks, Mark } from '../../core/domain/clocks/clock.ts';
import { type Instant, toInstant, toMs } from '../../core/domain/time.ts';

/** What most clocks of a ticket, or of an event, have in common, and is therefore left out. */
export interface Usual {
  readonly startedAt: Instant;
  readonly policyVersion: string;
  /** Where they stand elsewhere already. */
  readonly dueAt?: Partial<Readonly<Record<ClockName, Instant>>>;
}

const RULE = 'standard';
const CALENDAR = 'always';

/** A mark at its target is due with the clock: its minutes alone say when. */
type PackedMark = number | readonly [minutes: number, at: number] | readonly [minutes: number, at: number, past: 1];
type PackedPause = readonly [why: string, from: number] | readonly [why: string, from: number, to: number];

/** Short names: a ticket has four clocks, and these stand in each. */
interface Packed {
  /** State; left out: running. */
  readonly is?: Clock['state'];
  readonly rule?: string;
  readonly version?: string;
  readonly calendar?: string;
  /** Minutes of the target, when it started, when it is due. */
  readonly in: number;
  readonly at?: number;
  readonly by?: number;
  readonly grace?: number;
  readonly pauses?: readonly PackedPause[];
  /** Marks ahead. */
  readonly next?: readonly PackedMark[];
  readonly warned?: number;
  readonly missed?: number;
  /** Stopped. */
  readonly end?: number;
}

/** For `marshall` with `removeUndefinedValues`. */
export const packClocks = (clocks: Partial<Clocks>, usual: Usual): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(clocks).map(([name, clock]) => [
      SHORT[name as ClockName],
      packed(name as ClockName, clock as Clock, usual),
    ]),
  );

export const unpackClocks = (stored: Readonly<Record<string, object>>, usual: Usual): Partial<Clocks> =>
  Object.fromEntries(
    Object.entries(SHORT).flatMap(([name, short]) =>
      stored[short] ? [[name, unpacked(name as ClockName, stored[short] as Packed, usual)]] : [],
    ),
  );

const SHORT: Readonly<Record<ClockName, string>> = {
  firstResponse: 'first',
  nextResponse: 'next',
  resolution: 'solve',
  accept: 'accept',
  handle: 'handle',
  approval: 'approve',
  review: 'review',
  thirdParty: 'third',
};

const ms = (instant: Instant | undefined): number | undefined => (instant === undefined ? undefined : toMs(instant));
const unless = <T>(usual: T | undefined, value: T): T | undefined => (value === usual ? undefined : value);

const packed = (name: ClockName, clock: Clock, usual: Usual): Readonly<Record<keyof Packed, unknown>> => ({
  is: unless<Clock['state']>('running', clock.state),
  rule: unless(RULE, clock.policy),
  version: unless(usual.policyVersion, clock.policyVersion),
  calendar: unless(CALENDAR, clock.calendar),
  in: clock.targetMinutes,
  at: ms(unless(usual.startedAt, clock.startedAt)),
  by: ms(unless(usual.dueAt?.[name], clock.dueAt)),
  grace: ms(clock.notBefore),
  pauses:
    clock.pauses.length === 0
      ? undefined
      : clock.pauses.map(({ for: why, from, to }) => [why, toMs(from), ...(to === undefined ? [] : [toMs(to)])]),
  next: clock.ahead.length === 0 ? undefined : clock.ahead.map((mark) => packedMark(mark, clock.dueAt)),
  warned: ms(clock.warnedAt),
  missed: ms(clock.breachedAt),
  end: ms(clock.stoppedAt),
});

const packedMark = ({ minutes, at, past }: Mark, dueAt: Instant): PackedMark => {
  if (past) return [minutes, toMs(at), 1];
  return at === dueAt ? minutes : [minutes, toMs(at)];
};

const unpacked = (name: ClockName, stored: Packed, usual: Usual): Clock => {
  const dueAt = stored.by === undefined ? (usual.dueAt?.[name] as Instant) : toInstant(stored.by);
  return {
    state: stored.is ?? 'running',
    policy: stored.rule ?? RULE,
    policyVersion: stored.version ?? usual.policyVersion,
    calendar: stored.calendar ?? CALENDAR,
    targetMinutes: stored.in,
    startedAt: stored.at === undefined ? usual.startedAt : toInstant(stored.at),
    dueAt,
    ...(stored.grace !== undefined && { notBefore: toInstant(stored.grace) }),
    pauses: (stored.pauses ?? []).map(([why, from, to]) => ({
      from: toInstant(from),
      ...(to !== undefined && { to: toInstant(to) }),
      for: why as Clock['pauses'][number]['for'],
    })),
    ahead: (stored.next ?? []).map((mark) => unpackedMark(mark, dueAt)),
    ...(stored.warned !== undefined && { warnedAt: toInstant(stored.warned) }),
    ...(stored.missed !== undefined && { breachedAt: toInstant(stored.missed) }),
    ...(stored.end !== undefined && { stoppedAt: toInstant(stored.end) }),
  };
};

const unpackedMark = (stored: PackedMark, dueAt: Instant): Mark => {
  if (typeof stored === 'number') return { minutes: stored, at: dueAt };
  const [minutes, at, past] = stored;
  return { minutes, at: toInstant(at), ...(past && { past: true }) };
};
