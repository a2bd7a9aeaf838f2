/** People and programs who ask again when the system failed: with the same key, so that nothing happens twice. */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { again } from '../faults/again.ts';

type Method = (input?: object, options?: object) => Promise<unknown>;

/** The same client; its commands carry an Idempotency-Key, and all that got a 5xx or no answer is asked again. */
export const persistent = <Client extends object>(client: Client): Client => {
  const routes: Readonly<Record<string, Route>> = ROUTES;
  const methods = Object.entries(client).map(([name, method]: [string, Method]) => [
    name,
    (input?: object, options?: object) => {
      const key = routes[name]?.command && { idempotencyKey: randomUUID() };
      return again(() => method(input, { ...key, ...options }));
    },
  ]);
  return Object.fromEntries(methods);
};
