/** Links that carry their signature (Signature Version 4, query parameters): who signed this one, and does it still hold? */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError, type Principal } from '../aws.ts';

export interface SignedRequest {
  readonly method: string;
  /** As it was sent, escapes and all. */
  readonly path: string;
  /** After the `?`, as it was sent. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const LONGEST_SECONDS = 7 * 24 * 60 * 60;
const SKEW_MS = 15 * 60_000;
const REQUIRED = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'] as const;

/** `now`: epoch ms. Throws AwsError in S3's words when the link is malformed, forged, used otherwise than it was signed, or too old. */
export function signerOf(request: SignedRequest, secretOf: (principal: Principal) => string, now: number): Principal {
  const given = new URLSearchParams(request.query);
  const [algorithm, credential, date, expires, signedHeaders, signature] = REQUIRED.map((name) => {
    const value = given.get(`X-Amz-${name}`);
    if (value === null) throw parametersError('Query-string authentication version 4 requires all its parameters.');
    return value;
  }) as [string, string, string, string, string, string];
  const [principal = '', day = '', region = '', service = '', end = ''] = credential.split('/');
  if (algorithm !== ALGORITHM || service !== 's3' || end !== 'aws4_request' || day !== date.slice(0, 8))
    throw parametersError('X-Amz-Algorithm, X-Amz-Credential and X-Amz-Date must fit each other and the service s3.');
  const seconds = Number(expires);
  if (!(Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_SECONDS))
    throw parametersError(`X-Amz-Expires must be a number of seconds from 0 to ${LONGEST_SECONDS}.`);

  const names = signedHeaders.split(';');
  const unsigned = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !names.includes(name));
  if (!names.includes('host') || unsigned.length > 0)
    throw denied(`There were headers present in the request which were not signed: ${unsigned.join(', ') || 'host'}`);
  const scope = [day, region, service, end].join('/');
  const expected = hmac(
    [day, region, service, end].reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${secretOf(principal)}`),
    [ALGORITHM, date, scope, sha256(canonical(request, names))].join('\n'),
  );
  const claimed = Buffer.from(signature, 'hex');
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      403,
    );
  }
  const signed = momentOf(date);
  if (Number.isNaN(signed)) throw parametersError('X-Amz-Date must be in the ISO8601 long format.');
  if (signed > now + SKEW_MS) throw denied('Request is not yet valid');
  if (signed + seconds * 1000 < now) throw denied('Request has expired');
  return principal;
}

function canonical({ method, path, query, headers }: SignedRequest, names: readonly string[]): string {
  const parameters = query
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('X-Amz-Signature='))
    .map((part) => (part.includes('=') ? part : `${part}=`))
    .sort((one, other) => (one < other ? -1 : 1));
  const lines = names.map((name) => `${name}:${[headers[name] ?? ''].flat().join(',').trim().replace(/\s+/g, ' ')}\n`);
  return [method, path, parameters.join('&'), lines.join(''), names.join(';'), 'UNSIGNED-PAYLOAD'].join('\n');
}

/** `20261122T093000Z` as epoch ms. */
const momentOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const parametersError = (message: string): AwsError => new AwsError('AuthorizationQueryParametersError', message);
const denied = (message: string): AwsError => new AwsError('AccessDenied', message, 403);
