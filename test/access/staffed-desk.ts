/** A running system with everybody of the columns, and tickets in the hands of those who have them there. */
import { randomUUID } from 'node:crypto';
import { type Route, SCOPES, type Scope } from '../../contracts/routes/route.ts';
import { channelKey, signedHeaders } from '../../contracts/signature.ts';
import type { Receipt } from '../../contracts/views.ts';
import { type System, startSystem } from '../support/system.ts';
import type { Sent, Subject } from './acts-by-route.ts';
import { actorOf, OTHER_TEAM, SITUATIONS, type Situation, TEAM } from './situations.ts';

export const LIN = 'agt_lin';
const TMP = 'agt_tmp';
const CHIEF = 'agt_luo';

/** A person's roles come as scopes of their token. */
export const COME_BY_TOKEN = SITUATIONS.filter(({ role }) => role in SCOPES);

/** Whose the ticket of a column is. */
export const ownerOf = ({ role, ticket }: Situation): string => (role === 'temporary' && ticket === 'mine' ? TMP : LIN);

export interface Answered {
  readonly status: number;
  /** Of the gateway there is none. */
  readonly code?: string;
}

/** As far as it is looked at. */
interface Said {
  readonly code?: string;
  readonly items?: readonly { readonly status: number; readonly problem?: { readonly code: string } }[];
}

export interface StaffedDesk {
  readonly system: System;
  /** Tickets in somebody's hands, each with a message of its customer and another ticket beside it. */
  tickets(owner: string, count: number): Promise<Subject[]>;
  receiptOf(id: string): Receipt;
  as(situation: Situation, sent: Sent): Promise<Answered>;
  /** A command for many: what is answered for each. */
  bulk(situation: Situation, body: object): Promise<{ readonly status: number; readonly items: readonly Answered[] }>;
  byChannel(sent: Sent, channel?: string): Promise<Answered>;
  byLink(sent: Sent): Promise<Answered>;
}

export const openStaffedDesk = async (): Promise<StaffedDesk> => {
  const system = await startSystem();
  const { runtime } = system;
  await hireAll(system);
  const chief = await system.desk(CHIEF, 'supervisor');
  const receipts = new Map<string, Receipt>();

  const send = async ({ method, path, body }: Sent, headers: Record<string, string>) => {
    const text = body && JSON.stringify(body);
    const typed = text === undefined ? {} : { 'content-type': 'application/json' };
    const request = { method, headers: { ...typed, ...headers }, ...(text !== undefined && { body: text }) };
    const response = await fetch(`${runtime.url}${path}`, request);
    return { status: response.status, body: (await response.json()) as Said };
  };
  const ask = async (sent: Sent, headers: Record<string, string>): Promise<Answered> => {
    const { status, body } = await send(sent, headers);
    return { status, ...(status >= 400 && body.code !== undefined && { code: body.code }) };
  };
  const tokens = new Map<Situation, string>();
  const tokenOf = async (situation: Situation): Promise<string> => {
    const known = tokens.get(situation);
    if (known !== undefined) return known;
    const { id } = actorOf(situation, ownerOf(situation));
    const token = await runtime.token(id, [SCOPES[situation.role as Scope]]);
    tokens.set(situation, token);
    return token;
  };

  const open = async (customer: string): Promise<Receipt> => {
    const uniqueId = randomUUID();
    const words = { subject: '订单超时未派送', description: '昨天就该到了', category: 'delivery-delay' };
    const receipt = (await system
      .channel()
      .createTicket({ body: { uniqueId, ...words, customer: { id: customer } } })) as Receipt;
    receipts.set(receipt.id, receipt);
    return receipt;
  };
  const ticket = async (owner: string): Promise<Subject> => {
    const customer = `c-${randomUUID()}`;
    const [{ id }, partner] = [await open(customer), await open(customer)];
    const { events } = await system.channel().addMessage({ id, body: { text: '还有一件事：请开发票。' } });
    for (const each of [id, partner.id])
      await chief.assignTicket({ id: each, body: { agent: owner as `agt_${string}` } });
    const message = events.find(({ type }) => type === 'ticket.customer-replied')?.seq;
    if (message === undefined) throw new Error(`The message to ${id} is no event of it.`);
    return { id, partner: partner.id, message };
  };

  return {
    system,
    tickets: async (owner, count) => {
      const made: Subject[] = [];
      while (made.length < count) {
        const some = Math.min(8, count - made.length);
        made.push(...(await Promise.all(Array.from({ length: some }, () => ticket(owner)))));
      }
      return made;
    },
    receiptOf: (id) => {
      const receipt = receipts.get(id);
      if (!receipt) throw new Error(`${id} was not opened here.`);
      return receipt;
    },
    as: async (situation, sent) => ask(sent, { authorization: `Bearer ${await tokenOf(situation)}` }),
    bulk: async (situation, body) => {
      const sent = { method: 'POST', path: '/v1/bulk', body };
      const answer = await send(sent, { authorization: `Bearer ${await tokenOf(situation)}` });
      const items = (answer.body.items ?? []).map(({ status, problem }) => ({
        status,
        ...(problem && { code: problem.code }),
      }));
      return { status: answer.status, items };
    },
    byChannel: (sent, channel = 'shop') => {
      const text = sent.body ? JSON.stringify(sent.body) : '';
      const timestamp = String(Math.floor(runtime.clock.now() / 1000));
      const key = channelKey(runtime.secret('SigningSecret'), channel);
      const signed = { method: sent.method, path: sent.path, timestamp, nonce: randomUUID(), body: text };
      return ask(sent, signedHeaders(channel, key, signed));
    },
    byLink: (sent) => ask(sent, {}),
  };
};

/** Nobody is there, so that no ticket goes anywhere by itself. */
const hireAll = async (system: System): Promise<void> => {
  const absent = { capacity: 100, presence: 'offline' } as const;
  await system.hire(CHIEF, TEAM, { ...absent, roles: ['supervisor'], scope: 'desk' });
  for (const situation of COME_BY_TOKEN) {
    const { id, reach } = actorOf(situation, ownerOf(situation));
    const team = situation.ticket === 'other' ? OTHER_TEAM : TEAM;
    if (reach) await system.hire(id, team, { ...absent, roles: [situation.role as Scope], scope: 'team' });
  }
};

export const isCommand = ({ method }: Pick<Route, 'method'>): boolean => method !== 'GET';
