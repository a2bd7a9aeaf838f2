/**
 * What a client has to know of each route: none of its schemas, which would be most of a bundle. Read off the one list of routes; the
 * bundle of the client (bin/bundle-client.ts) has the finished table in the place of this file.
 */
import type { Route } from '../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../contracts/routes.ts';

export interface ClientRoute {
  readonly method: Route['method'];
  readonly path: string;
  readonly auth: Route['auth'];
  /** Takes a body. */
  readonly body: boolean;
  /** Takes If-Match and Idempotency-Key. */
  readonly command: boolean;
  /** The same request twice does nothing twice, by itself. */
  readonly repeatable: boolean;
}

const clientRoute = ({ method, path, auth, body, command, function: name }: Route): ClientRoute => ({
  method,
  path,
  auth,
  body: body !== undefined,
  command: command === true,
  repeatable: method === 'GET' || name === 'intake', // a new ticket carries its uniqueId
});

export const ROUTE_TABLE = Object.fromEntries(
  Object.entries<Route>(ROUTES).map(([name, route]) => [name, clientRoute(route)]),
) as Readonly<Record<RouteName, ClientRoute>>;
