/** Whoever calls may not, or not now: roles, tokens, signatures, links, teams, phases, versions. */
import type { Route, Scope } from '../../contracts/routes/route.ts';
import type { RouteName } from '../../contracts/routes.ts';
import { type CommandName, TRANSITIONS } from '../../core/domain/commands.ts';
import { MAY } from '../../core/domain/permissions.ts';
import { ACT_OF } from '../access/acts-by-route.ts';
import { type Badness, hasName, when } from './badness.ts';
import { type Bad, OF_PARTIES, strangerOf } from './stage.ts';
import type { Kind } from './tickets.ts';

const ROLES: readonly Scope[] = ['temporary', 'agent', 'auditor', 'reviewer', 'supervisor', 'operator'];
const FORBIDDEN = ['not-your-team', 'not-the-assignee', 'not-permitted'];
const ofTicket = (route: Route): boolean => route.auth === 'token' && hasName(route, 'id');

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

export const WRONG_CALLERS: readonly Badness[] = [
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
    of: (_, route) => {
      const by = strangerOf(route);
      return when(ofTicket(route) && by !== undefined, { by: by as NonNullable<Bad['by']> });
    },
    expected: [403, ...FORBIDDEN],
  },
  {
    what: 'a ticket of another team, with a version that is over',
    of: (_, route) => {
      const by = strangerOf(route);
      const stale = { 'if-match': '"1"' };
      return when(ofTicket(route) && route.command && by !== undefined, {
        by: by as NonNullable<Bad['by']>,
        headers: stale,
      });
    },
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
];
