/** Who sent a request with a token: API Gateway has checked it, its claims name the person and their roles. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Route, SCOPES, type Scope } from '../../contracts/routes/route.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { Rejected } from './rejected.ts';

const AGENT = /^agt_[0-9A-Za-z_-]{1,60}$/;

interface WithClaims {
  readonly authorizer?: { readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> } };
}

export const personOf = (event: APIGatewayProxyEventV2, route: Route): Actor => {
  const claims = (event.requestContext as WithClaims).authorizer?.jwt?.claims;
  if (!claims) throw new Error(`${event.routeKey} was reached without an authorizer.`);
  const scopes = String(claims.scope ?? '').split(' ');
  const roles = (Object.keys(SCOPES) as Scope[]).filter((role) => scopes.includes(SCOPES[role]));
  const needed = route.scopes ?? [];
  if (!needed.some((role) => roles.includes(role)))
    throw new Rejected('not-permitted', `This needs one of the roles: ${needed.join(', ')}.`);
  // A user pool gives everybody a number of its own as `sub`; our id is the user name there.
  const id = [claims.sub, claims.username].map((claim) => String(claim ?? '')).find((name) => AGENT.test(name));
  if (id === undefined) throw new Rejected('not-permitted', 'The token does not name an agent (agt_…).');
  return { kind: 'agent', id, roles };
};
