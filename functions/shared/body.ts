/** The body of a request: its bytes, its type, its JSON. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Route } from '../../contracts/routes/route.ts';
import { Rejected } from './rejected.ts';

export const MAX_BODY_BYTES = 1024 * 1024;
/** Through Lambda; what is larger goes straight to the object store. */
const MAX_FORM_BYTES = 4.2 * 1024 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** The bytes as they came over the wire, which the signature covers. Rejects what is too large or of another type. */
export const rawBody = (
  { body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2,
  { page }: Pick<Route, 'page'>,
): Buffer => {
  const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (raw.length > (page ? MAX_FORM_BYTES : MAX_BODY_BYTES))
    throw new Rejected('body-too-large', `The body may have ${page ? 4 : 1} MB. Send long texts in several messages.`);
  if (raw.length > 0 && !(page ? FORM_TYPE : JSON_TYPE).test(headers['content-type'] ?? ''))
    throw new Rejected('unsupported-media-type', `Send the body as ${page ? 'a form' : 'application/json'}.`);
  return raw;
};

/** An empty body counts as `{}`, for commands that need nothing said. */
export const parseBody = (raw: Buffer): unknown => {
  if (raw.length === 0) return {};
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new Rejected('malformed-json', 'The body is not valid JSON.');
  }
};

/** The fields of a form, and its files; what was left empty is not there. Platform code reads it, multipart too. */
export const parseForm = async (raw: Buffer, type: string | undefined): Promise<Record<string, unknown>> => {
  if (raw.length === 0) return {};
  try {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type ?? '' } }).formData();
    return Object.fromEntries([...form].filter(([, value]) => value !== ''));
  } catch {
    throw new Rejected('malformed-json', 'The body is not a form.');
  }
};
