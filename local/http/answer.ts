/** What a function's result becomes on the wire, by the rules of payload format 2.0. */
import { z } from 'zod';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

const header = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const resultSchema = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), header).default({}),
  multiValueHeaders: z.record(z.string(), z.array(header)).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

export const message = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify({ message: text })),
});

export const INTERNAL_ERROR = message(500, 'Internal Server Error');

/** A result without `statusCode` is the body of a 200; one that cannot be an answer is a 500. */
export function answerOf(result: unknown): Answer {
  const shaped = typeof result === 'object' && result !== null && 'statusCode' in result;
  if (!shaped) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  if (isPlain(result))
    return { status: result.statusCode, headers: headersOf(result.headers), body: Buffer.from(result.body) };
  const parsed = resultSchema.safeParse(result);
  if (!parsed.success) return INTERNAL_ERROR;
  const { statusCode, headers, multiValueHeaders, cookies, body, isBase64Encoded } = parsed.data;
  const all = headersOf(headers);
  for (const [name, values] of Object.entries(multiValueHeaders)) all[name.toLowerCase()] = values;
  if (cookies.length) all['set-cookie'] = cookies;
  return { status: statusCode, headers: all, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

interface Plain {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether it is the usual result, of which the schema would change nothing. False says nothing: the schema then decides. */
function isPlain(result: object): result is Plain {
  for (const name in result) if (!(name === 'statusCode' || name === 'headers' || name === 'body')) return false;
  const { statusCode, headers, body } = result as Partial<Record<keyof Plain, unknown>>;
  if (!Number.isInteger(statusCode) || (statusCode as number) < 200 || (statusCode as number) > 599) return false;
  if (typeof body !== 'string' || typeof headers !== 'object' || headers === null || Array.isArray(headers))
    return false;
  for (const name in headers) if (typeof (headers as Record<string, unknown>)[name] !== 'string') return false;
  return true;
}

function headersOf(given: Readonly<Record<string, string>>): Record<string, string | string[]> {
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const name in given) headers[name.toLowerCase()] = given[name]!;
  return headers;
}
