/** The address behind `AWS_ENDPOINT_URL`: what the SDKs inside the bundles call. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError, type Principal, type Service } from './aws.ts';
import type { Faults } from './faults/faults.ts';
import { readBody } from './http/body.ts';
import { listen } from './http/server.ts';

const MAX_BODY_BYTES = 16 * 1024 * 1024; // DynamoDB's own limit

/** Services that speak AWS JSON, by what stands before the dot of `x-amz-target`. */
type Targets = Readonly<Record<string, Service>>;

export interface EndpointDeps {
  readonly targets: Targets;
  /** SES v2, the one REST service: answers undefined when the path is not its own. */
  readonly ses: (method: string, path: string, body: any, principal: Principal) => unknown;
  readonly knows: (principal: Principal) => boolean;
  /** Called before an answer to somebody outside the process leaves. */
  readonly durable: () => Promise<void>;
  readonly isOutside: (principal: Principal) => boolean;
  readonly say: (line: string) => void;
  /** Default: none. */
  readonly faults?: Faults;
}

export interface Endpoint {
  readonly url: string;
  stop(): Promise<void>;
}

export async function openEndpoint(deps: EndpointDeps): Promise<Endpoint> {
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    void serve(deps, request, response);
  });
  const { port } = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(deps: EndpointDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false; // the SDK would take it for its clock and "correct" its own
  const requestId = randomUUID();
  const [service, action] = String(request.headers['x-amz-target'] ?? '').split('.');
  const write = (status: number, type: string, document: unknown, headers: Record<string, string> = {}): void => {
    const body = Buffer.from(JSON.stringify(document ?? {}));
    response.writeHead(status, {
      'content-type': type,
      'content-length': body.length,
      'x-amzn-requestid': requestId,
      ...headers,
    });
    response.end(body);
  };
  const type = service ? (request.headers['content-type'] ?? 'application/x-amz-json-1.0') : 'application/json';
  try {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === 'aborted') return;
    if (body === 'too large') throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    const principal = callerOf(request, deps.knows);
    const document = body.length ? parsed(body) : {};
    const outside = deps.isOutside(principal);
    if (!outside) deps.faults?.throttle(service || 'ses', action ?? '', document);
    const answer = action
      ? await dispatch(deps.targets, service as string, action, document, principal)
      : await rest(deps, request, document, principal);
    if (deps.faults?.crashes.called(String(request.headers['x-amz-security-token']), action ?? 'SendEmail')) {
      request.socket.destroy(); // nobody is there any more
      return;
    }
    if (outside) await deps.durable();
    write(200, type, answer);
  } catch (error) {
    if (!(error instanceof AwsError)) deps.say(`${service}.${action} failed: ${(error as Error).stack}`);
    const { code, message, status, members } =
      error instanceof AwsError
        ? error
        : { code: 'InternalServerError', message: 'The service failed.', status: 500, members: {} };
    write(status, type, { __type: code, message, ...members }, { 'x-amzn-errortype': code });
  }
}

function dispatch(targets: Targets, name: string, action: string, body: unknown, principal: Principal): unknown {
  const service = targets[name];
  if (!service) throw new AwsError('UnknownOperationException', `No service is called ${name} here.`);
  return service(action, body, principal);
}

function rest(deps: EndpointDeps, request: IncomingMessage, body: unknown, principal: Principal): unknown {
  const path = request.url ?? '/';
  const answer = deps.ses(request.method ?? 'GET', path, body, principal);
  if (answer === undefined)
    throw new AwsError('UnknownOperationException', `${request.method} ${path} is not served.`, 404);
  return answer;
}

/** The access key id in the signature is the name of the caller; the signature itself proves nothing on one machine. */
function callerOf(request: IncomingMessage, knows: (principal: Principal) => boolean): Principal {
  const principal = /Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? '')?.[1];
  if (!principal) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  if (!knows(principal)) {
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403);
  }
  return principal;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The body is not valid JSON.');
  }
}
