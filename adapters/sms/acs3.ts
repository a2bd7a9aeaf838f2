/**
 * Signature V3 of Alibaba Cloud, ACS3-HMAC-SHA256.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
import { createHash, createHmac } from 'node:crypto';

export interface Acs3Request {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  /** `2023-10-26T10:22:32Z`, at most 15 minutes ago. */
  readonly date: string;
  /** Never the same one twice. */
  readonly nonce: string;
}

export interface Acs3Key {
  readonly id: string;
  readonly secret: string;
}

const EMPTY = createHash('sha256').update('').digest('hex');
const METHOD = 'POST';

/** Everything but letters, digits and `-_.~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** In the order in which it is signed: of the names. */
const queryOf = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');

/** Of a POST to `/` whose parameters stand in the query, and which has no body. */
export const signAcs3 = (
  { host, action, version, query, date, nonce }: Acs3Request,
  key: Acs3Key,
): { readonly query: string; readonly headers: Readonly<Record<string, string>> } => {
  const headers: Readonly<Record<string, string>> = {
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': EMPTY,
    'x-acs-date': date,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  const signed = Object.keys(headers).join(';'); // they stand in the order of their names
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [METHOD, '/', queryOf(query), lines.join(''), signed, EMPTY].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const signature = createHmac('sha256', key.secret).update(`ACS3-HMAC-SHA256\n${digest}`).digest('hex');
  return {
    query: queryOf(query),
    headers: {
      ...headers,
      authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${signed},Signature=${signature}`,
    },
  };
};
