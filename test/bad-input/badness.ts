/** Everything that may be wrong with a request, for which routes it can be, and what is answered then. */
import * as z from 'zod';
import type { Route, Scope } from '../../contracts/routes/route.ts';
import type { RouteName } from '../../contracts/routes.ts';
import { type CommandName, TRANSITIONS } from '../../core/domain/commands.ts';
import { MAY } from '../../core/domain/permissions.ts';
import { ACT_OF } from '../access/acts-by-route.ts';
import { type Answered, type Bad, type Kind, OF_PARTIES, STRANGER, type Stage } from './stage.ts';

export interface Badness {
  readonly what: string;
  /** Undefined: it cannot happen on this route. */
  of(name: RouteName, route: Route, stage: Stage): readonly Bad[] | undefined;
  /** Whether it was refused as it has to be. */
  readonly expected: readonly [status: number, ...codes: (string | undefined)[]];
  /** What the problem has to name. */
  readonly path?: string;
  /** Nothing is told of what the desk did since. */
  readonly silent?: true;
}

const ROLES: readonly Scope[] = ['temporary', 'agent', 'auditor', 'reviewer', 'supervisor', 'operator'];
const FORBIDDEN = ['not-your-team', 'not-the-assignee', 'not-permitted'];
const LONG = 'x'.repeat(210_000); // longer than any text, shorter than a body may be
const names = (
  schema: object | undefined,
): Readonly<Record<string, { readonly type?: string; readonly maximum?: number }>> => {
  if (!schema) return {};
  const { properties = {} } = z.toJSONSchema(schema as z.core.$ZodType, { io: 'input', unrepresentable: 'any' });
  return properties as ReturnType<typeof names>;
};
/** Of a search. */
const needed = (query: object | undefined): string => ('q' in names(query) ? 'q=派送&' : '');
const hasName = (route: Route, name: string): boolean => route.path.includes(`{${name}}`);
const ofTicket = (route: Route): boolean => route.auth === 'token' && hasName(route, 'id');
const when = (holds: boolean | undefined, ...bad: Bad[]): readonly Bad[] | undefined => (holds ? bad : undefined);

/** The first of these in which the command is impossible. */
const impossible = (name: RouteName, route: Route): Kind | undefined => {
  const act = ACT_OF[name];
  if (!route.body || act === undefined || !(act in TRANSITIONS) || NO_PHASE.includes(name)) return undefined;
  const phases = TRANSITIONS[act as CommandName];
  // What is said of a merged ticket from outside is said to the one that goes on.
  const kinds: readonly Kind[] = route.auth === 'token' ? ['merged', 'handled', 'closed'] : ['closed', 'handled'];
  return kinds.find((kind) => !(phases as readonly string[]).includes(kind === 'handled' ? 'handling' : kind));
};
/** They answer what they find, or repair it, whatever the phase is. */
const NO_PHASE: readonly RouteName[] = ['rebuildClocks', 'restartWorkflow'];
/** Somebody whom the act is given to, so that only the phase is wrong. */
const permitted = (name: RouteName): Bad['by'] => {
  const roles = MAY[ACT_OF[name] ?? 'read'];
  if (roles.includes('assignee') || roles.includes('agent')) return ['agt_lin', 'agent'];
  if (roles.includes('supervisor')) return ['agt_luo', 'supervisor'];
  return roles.includes('reviewer') ? ['agt_bai', 'reviewer'] : ['agt_operator', 'operator'];
};

