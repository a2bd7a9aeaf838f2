/** A request as a function gets it: payload format 2.0. */
import type { IncomingMessage } from 'node:http';
import { ACCOUNT } from '../aws.ts';

export interface RequestFacts {
  readonly requestId: string;
  readonly apiId: string;
  readonly routeKey: string;
  /** Epoch ms on the runtime's clock. */
  readonly time: number;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
  readonly authorizer:
    | { readonly jwt: { claims: Record<string, string>; scopes: readonly string[] | null } }
    | undefined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TEXT = /^(text\/|application\/([^;]*\+)?(json|xml)|application\/javascript)/i;

export function eventOf(request: IncomingMessage, body: Buffer, facts: RequestFacts): Record<string, unknown> {
  const [rawPath = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
  const headers: Record<string, string> = {};
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    if (name !== 'cookie') headers[name] = values.join(',');
  }
  const cookies = request.headers.cookie?.split(/; */);
  const isText = body.length === 0 || !headers['content-type'] || TEXT.test(headers['content-type']);
  return {
    version: '2.0',
    routeKey: facts.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(rawQueryString ? { queryStringParameters: queryOf(rawQueryString) } : {}),
    requestContext: {
      accountId: ACCOUNT,
      apiId: facts.apiId,
      ...(facts.authorizer ? { authorizer: facts.authorizer } : {}),
      domainName: headers.host?.replace(/:\d+$/, ''),
      domainPrefix: facts.apiId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: facts.requestId,
      routeKey: facts.routeKey,
      stage: '$default',
      time: commonLogTime(facts.time),
      timeEpoch: facts.time,
    },
    ...(facts.pathParameters ? { pathParameters: facts.pathParameters } : {}),
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: !isText,
  };
}

/** E.g. `22/Nov/2026:04:18:40 +0000`. */
export function commonLogTime(time: number): string {
  const date = new Date(time).toISOString();
  return `${date.slice(8, 10)}/${MONTHS[Number(date.slice(5, 7)) - 1]}/${date.slice(0, 4)}:${date.slice(11, 19)} +0000`;
}

// Repeated names are joined with a comma, as AWS does it.
function queryOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    found[name] = name in found ? `${found[name]},${value}` : value;
  }
  return found;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
