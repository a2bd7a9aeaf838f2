/** A running system with a ticket for every badness, and the proof of everybody who calls. */
import { randomUUID } from 'node:crypto';
import { type Route, SCOPES, type Scope } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';
import { channelKey, signedHeaders } from '../../contracts/signature.ts';
import { requestOf, type Sent } from '../access/acts-by-route.ts';
import { type System, startSystem } from '../support/system.ts';
import { type Kind, linkIn, openTickets } from './tickets.ts';

/** One for each role; the first whose role a route takes is its caller. */
const PEOPLE: readonly (readonly [id: string, role: Scope])[] = [
  ['agt_lin', 'agent'],
  ['agt_luo', 'supervisor'],
  ['agt_bai', 'reviewer'],
  ['agt_operator', 'operator'],
  ['agt_auditor', 'auditor'],
  ['agt_help', 'temporary'],
];
/** Of a team that no queue of the tickets asks. */
const STRANGERS: typeof PEOPLE = [
  ['agt_far', 'agent'],
  ['agt_far_lead', 'supervisor'],
];
/** Somebody who has the role, and not the reach. */
export const strangerOf = ({ scopes = [] }: Route) => STRANGERS.find(([, role]) => scopes.includes(role));

export interface Answered {
  readonly status: number;
  readonly code?: string;
  readonly type: string;
  readonly paths: readonly string[];
  /** How many events of a ticket it tells of. */
  readonly changes: number;
}

export interface Bad {
  /** Instead of the body of the example; a text goes as it is. */
  readonly body?: object | string;
  /** Beside the fields of the example. */
  readonly more?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Over the values of the path. */
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly kind?: Kind;
  /** Instead of the first whose role the route takes. */
  readonly by?: readonly [id: string, role: Scope];
  readonly proof?: 'none' | 'tampered' | 'replayed' | 'anotherChannel';
}

export interface Stage {
  readonly system: System;
  send(name: RouteName, bad: Bad): Promise<Answered>;
  /** Links that open no longer, or never did. */
  readonly links: Readonly<Record<'tampered' | 'expired' | 'ofSomebodyElse', (name: RouteName) => string>>;
  /** All that is stored, but used-up nonces and counted requests. */
  stored(): Promise<unknown[]>;
}

export const setStage = async (): Promise<Stage> => {
  const system = await startSystem();
  const { runtime } = system;
  for (const [id, role] of PEOPLE) await system.hire(id, 'logistics', { roles: [role], presence: 'offline' });
  for (const [id, role] of STRANGERS)
    await system.hire(id, 'presale', { roles: [role], presence: 'offline', scope: 'team' });
  const tickets = await openTickets(system);
  const master = runtime.secret('SigningSecret');

  const linkOf = (name: RouteName, kind: Kind): string => {
    if (OF_SURVEYS.includes(name)) return tickets.survey;
    return OF_PARTIES.includes(name) ? tickets.party : linkIn(tickets[kind].receipt.trackingUrl);
  };
  const proofOf = async (route: Route, sent: Sent & { readonly text: string }, bad: Bad) => {
    const { proof } = bad;
    if (proof === 'none' || route.auth === 'none' || route.auth === 'link') return {};
    if (route.auth === 'token') {
      const [id, role] = bad.by ?? callerOf(route);
      const token = await runtime.token(id, [SCOPES[role]]);
      return { authorization: `Bearer ${proof === 'tampered' ? tampered(token) : token}` };
    }
    const channel = proof === 'anotherChannel' ? 'app' : 'shop';
    const nonce = proof === 'replayed' ? await usedNonce() : randomUUID();
    const timestamp = String(Math.floor(runtime.clock.now() / 1000));
    const parts = { method: sent.method, path: sent.path, timestamp, nonce, body: sent.text };
    const headers = signedHeaders(channel, channelKey(master, channel), parts);
    return proof === 'tampered' ? { ...headers, 'x-gongdan-nonce': randomUUID() } : headers;
  };
  const usedNonce = async (): Promise<string> => {
    const nonce = randomUUID();
    const path = '/v1/channel/tickets/ABCDEFGH/urge';
    const timestamp = String(Math.floor(runtime.clock.now() / 1000));
    const headers = signedHeaders('shop', channelKey(master, 'shop'), {
      method: 'POST',
      path,
      timestamp,
      nonce,
      body: '{}',
    });
    await ask('POST', path, { 'content-type': 'application/json', ...headers }, '{}');
    return nonce;
  };
  const ask = async (method: string, path: string, headers: object, body?: string): Promise<Answered> => {
    // A connection each: on a busy machine a kept one may be closed for idleness just when it is used again.
    const request = { method, headers: { connection: 'close', ...headers }, ...(body !== undefined && { body }) };
    const response = await fetch(`${runtime.url}${path}`, request);
    const said = (await response.json()) as {
      readonly code?: string;
      readonly errors?: readonly { readonly path: string }[];
      readonly changes?: readonly unknown[];
    };
    return {
      status: response.status,
      ...(response.status >= 400 && said.code !== undefined && { code: said.code }),
      type: response.headers.get('content-type') ?? '',
      paths: (said.errors ?? []).map(({ path: at }) => at),
      changes: said.changes?.length ?? 0,
    };
  };

  return {
    system,
    send: async (name, bad) => {
      const route: Route = ROUTES[name];
      const { kind = 'handled' } = bad;
      const sent = requestOf(name, tickets[kind].subject, { link: linkOf(name, kind), ...bad.values });
      const body = bad.body ?? (bad.more ? { ...sent.body, ...bad.more } : sent.body);
      const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
      const path = bad.query === undefined ? sent.path : `${sent.path}?${bad.query}`;
      const typed = route.body ? { 'content-type': 'application/json' } : {};
      const proof = await proofOf(route, { ...sent, path, text }, bad);
      return ask(sent.method, path, { ...typed, ...proof, ...bad.headers }, text === '' ? undefined : text);
    },
    links: {
      tampered: (name) => tampered(linkOf(name, 'handled')),
      expired: (name) => {
        if (OF_SURVEYS.includes(name)) return tickets.pastSurvey;
        return OF_PARTIES.includes(name) ? tickets.pastParty : tickets.pastLink;
      },
      // A link for the one opens nothing of the other.
      ofSomebodyElse: (name) => linkOf(OF_PARTIES.includes(name) ? 'trackTicket' : 'readQuestion', 'handled'),
    },
    stored: async () => {
      const items: unknown[] = [];
      for (const { ref: TableName, logicalId } of runtime.resources('AWS::DynamoDB::GlobalTable')) {
        if (/^Rate/.test(logicalId)) continue;
        const page = await runtime.call('DynamoDB_20120810', 'Scan', { TableName });
        if (page.LastEvaluatedKey) throw new Error(`${TableName} is longer than a page.`);
        for (const item of page.Items) if (item.sk.S !== 'NONCE') items.push([logicalId, item]);
      }
      return items;
    },
  };
};

const callerOf = ({ scopes = [] }: Route): readonly [id: string, role: Scope] =>
  PEOPLE.find(([, role]) => scopes.includes(role)) ?? ['agt_nobody', 'operator'];

/** Of the last character of the signature. */
const tampered = (proof: string): string =>
  `${proof.slice(0, -6)}${proof.slice(-6) === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA'}`;
export const OF_PARTIES: readonly RouteName[] = ['readQuestion', 'answerQuestion'];
const OF_SURVEYS: readonly RouteName[] = ['readSurvey', 'answerSurvey'];
