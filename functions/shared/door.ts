/** What passes the door: the event of API Gateway, and what the stack has found in it. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { z } from 'zod';
import type { HttpFunction, Route } from '../../contracts/routes/route.ts';
import type { ROUTES, RouteName } from '../../contracts/routes.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Nonce } from '../../core/ports.ts';
import type { Refused } from '../../core/usecases/refused.ts';
import type { Preconditions } from './preconditions.ts';
import type { Taken } from './rates.ts';

export interface DoorEvent extends APIGatewayProxyEventV2 {
  /** Filled by the stack, step by step. */
  found?: Found;
}

export interface Found {
  readonly route: Route;
  readonly raw: Buffer;
  /** Of each quota that the request is counted against. */
  taken?: readonly Taken[];
  body?: unknown;
  query?: unknown;
  actor?: Actor;
  nonce?: Nonce;
  preconditions?: Preconditions;
}

type BodyOf<R extends RouteName> = (typeof ROUTES)[R] extends { body: infer B extends z.core.$ZodType }
  ? z.output<B>
  : undefined;
type QueryOf<R extends RouteName> = (typeof ROUTES)[R] extends { query: infer Q extends z.core.$ZodType }
  ? z.output<Q>
  : undefined;
/** The names in braces of a path. */
type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** A checked request, as a handler gets it. */
export interface Call<R extends RouteName = RouteName> {
  readonly body: BodyOf<R>;
  readonly query: QueryOf<R>;
  readonly path: Readonly<Record<Names<(typeof ROUTES)[R]['path']>, string>>;
  readonly actor: (typeof ROUTES)[R]['auth'] extends 'token' | 'signature' ? Actor : undefined;
  /** Of signed requests: to be spent with the change, or without one. */
  readonly nonce: (typeof ROUTES)[R]['auth'] extends 'signature' ? Nonce : undefined;
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
  /** Id of the request. */
  readonly correlation: string;
  /** The address that it came from. */
  readonly from?: string;
}

export interface Answer {
  /** Without it, the status of the route. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Instead of `body`, as it goes over the wire; of another type than JSON it comes with a `content-type`. */
  readonly text?: string;
}

export type Handler<R extends RouteName> = (call: Call<R>) => Promise<Answer | Refused>;

/** Every route of a function, each with its handler: none can be forgotten. */
export type Handlers<F extends HttpFunction> = {
  readonly [R in RouteName as (typeof ROUTES)[R]['function'] extends F ? R : never]: Handler<R>;
};
