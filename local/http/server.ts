/** The one port that people, channels and the local tools talk to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Foreground } from '../foreground.ts';
import { S3_PATH } from '../s3/address.ts';
import type { S3Front } from '../s3/front.ts';
import type { Store } from '../store.ts';
import { type Answer, INTERNAL_ERROR, message } from './answer.ts';
import { readBody } from './body.ts';
import type { HttpApi } from './http-api.ts';

const MAX_HEADER_BYTES = 10_240; // request line and headers, as of an HTTP API
const KEEP_ALIVE_MS = 60_000; // longer than clients keep a connection: it is they who close it
const MAX_BODY_BYTES = 10 * 1024 * 1024;

interface FrontDeps {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly foreground: Foreground;
  readonly store: Store;
  readonly api: HttpApi;
  /** Who serves what is the runtime's own and not the product's: `/_local/…` and the like. Not counted as work of the system. */
  readonly own: (path: string) => HttpApi | undefined;
  /** Serves `S3_PATH`. */
  readonly s3: S3Front;
  readonly say: (line: string) => void;
}

export interface Front {
  readonly url: string;
  /** From now on requests are answered; before, they are told to come again. */
  serve(deps: FrontDeps): void;
  stop(): Promise<void>;
}

/**
 * Listens on 127.0.0.1:`port` (0: any), so that the URL is known before the templates are read. Rejects with an Error of one
 * line when the port is taken.
 */
export async function openFront(port: number): Promise<Front> {
  let deps: FrontDeps | undefined;
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, noDelay: true, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      if (!deps) {
        response.writeHead(503, { 'retry-after': '1' }).end();
        return;
      }
      const { activity, foreground, say } = deps;
      const { s3 } = deps;
      const serve = (): Promise<void> =>
        request.url?.startsWith(S3_PATH) ? s3(request, response) : answer(deps as FrontDeps, request, response);
      const isOwn = deps.own(request.url ?? '') !== undefined;
      void (isOwn ? serve() : activity.during(() => foreground.during(serve))).catch((error) => {
        say(`the request could not be served: ${(error as Error).stack}`);
        response.destroy();
      });
    },
  );
  server.on('clientError', refuseRaw);
  const address = await listen(server, port);
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve: (ready) => {
      deps = ready;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1000).unref();
      }),
  };
}

async function answer(deps: FrontDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'aborted') return;
  let answered: Answer;
  if (body === 'too large') answered = message(413, 'Request Entity Too Large', { connection: 'close' });
  else {
    try {
      answered = await (deps.own(request.url ?? '') ?? deps.api)(request, body);
    } catch (error) {
      deps.say(`internal error: ${(error as Error).stack}`);
      answered = INTERNAL_ERROR;
    }
  }
  await deps.store.durable(); // nobody outside is told what a crash could still undo
  const headers = { date: new Date(deps.clock.now()).toUTCString(), ...answered.headers };
  const withoutBody = answered.status === 204 || answered.status === 304;
  try {
    response.writeHead(answered.status, withoutBody ? headers : { ...headers, 'content-length': answered.body.length });
  } catch {
    // A handler gave a header that HTTP does not allow.
    response.writeHead(500, { ...INTERNAL_ERROR.headers });
    response.end(INTERNAL_ERROR.body);
    return;
  }
  response.end(withoutBody ? undefined : answered.body);
}

function refuseRaw(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ message: status.slice(4) });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

export function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: Error & { code?: string }) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use: choose another with --port.`) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });
}
