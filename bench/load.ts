/** A load of signed requests from this process, over kept connections. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { signedHeaders } from '../contracts/signature.ts';

export interface Outcome {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A POST /v1/tickets, signed as a channel at `now` (epoch ms). */
export const ticketCall = (key: string, ticket: object, now: number): Call => {
  const body = JSON.stringify({ uniqueId: randomUUID(), ...ticket });
  const timestamp = String(Math.floor(now / 1000));
  const parts = { method: 'POST', path: '/v1/tickets', timestamp, nonce: randomUUID(), body };
  return { ...parts, headers: { 'content-type': 'application/json', ...signedHeaders('shop', key, parts) } };
};

/** A ticket of its own; of an order of its own, else it would be a message of the one before. */
export const newTicket = (key: string): Call => {
  const order = `2026${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
  const ticket = {
    subject: '订单超时未派送',
    description: `订单 ${order} 三天了还没派送，物流一直停在"已揽收"，到底什么时候能到？`,
    customer: { id: `c-${randomUUID()}`, name: '王建国', phone: '13800138000', tier: 'standard' },
    orders: [order],
  };
  return ticketCall(key, ticket, Date.now());
};

/** Runs `calls` requests, `concurrency` at once; rejects on the first answer that is not 2xx. */
export const load = async (url: string, make: () => Call, calls: number, concurrency: number): Promise<Outcome> => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies: number[] = [];
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const call = make();
      const begun = performance.now();
      await send(url, agent, call);
      latencies.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { perSecond: calls / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
};

const send = async (url: string, agent: Agent, call: Call): Promise<void> => {
  const { status, body } = await ask(url, agent, call);
  if (status < 200 || status >= 300) throw new Error(`${call.method} ${call.path} was answered ${status}: ${body}`);
};

/** One request over `node:http`: `fetch` takes twice the time of a small one, and it is not what is measured. */
export const ask = (
  url: string,
  agent: Agent,
  { method, path, headers, body }: Call,
): Promise<{ readonly status: number; readonly body: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, url), {
      method,
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    outgoing.end(body);
  });
