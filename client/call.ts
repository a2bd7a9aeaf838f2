import { problemOf, Unreachable } from './api-problem.ts';
import { attemptsOf, type RetryOptions, retried } from './retries.ts';
import { type ClientRoute, ROUTE_TABLE } from './route-table.ts';
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

/** Headers that prove who calls; asked for before every request, so that one that is sent again has its own. */
export type Prove = (outgoing: Outgoing) => Promise<Readonly<Record<string, string>>>;

/** Of both clients. */
export interface ClientSettings {
  /** Base of the API, e.g. `http://127.0.0.1:3900`. */
  readonly url: string;
  readonly retry?: RetryOptions;
}

/**
 * One method for every route whose `auth` is among `kinds`. A method rejects with ApiProblem when the API refuses, with Unreachable
 * when it does not answer, and with the reason of the signal when that is aborted.
 */
export const clientOf = <Auth extends ClientRoute['auth']>(
  settings: ClientSettings,
  kinds: readonly Auth[],
  prove: Prove,
): ClientOf<Auth> => {
  const methods = Object.entries<ClientRoute>(ROUTE_TABLE)
    .filter(([, route]) => (kinds as readonly string[]).includes(route.auth))
    .map(([name, route]) => [
      name,
      (input: LooseInput = {}, options: CommandOptions = {}) => call(settings, route, input, options, prove),
    ]);
  return Object.fromEntries(methods) as ClientOf<Auth>;
};

const call = async (
  { url, retry = {} }: ClientSettings,
  route: ClientRoute,
  input: LooseInput,
  { signal, ifMatch, idempotencyKey }: CommandOptions,
  prove: Prove,
): Promise<unknown> => {
  const outgoing: Outgoing = {
    method: route.method,
    path: pathOf(route, input),
    body: route.body ? JSON.stringify(input.body ?? {}) : '',
  };
  // Whoever never asks twice needs no key, and the API does not have to remember it.
  const key = idempotencyKey ?? (route.command && attemptsOf(retry) > 1 ? randomId() : undefined);
  const once = async () =>
    send(new URL(outgoing.path, url), {
      method: outgoing.method,
      headers: {
        accept: 'application/json, application/problem+json',
        ...(route.body && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(await prove(outgoing)),
      },
      ...(route.body && { body: outgoing.body }),
      ...(signal && { signal }),
    });
  return retried(once, route.repeatable || key !== undefined, retry, signal);
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
  if (!response.ok) throw problemOf(response.status, document, response.headers.get('retry-after'));
  if (document === undefined) throw new Unreachable(url.origin, new Error('The answer is not JSON.'));
  return document;
};

/** 128 random bits; `crypto.randomUUID` is not there on pages without TLS. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const pathOf = (route: ClientRoute, input: LooseInput): string => {
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
