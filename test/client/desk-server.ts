/** The functions of the desk behind a server on this machine, so that the command line talks to the real thing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Route, routeKey } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { type Desk, openDesk } from '../functions/support/desk.ts';

const routes: { readonly route: Route; readonly path: RegExp }[] = Object.values(ROUTES)
  .map((route: Route) => ({
    route,
    path: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  // A path with fewer names in braces is the closer one.
  .sort((a, b) => a.route.path.split('{').length - b.route.path.split('{').length);

/** Dead letters are of queues, which are not here. */
const DOORS: Readonly<Partial<Record<Route['function'], keyof Desk['http']>>> = {
  intake: 'intake',
  channel: 'channel',
  customer: 'customer',
  approver: 'approver',
  'desk-commands': 'commands',
  'desk-queries': 'queries',
  exports: 'exports',
  privacy: 'privacy',
  files: 'files',
  operations: 'operations',
  search: 'search',
  webhooks: 'webhooks',
};

/** Unsigned: the gateway would have checked it. */
export const tokenOf = (sub: string, ...roles: string[]): string => {
  const claims = { sub, scope: roles.map((role) => `gongdan/${role}`).join(' ') };
  return ['', Buffer.from(JSON.stringify(claims)).toString('base64url'), ''].join('.');
};

const claimsIn = (authorization: string | undefined): object | undefined =>
  authorization && JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8'));

export const serveDesk = async (people?: Parameters<typeof openDesk>[0]) => {
  const desk = await openDesk(people);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [path = '', query] = (request.url ?? '').split('?');
    const found = routes.find((each) => each.route.method === request.method && each.path.test(path));
    const text = Buffer.concat(chunks).toString('utf8');
    const door = found && DOORS[found.route.function];
    const { status, body } = door
      ? await desk.call(
          desk.http[door],
          routeKey(found.route),
          path,
          { ...(text && { body: text }), ...(query !== undefined && { query }) },
          claimsIn(request.headers.authorization),
        )
      : { status: 404, body: { message: 'Not Found' } };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    desk,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await desk.close();
    },
  };
};
