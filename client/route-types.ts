/** The types of every method of the clients, read off the one list of routes. */
import type { z } from 'zod';
import type { ANSWERS } from '../contracts/answers.ts';
import type { ROUTES, RouteName } from '../contracts/routes.ts';

type Routes = typeof ROUTES;

/** `{id}` in a path is a parameter `id`. */
type PathParameters<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParameters<Rest>
  : unknown;

type Body<R> = R extends { body: infer B extends z.core.$ZodType }
  ? Record<string, never> extends z.input<B>
    ? { readonly body?: z.input<B> }
    : { readonly body: z.input<B> }
  : unknown;

// The schema reads numbers from text, so that its own input type says nothing: the parsed one does.
type Query<R> = R extends { query: infer Q extends z.core.$ZodType }
  ? { readonly query?: Partial<z.output<Q>> }
  : unknown;

/** Path parameters by name, `body` and `query`, as far as the route has them. */
type Input<N extends RouteName> = PathParameters<Routes[N]['path']> & Body<Routes[N]> & Query<Routes[N]>;

type Answer<N extends RouteName> = z.output<(typeof ANSWERS)[N]>;

interface CallOptions {
  /** Ends the call, its waiting between retries too: it rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
}

export interface CommandOptions extends CallOptions {
  /** Only when the ticket still has this version; else the problem `stale-version`. */
  readonly ifMatch?: number;
  /** The same key and body again give the first answer and change nothing; 1 to 255 characters. Default: a random one. */
  readonly idempotencyKey?: string;
}

type Options<N extends RouteName> = Routes[N] extends { command: true } ? CommandOptions : CallOptions;

type Method<N extends RouteName> =
  unknown extends Input<N>
    ? (input?: Record<string, never>, options?: Options<N>) => Promise<Answer<N>>
    : Record<never, never> extends Input<N>
      ? (input?: Input<N>, options?: Options<N>) => Promise<Answer<N>>
      : (input: Input<N>, options?: Options<N>) => Promise<Answer<N>>;

type NamesWith<Auth extends Routes[RouteName]['auth']> = {
  [N in RouteName]: Routes[N]['auth'] extends Auth ? N : never;
}[RouteName];

/** One method for every route of these kinds of authentication. */
export type ClientOf<Auth extends Routes[RouteName]['auth']> = { readonly [N in NamesWith<Auth>]: Method<N> };
