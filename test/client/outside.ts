/** The API as a client meets it: a server on this machine that answers what the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  /** Instead of `json`, as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs `work` against a server that answers with `reply`; gives what it was sent. */
export const withServer = async (
  reply: (received: Received) => Reply,
  work: (url: string) => Promise<void>,
): Promise<Received[]> => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    const seen = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(seen);
    const { status = 200, json, text, headers: more } = reply(seen);
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...more });
    response.end(text ?? JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return received;
};

/** An address where nobody listens. */
export const deafUrl = async (): Promise<string> => {
  let deaf = '';
  await withServer(
    () => ({ json: {} }),
    async (url) => {
      deaf = url;
    },
  );
  return deaf;
};

export const problemDocument = (status: number, code: string, detail: string, errors?: unknown[]) => ({
  type: `https://example.com/docs/errors.md#${code}`,
  title: code,
  status,
  code,
  detail,
  instance: 'request-1',
  ...(errors && { errors }),
});
