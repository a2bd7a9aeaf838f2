/** The address behind `AWS_ENDPOINT_URL`: what the SDKs inside the bundles call. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AwsAnswer, type AwsCall, AwsError, type CallAws, type Principal, type Service } from './aws.ts';
import type { Faults } from './faults/faults.ts';
import { readBody } from './http/body.ts';
import { listen } from './http/server.ts';
import { S3_PATH } from './s3/address.ts';
import { s3Call } from './s3/inside.ts';
import { type S3, s3Refusal } from './s3/s3.ts';

const MAX_BODY_BYTES = 16 * 1024 * 1024; // DynamoDB's own limit

/** Services that speak AWS JSON, by what stands before the dot of `x-amz-target`. */
type Targets = Readonly<Record<string, Service>>;

export interface EndpointDeps {
  readonly targets: Targets;
  /** SES v2, the one REST service: answers undefined when the path is not its own. */
  readonly ses: (method: string, path: string, body: any, principal: Principal) => unknown;
  /** Below `S3_PATH`. */
  readonly s3?: S3;
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
  /** The same for a caller in this process, without a socket. Never rejects. */
  readonly call: CallAws;
  stop(): Promise<void>;
}

export async function openEndpoint(deps: EndpointDeps): Promise<Endpoint> {
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    void serve(deps, request, response);
  });
  const { port } = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    call: (call) => answerOf(deps, call),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(deps: EndpointDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false; // the SDK would take it for its clock and "correct" its own
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'aborted') return;
  const { method = 'GET', url = '/', headers } = request;
  const answer = await answerOf(deps, {
    method,
    path: url,
    headers,
    body: body === 'too large' ? undefined : isForS3(url) ? body : body.toString('utf8'),
  });
  if (answer === 'unheard') {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-length': Buffer.byteLength(answer.body), ...answer.headers });
  response.end(answer.body);
}

/** `unheard`: it was carried out, but whoever asked has died. */
async function answerOf(deps: EndpointDeps, call: AwsCall): Promise<AwsAnswer | 'unheard'> {
  if (deps.s3 && isForS3(call.path)) return answerOfS3(deps, deps.s3, call);
  const { headers } = call;
  const [service, action] = String(headers['x-amz-target'] ?? '').split('.');
  const type = service ? String(headers['content-type'] ?? 'application/x-amz-json-1.0') : 'application/json';
  const answer = (status: number, document: unknown, more: Record<string, string> = {}): AwsAnswer => ({
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': randomUUID(), ...more },
    body: JSON.stringify(document ?? {}),
  });
  try {
    if (call.body === undefined || call.body.length > MAX_BODY_BYTES)
      throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    const principal = callerOf(headers, deps.knows);
    const document = call.body.length ? parsed(String(call.body)) : {};
    const outside = deps.isOutside(principal);
    if (!outside) deps.faults?.throttle(service || 'ses', action ?? '', document);
    const result = action
      ? await dispatch(deps.targets, service as string, action, document, principal)
      : await rest(deps, call, document, principal);
    if (deps.faults?.crashes.called(String(headers['x-amz-security-token']), action ?? 'SendEmail')) return 'unheard';
    if (outside) await deps.durable();
    return answer(200, result);
  } catch (error) {
    if (!(error instanceof AwsError)) deps.say(`${service}.${action} failed: ${(error as Error).stack}`);
    const { code, message, status, members } =
      error instanceof AwsError
        ? error
        : { code: 'InternalServerError', message: 'The service failed.', status: 500, members: {} };
    return answer(status, { __type: code, message, ...members }, { 'x-amzn-errortype': code });
  }
}

const isForS3 = (path: string): boolean => path.startsWith(S3_PATH);

/** The same for the one service that speaks in bytes, headers and XML. */
async function answerOfS3(deps: EndpointDeps, s3: S3, call: AwsCall): Promise<AwsAnswer | 'unheard'> {
  const { method, path, headers } = call;
  const requestId = { 'x-amz-request-id': randomUUID() };
  try {
    if (call.body === undefined) throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum size');
    const principal = callerOf(headers, deps.knows);
    const [resource = '', query = ''] = path.split('?');
    const action = s3.actionOf({ method, path: resource, query, headers });
    const outside = deps.isOutside(principal);
    if (!outside) deps.faults?.throttle('S3', action, {});
    const answer = await s3Call(s3, call, principal);
    if (deps.faults?.crashes.called(String(headers['x-amz-security-token']), action)) return 'unheard';
    if (outside) await deps.durable();
    return { ...answer, headers: { ...answer.headers, ...requestId } };
  } catch (error) {
    if (!(error instanceof AwsError)) deps.say(`S3 ${method} failed: ${(error as Error).stack}`);
    const fault = error instanceof AwsError ? error : new AwsError('InternalError', 'The service failed.', 500);
    const { status, headers: told, body } = s3Refusal(fault, method);
    return { status, headers: { ...told, ...requestId }, body: String(body) };
  }
}

function dispatch(targets: Targets, name: string, action: string, body: unknown, principal: Principal): unknown {
  const service = targets[name];
  if (!service) throw new AwsError('UnknownOperationException', `No service is called ${name} here.`);
  return service(action, body, principal);
}

function rest(deps: EndpointDeps, { method, path }: AwsCall, body: unknown, principal: Principal): unknown {
  const answer = deps.ses(method, path, body, principal);
  if (answer === undefined) throw new AwsError('UnknownOperationException', `${method} ${path} is not served.`, 404);
  return answer;
}

/** The access key id in the signature is the name of the caller; the signature itself proves nothing on one machine. */
function callerOf(headers: AwsCall['headers'], knows: (principal: Principal) => boolean): Principal {
  const principal = /Credential=([^/,\s]+)\//.exec(String(headers.authorization ?? ''))?.[1];
  if (!principal) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  if (!knows(principal)) {
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403);
  }
  return principal;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException', 'The body is not valid JSON.');
  }
}
