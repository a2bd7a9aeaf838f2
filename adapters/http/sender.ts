/**
 * One POST to an address of somebody else's choosing: resolved and checked as the connection is made, so that the name cannot lead
 * elsewhere between check and call; redirects are not followed, the answer's body is dropped.
 */
import { lookup as resolve } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { request as secured } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Fault } from '../../core/domain/webhooks/delivery.ts';
import type { Sender } from '../../core/ports-webhooks.ts';
import { addressIn, isPublicAddress } from './public-address.ts';

export interface SenderOptions {
  /** any: of this machine and without TLS, too; for the runtime on one machine. */
  readonly targets: 'public' | 'any';
  readonly timeoutMs?: number;
  /** Resolves names; for tests. */
  readonly lookup?: typeof resolve;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 16 * 1024;

export const createSender = ({ targets, timeoutMs = TIMEOUT_MS, lookup = resolve }: SenderOptions): Sender => ({
  post: async ({ url, headers, body }) => {
    const begun = performance.now();
    const outcome = await answerOf(new URL(url), { targets, timeoutMs, lookup }, headers, body);
    return { ...outcome, ms: Math.round(performance.now() - begun) };
  },
});

type Answer = { readonly status: number; readonly retryAfterS?: number } | { readonly fault: Fault };

const answerOf = (
  url: URL,
  { targets, timeoutMs, lookup }: Required<SenderOptions>,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Answer> => {
  const literal = addressIn(url.hostname);
  const open: boolean = targets === 'any';
  if (!open && (url.protocol !== 'https:' || (literal !== undefined && !isPublicAddress(literal))))
    return Promise.resolve({ fault: 'address' });
  return new Promise((done) => {
    const bytes = Buffer.from(body);
    const make = url.protocol === 'https:' ? secured : plain;
    const outgoing: ClientRequest = make(url, {
      method: 'POST',
      agent: false, // a connection of its own: the address is checked each time
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': bytes.length,
        'user-agent': 'gongdan-webhooks/1',
      },
      ...(!open && { lookup: checked(lookup) }),
    });
    let sofar: Answer = { fault: 'timeout' };
    // Over all: name, connection, answer and its body; who has answered by then has answered.
    const timer = setTimeout(() => end(sofar), timeoutMs);
    const end = (answer: Answer): void => {
      clearTimeout(timer);
      outgoing.destroy();
      done(answer);
    };
    outgoing.on('error', (error) => end({ fault: faultOf(error) }));
    outgoing.on('response', (response) => {
      const answer = told(response);
      sofar = answer;
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_BYTES) end(answer);
      });
      response.on('end', () => end(answer));
      // It has answered: that the rest is missing changes nothing.
      response.on('error', () => end(answer));
    });
    outgoing.end(bytes);
  });
};

const told = ({ statusCode = 0, headers }: IncomingMessage): Answer => {
  const retryAfterS = statusCode === 429 || statusCode === 503 ? secondsOf(headers['retry-after']) : undefined;
  return { status: statusCode, ...(retryAfterS !== undefined && { retryAfterS }) };
};

/** Seconds, or a date. */
const secondsOf = (value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
};

class NotPublic extends Error {}

/** All addresses of the name have to be public: one that is not means that somebody tries. */
const checked =
  (lookup: typeof resolve): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(new NotPublic(), []);
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };

const faultOf = (error: Error & { readonly code?: string }): Fault => {
  if (error instanceof NotPublic) return 'address';
  const code = error.code ?? '';
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name';
  return /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(code) ? 'tls' : 'connection';
};