export const BADNESSES: readonly Badness[] = [
  {
    what: 'a role without the scope',
    of: (_, { auth, scopes = [] }) => {
      const role = ROLES.find((each) => !scopes.includes(each));
      return when(auth === 'token' && role !== undefined, { by: ['agt_somebody', role as Scope] });
    },
    expected: [403, undefined],
  },
  { what: 'no token', of: (_, { auth }) => when(auth === 'token', { proof: 'none' }), expected: [401, undefined] },
  {
    what: 'a tampered token',
    of: (_, { auth }) => when(auth === 'token', { proof: 'tampered' }),
    expected: [401, undefined],
  },
  {
    what: 'no signature',
    of: (_, { auth }) => when(auth === 'signature', { proof: 'none' }),
    expected: [401, 'signature-missing'],
  },
  {
    what: 'a tampered signature',
    of: (_, { auth }) => when(auth === 'signature', { proof: 'tampered' }),
    expected: [401, 'signature-invalid'],
  },
  {
    what: 'a nonce again',
    of: (_, { auth, method }) => when(auth === 'signature' && method !== 'GET', { proof: 'replayed' }),
    expected: [401, 'nonce-replayed'],
  },
  {
    what: 'a ticket of another channel',
    of: (_, route) => when(route.auth === 'signature' && hasName(route, 'id'), { proof: 'anotherChannel' }),
    expected: [403, 'ticket-of-another-channel'],
  },
  {
    what: 'a tampered link',
    of: (name, { auth }, { links }) => when(auth === 'link', { values: { link: links.tampered(name) } }),
    expected: [404, 'link-not-valid'],
  },
  {
    what: 'a link that is over',
    of: (name, { auth }, { links }) => when(auth === 'link', { values: { link: links.expired(name) } }),
    expected: [410, 'link-expired'],
  },
  {
    what: 'a link of somebody else',
    of: (name, { auth }, { links }) => when(auth === 'link', { values: { link: links.ofSomebodyElse(name) } }),
    expected: [404, 'link-not-valid'],
  },
  {
    what: 'a ticket of another team',
    of: (_, route) => when(ofTicket(route) && route.scopes?.includes('agent'), { by: STRANGER }),
    expected: [403, ...FORBIDDEN],
  },
  {
    what: 'a ticket of another team, with a version that is over',
    of: (_, route) =>
      when(ofTicket(route) && route.command && route.scopes?.includes('agent'), {
        by: STRANGER,
        headers: { 'if-match': '"1"' },
      }),
    expected: [403, ...FORBIDDEN],
  },
  {
    what: 'a ticket that is not there',
    of: (_, route) => when(hasName(route, 'id'), { values: { id: 'ABCDEFGH' } }, { values: { id: 'CODE#ABCDEFGH' } }),
    expected: [404, 'ticket-not-found'],
  },
  {
    what: 'a phase that does not allow it',
    of: (name, route) => {
      const kind = impossible(name, route);
      return when(kind !== undefined && !OF_PARTIES.includes(name), {
        kind: kind as Kind,
        by: permitted(name) as NonNullable<Bad['by']>,
      });
    },
    expected: [409, 'command-not-allowed-in-phase', 'already-claimed', 'nobody-to-send-back-to'],
  },
  {
    what: 'a version that is over',
    of: (_, route) =>
      when(route.command && /\{(id|link)\}/.test(route.path) && route.auth === 'token', {
        headers: { 'if-match': '"1"' },
      }),
    expected: [412, 'stale-version'],
  },
  {
    what: 'a version that is over, from outside',
    of: (_, route) =>
      when(route.command && /\{(id|link)\}/.test(route.path) && route.auth !== 'token', {
        headers: { 'if-match': '"1"' },
      }),
    expected: [412, 'stale-version'],
    silent: true,
  },
  {
    what: 'a version that is none',
    of: (_, { command }) => when(command, { headers: { 'if-match': 'W/"1"' } }, { headers: { 'if-match': '0' } }),
    expected: [422, 'invalid-request'],
    path: 'If-Match',
  },
  {
    what: 'a key that is too long',
    of: (_, { command }) => when(command, { headers: { 'idempotency-key': 'k'.repeat(256) } }),
    expected: [422, 'invalid-request'],
    path: 'Idempotency-Key',
  },
  {
    what: 'malformed JSON',
    of: (_, { body }) => when(body !== undefined, { body: '{"text": "包' }, { body: '{"a":1}{' }),
    expected: [400, 'malformed-json'],
  },
  {
    what: 'no object',
    of: (_, { body }) => when(body !== undefined, { body: '[]' }, { body: 'null' }, { body: '7' }),
    expected: [422, 'invalid-request'],
  },
  {
    what: 'an unknown field',
    of: (_, { body }) => when(body !== undefined, { more: { colour: 'red' } }),
    expected: [422, 'invalid-request'],
    path: 'colour',
  },
  {
    what: 'a text that is too long',
    of: (_, { body }) => {
      const texts = Object.entries(names(body)).filter(([, { type }]) => type === 'string');
      return texts.length > 0 ? texts.map(([name]) => ({ body: { [name]: LONG } })) : undefined;
    },
    expected: [422, 'invalid-request'],
  },
  {
    what: 'a body over 1 MB',
    of: (_, { body }) => when(body !== undefined, { body: { text: 'x'.repeat(1_100_000) } }),
    expected: [413, 'body-too-large'],
  },
  {
    what: 'another content type',
    of: (_, { body }) =>
      when(
        body !== undefined,
        ...['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'].map((type) => ({
          ...{ body: {}, headers: { 'content-type': type } },
        })),
      ),
    expected: [415, 'unsupported-media-type'],
  },
  {
    what: 'an unknown parameter',
    of: (_, { query }) => when(query !== undefined, { query: 'colour=red' }),
    expected: [422, 'invalid-request'],
  },
  {
    what: 'a limit beyond the last',
    of: (_, { query }) => {
      const { maximum } = names(query).limit ?? {};
      return when(
        maximum !== undefined,
        ...[Number(maximum) + 1, 0, 'x'].map((limit) => ({ query: `${needed(query)}limit=${limit}` })),
      );
    },
    expected: [422, 'invalid-request'],
  },
  {
    what: 'a page that nobody was given',
    of: (name, { query }) =>
      when('page' in names(query) && name !== 'listDeliveries', { query: `${needed(query)}page=eyJhIjoxfQ.AAAA` }),
    expected: [400, 'page-token-invalid'],
  },
  {
    what: 'a name that is none',
    of: (_, route) => {
      const at = ['agent', 'queue', 'team', 'alarm', 'view', 'category', 'day'].find((each) => hasName(route, each));
      return at === undefined ? undefined : [{ values: { [at]: 'No Name!' } }, { values: { [at]: 'x'.repeat(200) } }];
    },
    expected: [422, 'invalid-request'],
  },
];

/** What is wrong with an answer; undefined: nothing. */
export const wrongWith = (
  { expected: [status, ...codes], path, silent }: Badness,
  answer: Answered,
): string | undefined => {
  const said = `${answer.status} ${answer.code ?? ''} ${answer.paths.join()}`;
  if (answer.status !== status || !codes.includes(answer.code)) return `answered ${said}`;
  const type = answer.code === undefined ? 'application/json' : 'application/problem+json';
  if (answer.type !== type) return `came as ${answer.type}`;
  if (silent && answer.changes > 0) return `told of ${answer.changes} changes`;
  return path !== undefined && !answer.paths.includes(path) ? `named ${answer.paths.join() || 'nothing'}` : undefined;
};
