/** One request, and what was answered. */
import { randomUUID } from 'node:crypto';
import { type Agent, request as httpRequest } from 'node:http';
import { channelKey, signedHeaders } from '../../contracts/signature.ts';
import type { Runtime } from '../../local/runtime-api.ts';

export interface Wish {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** A token, the name of a channel that signs, or nothing: the link in the path is the proof. */
  readonly by: { readonly token: string } | { readonly channel: string } | undefined;
  readonly ifMatch?: number;
  readonly key?: string;
}

export interface Answer {
  readonly status: number;
  /** Id of the request: `correlation` of the events that it caused. */
  readonly correlation: string;
  readonly replayed: boolean;
  readonly body: any;
}

export const send = (runtime: Runtime, agent: Agent, wish: Wish): Promise<Answer> => {
  const { method, path, ifMatch, key } = wish;
  const text = wish.body ? JSON.stringify(wish.body) : '';
  const headers = {
    ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...proofOf(runtime, wish, text),
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(runtime.url, { method, path, agent, headers });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          correlation: String(response.headers['apigw-requestid']),
          replayed: response.headers['idempotency-replayed'] === 'true',
          body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
        }),
      );
    });
    outgoing.end(text);
  });
};

const proofOf = (runtime: Runtime, { by, method, path }: Wish, body: string): Record<string, string> => {
  if (!by) return {};
  if ('token' in by) return { authorization: `Bearer ${by.token}` };
  const timestamp = String(Math.floor(runtime.clock.now() / 1000));
  const key = channelKey(runtime.secret('SigningSecret'), by.channel);
  return signedHeaders(by.channel, key, { method, path, timestamp, nonce: randomUUID(), body });
};
