/** Whether an answer is one that the route promises. */
import { isDeepStrictEqual } from 'node:util';
import { ANSWERS } from '../../contracts/answers.ts';
import { problem } from '../../contracts/problem.ts';
import { problemsOf } from '../../contracts/route-problems.ts';
import type { Route } from '../../contracts/routes/route.ts';
import type { RouteName } from '../../contracts/routes.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** By the gateway, in its own words. */
const GATEWAY: readonly number[] = [400, 401, 403, 404, 413, 431];

/** What is wrong with it; undefined: nothing. */
export const wrongWith = (name: RouteName, route: Route, answer: FuzzAnswer): string | undefined => {
  const { status, headers, text } = answer;
  if (status >= 500) return `status ${status}`;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'the answer is no JSON';
  }
  const type = headers['content-type'];
  if (status >= 400) return type === 'application/json' ? gateway(status, body) : refusal(name, route, answer, body);
  if (type !== 'application/json') return `content-type ${type}`;
  if (status !== route.status && !(name === 'createTicket' && status === 200)) return `status ${status}`;
  const parsed = ANSWERS[name].safeParse(body);
  if (!parsed.success) return `not of its schema: ${JSON.stringify(parsed.error.issues.slice(0, 3))}`;
  if (!isDeepStrictEqual(parsed.data, body)) return 'it has fields that its schema does not have';
  return headers.ratelimit === undefined ? 'no RateLimit' : undefined;
};

const gateway = (status: number, body: unknown): string | undefined => {
  if (!GATEWAY.includes(status)) return `status ${status} of the gateway`;
  const keys = Object.keys(Object(body));
  return keys.length === 1 && keys[0] === 'message' ? undefined : `fields ${keys} of the gateway`;
};

const refusal = (name: RouteName, route: Route, { status, headers }: FuzzAnswer, body: unknown): string | undefined => {
  if (headers['content-type'] !== 'application/problem+json') return `content-type ${headers['content-type']}`;
  const parsed = problem.safeParse(body);
  if (!parsed.success) return `no problem document: ${JSON.stringify(parsed.error.issues.slice(0, 3))}`;
  const { code, status: said } = parsed.data;
  if (said !== status) return `status ${status}, but ${said} in the document`;
  if (!isDeepStrictEqual(parsed.data, body)) return 'the problem has fields that its schema does not have';
  return problemsOf(name, route).includes(code) ? undefined : `${code} is not among the problems of the route`;
};
