/** The body of a request: its bytes, its type, its JSON. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Rejected } from './rejected.ts';

export const MAX_BODY_BYTES = 1024 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** The bytes as they came over the wire, which the signature covers. Rejects what is too large or of another type. */
export const rawBody = ({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): Buffer => {
  const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (raw.length > MAX_BODY_BYTES)
    throw new Rejected('body-too-large', 'The body may have 1 MB. Send long texts in several messages.');
  if (raw.length > 0 && !JSON_TYPE.test(headers['content-type'] ?? ''))
    throw new Rejected('unsupported-media-type', 'Send the body as application/json.');
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
