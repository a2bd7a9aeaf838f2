/** What a route is made of. */
import type { ZodMiniType } from 'zod/mini';

/** Scopes of people's tokens, one per role. */
export const SCOPES = {
  agent: 'gongdan/agent',
  supervisor: 'gongdan/supervisor',
  reviewer: 'gongdan/reviewer',
  operator: 'gongdan/operator',
  auditor: 'gongdan/auditor',
  temporary: 'gongdan/temporary',
} as const;
export type Scope = keyof typeof SCOPES;

/** What a request is counted as (rate-limits.ts). */
export type RateKind = 'commands' | 'queries' | 'search' | 'intake';

/** The function (functions/http/<name>.ts) that serves a route; each has its own role. */
export type HttpFunction =
  | 'intake'
  | 'channel'
  | 'desk-commands'
  | 'desk-queries'
  | 'operations'
  | 'dead-letters'
  | 'search'
  | 'webhooks'
  | 'files'
  | 'customer'
  | 'approver'
  | 'exports'
  | 'receipts'
  | 'privacy';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  /** How the caller proves who they are: signed request, token with one of `scopes`, link with a signature, or not at all. */
  readonly auth: 'signature' | 'token' | 'link' | 'none';
  readonly scopes?: readonly Scope[];
  readonly function: HttpFunction;
  readonly query?: ZodMiniType;
  readonly body?: ZodMiniType;
  /** 202: it is done in the background. */
  readonly status: 200 | 201 | 202;
  readonly summary: string;
  /** Takes If-Match and Idempotency-Key. */
  readonly command?: true;
  /** A page for people: its body is a form, its problems are told as a page, too. */
  readonly page?: true;
  /** What it is counted as (rate-limits.ts), where its method does not say it. */
  readonly rate?: RateKind;
  /** It will go: every answer says so. */
  readonly deprecated?: Deprecated;
}

/** `since` and `sunset` are dates, at least six months apart (docs/api-desk.md, Versions); `link` says what to use instead. */
export interface Deprecated {
  readonly since: string;
  readonly sunset: string;
  readonly link: string;
}

/** Who may call: scopes that several routes share. */
export const DESK = ['agent', 'supervisor', 'reviewer', 'operator'] as const;
/** Who reads tickets. */
export const READERS = [...DESK, 'auditor', 'temporary'] as const;
/** Who works on the tickets that are theirs. */
export const WORKERS = ['agent', 'supervisor', 'temporary'] as const;
export const AGENTS = ['agent', 'supervisor'] as const;
export const LEADS = ['supervisor', 'operator'] as const;
export const LEADS_AND_AGENTS = ['agent', 'supervisor', 'operator'] as const;

/** `POST /v1/tickets/{id}/claim`: how API Gateway names a route. */
export const routeKey = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;
