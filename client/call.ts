import type { Route } from '../contracts/routes/route.ts';
import { ROUTES } from '../contracts/routes.ts';
import { problemOf, Unreachable } from './api-problem.ts';
import type { ClientOf, CommandOptions } from './route-types.ts';

interface LooseInput {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly [parameter: string]: unknown;
}

/** What is sent, as the caller's proof of identity sees it. */
interface Outgoing {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: string;
}

/** Headers that prove who calls. */
export type Prove = (outgoing: Outgoing) => Promise<Readonly<Record<string, string>>>;

/**
 * One method for every route whose `auth` is among `kinds`. A method rejects with ApiProblem when the API refuses, and
 * with Unreachable when it does not answer.
 */
export const clientOf = <Auth extends Route['auth']>(
  url: string,
  kinds: readonly Auth[],
  prove: Prove,
): ClientOf<Auth> => {
  const routes: [string, Route][] = Object.entries(ROUTES);
  const methods = routes
    .filter(([, route]) => (kinds as readonly string[]).includes(route.auth))
    .map(([name, route]) => [
      name,
      (input: LooseInput = {}, options: CommandOptions = {}) => call(url, route, input, options, prove),
    ]);
  return Object.fromEntries(methods) as ClientOf<Auth>;
};

const call = async (url: string, route: Route, input: LooseInput, options: CommandOptions, prove: Prove) => {
  const outgoing: Outgoing = {
    method: route.method,
    path: pathOf(route, input),
    body: route.body ? JSON.stringify(input.body ?? {}) : '',
  };
  const headers = {
    accept: 'application/json, application/problem+json',
    ...(route.body && { 'content-type': 'application/json' }),
    ...(options.ifMatch !== undefined && { 'if-match': `"${options.ifMatch}"` }),
    ...(options.idempotencyKey !== undefined && { 'idempotency-key': options.idempotencyKey }),
    ...(await prove(outgoing)),
  };
  return send(new URL(outgoing.path, url), {
    method: outgoing.method,
    headers,
    ...(route.body && { body: outgoing.body }),
    ...(options.signal && { signal: options.signal }),
  });
};

/** Sends and reads one JSON document; throws like the methods of the clients. */
export const send = async (url: URL, request: RequestInit): Promise<unknown> => {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, request);
    text = await response.text();
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Unreachable(url.origin, error);
  }
  const document = parsed(text);
  if (!response.ok) throw problemOf(response.status, document);
  if (document === undefined) throw new Unreachable(url.origin, new Error('The answer is not JSON.'));
  return document;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const pathOf = (route: Route, input: LooseInput): string => {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = input[name];
    if (typeof value !== 'string' || value === '') throw new TypeError(`${route.path} needs ${name}.`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
};
