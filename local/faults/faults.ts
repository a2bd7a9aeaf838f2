/** Faults on purpose: what AWS may do to a system any day, drawn from one seed. */
import { AwsError } from '../aws.ts';
import { Crashes } from './crashes.ts';
import { diceOf } from './dice.ts';
import { type BrokenAnswer, brokenAnswer, mailError } from './providers.ts';
import { type FaultKind, type FaultRates, NO_FAULTS } from './rates.ts';
import { throttlingOf } from './throttling.ts';

export interface Faults {
  readonly rates: FaultRates;
  readonly crashes: Crashes;
  /** Whether it happens now. `place` names who would meet it, e.g. `pipe TicketEvents`. */
  happens(kind: FaultKind, place: string): boolean;
  /** A delivery that may be made twice, or late: the seconds by which each copy is late. `[0]` is how it should be. */
  copies(place: string): readonly number[];
  /** Seconds by which something is late; mostly 0. */
  lateness(place: string): number;
  /** In the same order, or in any other. */
  turned<T>(place: string, items: readonly T[]): readonly T[];
  /** Throws as the service does that has no capacity to answer just now; nothing has happened then. */
  throttle(service: string, action: string, body: unknown): void;
  /** Throws as Lambda does when it takes no call just now. */
  throttleInvocation(functionArn: string): void;
  /** Throws as SES does that takes no mail just now. */
  failMail(): void;
  /** What a provider outside answers that takes nothing just now; undefined: it is well. */
  breakProvider(provider: string): BrokenAnswer | undefined;
}

const MOST_SECONDS_LATE = 20;
// Whatever comes to the same place within this second goes first.
const OVERTAKEN_SECONDS = 1;

export function faultsOf(rates: FaultRates = NO_FAULTS): Faults {
  const dice = diceOf(rates.seed);
  const happens = (kind: FaultKind, place: string): boolean =>
    rates[kind] > 0 && dice(`${kind} ${place}`).next() < rates[kind];
  const throttling = throttlingOf(dice);
  const lateness = (place: string): number =>
    happens('delay', place) ? Math.ceil(dice(`seconds ${place}`).between(0, MOST_SECONDS_LATE)) : 0;
  const late = (place: string): number => lateness(place) + (happens('reorder', place) ? OVERTAKEN_SECONDS : 0);
  return {
    rates,
    crashes: new Crashes(dice, rates.crash),
    happens,
    lateness,
    copies: (place) => (happens('duplicate', place) ? [late(place), late(place)] : [late(place)]),
    turned: (place, items) =>
      items.length > 1 && happens('reorder', place) ? dice(`order ${place}`).shuffled(items) : items,
    throttle(service, action, body) {
      throttling.saw(action, body);
      if (happens('throttle', `${service}.${action}`)) throw throttling.answer(service, action, body);
    },
    throttleInvocation(functionArn) {
      if (happens('throttle', `invoke ${functionArn}`)) {
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason: 'CallerRateLimitExceeded' });
      }
    },
    failMail() {
      if (happens('provider', 'ses')) throw mailError(dice);
    },
    breakProvider: (provider) => (happens('provider', provider) ? brokenAnswer(dice, provider) : undefined),
  };
}
