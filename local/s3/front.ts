/** The door of browsers and other people's clients to S3: signed links alone. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AwsError, type Principal } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { corsHeaders } from './cors.ts';
import { opened, type S3Answer } from './outgoing.ts';
import { signerOf } from './presigned.ts';
import { type S3, s3Refusal } from './s3.ts';

export interface S3FrontDeps {
  readonly s3: S3;
  readonly clock: Clock;
  readonly store: Store;
  readonly secretOf: (principal: Principal) => string;
  readonly knows: (principal: Principal) => boolean;
  readonly say: (line: string) => void;
}

/** Answers one request, and reads as much of its body as that takes. Never rejects. */
export type S3Front = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export const s3FrontOf =
  (deps: S3FrontDeps): S3Front =>
  async (request, response) => {
    try {
      const answer = await answerTo(deps, request);
      await deps.store.durable(); // nobody outside is told what a crash could still undo
      const date = new Date(deps.clock.now()).toUTCString();
      // A body that was refused unread would be taken for the next request.
      const headers = { date, ...answer.headers, ...(!request.complete && { connection: 'close' }) };
      if (typeof answer.body === 'string') {
        const length = request.method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(answer.body) };
        response.writeHead(answer.status, { ...length, ...headers });
        response.end(answer.body);
        return;
      }
      response.writeHead(answer.status, headers);
      await pipeline(opened(answer.body), response);
    } catch (error) {
      if (!request.socket.destroyed) deps.say(`the object could not be served: ${(error as Error).stack}`);
      response.destroy();
    }
  };

async function answerTo(deps: S3FrontDeps, request: IncomingMessage): Promise<S3Answer> {
  const { method = 'GET', url = '/', headers } = request;
  const [path = '', query = ''] = url.split('?');
  try {
    if (method === 'OPTIONS') return preflight(deps.s3, path, headers);
    const signed = { method, path, query, headers };
    if (!query.includes('X-Amz-Signature='))
      throw new AwsError('AccessDenied', 'Only signed links are served here.', 403);
    const principal = signerOf(signed, deps.secretOf, deps.clock.now());
    if (!deps.knows(principal))
      throw new AwsError(
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        403,
      );
    const meant = { ...signed, headers: { ...headers, ...hoisted(query) } };
    const answer = await deps.s3.answer({ ...meant, body: request }, principal, true);
    return { ...answer, headers: { ...answer.headers, ...cors(deps.s3, path, request) } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const refusal = s3Refusal(error, method);
    return { ...refusal, headers: { ...refusal.headers, ...cors(deps.s3, path, request) } };
  }
}

/** Amazon's own headers that a link carries in its query, e.g. `x-amz-checksum-mode`. */
const hoisted = (query: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => name.startsWith('x-amz-')));

const cors = (s3: S3, path: string, { method = 'GET', headers }: IncomingMessage): Record<string, string> =>
  (headers.origin !== undefined && corsHeaders(s3.corsOf(path), { origin: headers.origin, method })) || {};

function preflight(s3: S3, path: string, headers: IncomingMessage['headers']): S3Answer {
  const asked = String(headers['access-control-request-headers'] ?? '');
  const allowed = corsHeaders(s3.corsOf(path), {
    origin: String(headers.origin ?? ''),
    method: String(headers['access-control-request-method'] ?? ''),
    headers: asked
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  });
  if (!allowed) throw new AwsError('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
  return { status: 200, headers: allowed, body: '' };
}
