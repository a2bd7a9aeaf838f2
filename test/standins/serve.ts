/** Serves a stand-in on this machine, and lets it fail when a test says so. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderRequest, Standin } from '../../local/standins/standin.ts';

export interface Served {
  readonly url: string;
  readonly requests: ProviderRequest[];
  /** What happens instead of an answer. One that does nothing leaves the caller waiting. */
  instead: ((response: ServerResponse, request: ProviderRequest) => void) | undefined;
  [Symbol.asyncDispose](): Promise<void>;
}

export const serve = async (standin: Standin): Promise<Served> => {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: ProviderRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    served.requests.push(request);
    if (served.instead) return served.instead(response, request);
    const { status, headers, body } = standin(request);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: Served = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    instead: undefined,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
};

/** Answers so, whatever is asked. */
export const answering =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end(body);

/** Answers with this JSON, as all these providers do when something is wrong. */
export const saying = (value: unknown) => answering(200, JSON.stringify(value), { 'content-type': 'application/json' });
