/** How many requests a caller may send: one table, which the door, the OpenAPI document and docs/api-desk.md read. */
import type { RateKind, Route } from './routes/route.ts';

/** Windows begin with the minute. */
export const WINDOW_S = 60;

/** Requests per window, by what the caller is known by. `address`: of those who are known by nothing else. */
export const LIMITS = {
  person: { commands: 300, queries: 1200, search: 120 },
  channel: { intake: 3000, commands: 1200, queries: 1200 },
  link: { commands: 20, queries: 120 },
  address: { commands: 120, queries: 600 },
} as const satisfies Record<string, Partial<Record<RateKind, number>>>;
export type Caller = keyof typeof LIMITS;

export interface Quota {
  readonly caller: Caller;
  /** As the headers call it, e.g. `person-commands`. */
  readonly name: string;
  readonly limit: number;
}

const CALLERS: Readonly<Record<Route['auth'], readonly Caller[]>> = {
  token: ['person'],
  signature: ['channel'],
  link: ['link', 'address'], // links can be made up
  none: ['address'],
};

type LimitedRoute = Pick<Route, 'auth' | 'method' | 'function' | 'rate'>;

const kindOf = ({ rate, method, function: name }: LimitedRoute): RateKind =>
  rate ?? (name === 'intake' ? 'intake' : method === 'GET' ? 'queries' : 'commands');

/** What a request of the route is counted against. A kind that a caller has no row for is counted as a query or a command. */
export const quotasOf = (route: LimitedRoute): readonly Quota[] =>
  CALLERS[route.auth].map((caller) => {
    const row: Partial<Record<RateKind, number>> & (typeof LIMITS)[Caller] = LIMITS[caller];
    const plain = route.method === 'GET' ? 'queries' : 'commands';
    const wanted = kindOf(route);
    const kind = row[wanted] === undefined ? plain : wanted;
    return { caller, name: `${caller}-${kind}`, limit: row[kind] ?? row[plain] };
  });

const MOST_AT_ONCE = 20;

/** How many requests one write to the counter stands for: a tenth of the limit, at most 20. */
export const blockOf = (limit: number): number => Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(limit / 10)));
