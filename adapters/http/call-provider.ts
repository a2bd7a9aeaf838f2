/** One POST to a provider, whose answer is JSON: over a connection of its own, since one that waited in a frozen process is dead. */
import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { request as secured } from 'node:https';
import { Throttled } from '../../core/ports-notices.ts';
import { ProviderFault } from './provider-fault.ts';

export interface ProviderCall {
  readonly provider: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Over all: name, connection, answer and its body. */
  readonly timeoutMs?: number;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/**
 * The answer of 2xx and 4xx, as far as it is an object of JSON. Rejects with Throttled for 429 and for 503 that says when to come again,
 * and with ProviderFault for all else.
 */
export const callProvider = async (call: ProviderCall): Promise<ProviderAnswer> => {
  const { provider } = call;
  const { status, headers, text } = await answerOf(call);
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined))
    throw new Throttled(`${provider}: answered ${status}`, waitOf(headers));
  if (status >= 300 && status < 400) throw new ProviderFault(provider, 'redirect', 'answered with a redirect');
  if (status >= 500) throw new ProviderFault(provider, 'status', `answered ${status}`, true);
  const json = objectIn(text);
  if (json) return { status, json };
  if (status >= 400) throw new ProviderFault(provider, 'status', `answered ${status}`);
  throw new ProviderFault(provider, 'garbage', 'answered what nobody understands', true);
};

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

const answerOf = ({ provider, url, headers, body, timeoutMs = TIMEOUT_MS }: ProviderCall): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const target = new URL(url);
    const bytes = Buffer.from(body);
    const outgoing: ClientRequest = (target.protocol === 'https:' ? secured : plain)(target, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': bytes.length, 'user-agent': 'gongdan/1' },
    });
    let wasConnected = false;
    const fail = (fault: ProviderFault): void => {
      clearTimeout(timer);
      reject(fault);
      outgoing.destroy();
    };
    const timer = setTimeout(
      () => fail(new ProviderFault(provider, 'timeout', `no answer in ${timeoutMs} ms`, wasConnected)),
      timeoutMs,
    );
    const broken = (error: Error & { readonly code?: string }): void =>
      fail(
        new ProviderFault(provider, 'connection', `the connection failed, ${error.code ?? error.name}`, wasConnected),
      );
    outgoing.on('socket', (socket) =>
      socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        wasConnected = true;
      }),
    );
    outgoing.on('error', broken);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let read = 0;
      const end = (): void => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: read > MOST_BYTES ? '' : Buffer.concat(chunks).toString(),
        });
        outgoing.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        read += chunk.length;
        if (read > MOST_BYTES) end();
      });
      response.on('end', end);
      response.on('error', broken);
    });
    outgoing.end(bytes);
  });

/** Feishu says it by a header of its own. https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control */
const waitOf = (headers: IncomingMessage['headers']): number | undefined => {
  const said = headers['retry-after'] ?? headers['x-ogw-ratelimit-reset'];
  return typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) : undefined;
};

const objectIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};
