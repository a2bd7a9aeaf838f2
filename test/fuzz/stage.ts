/** A running system with people, tickets in every phase, and the proofs of all who call. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parsePolicy } from '../../contracts/policy.ts';
import { type Route, SCOPES, type Scope } from '../../contracts/routes/route.ts';
import { channelKey, signedHeaders } from '../../contracts/signature.ts';
import { type System, startSystem } from '../support/system.ts';
import { pageLinks } from './page-links.ts';
import type { FuzzRequest } from './requests.ts';
import type { Pools } from './values.ts';

const PEOPLE: readonly (readonly [agent: string, role: Scope])[] = [
  ['agt_lin', 'agent'],
  ['agt_zhou', 'agent'],
  ['agt_luo', 'supervisor'],
  ['agt_bai', 'reviewer'],
  ['agt_operator', 'operator'],
];
const CHANNELS = ['shop', 'app'];
const POLICY = readFileSync('policies/desk.yaml', 'utf8');
const RESOLUTION = { code: 'delivered', text: '今天送达。' };

export interface Stage {
  readonly system: System;
  readonly pools: Pools;
  /** Brings back whom a request may have removed, and lets the system come to rest. */
  restore(): Promise<void>;
  /** Headers that prove who calls, as the request wants it. */
  prove(route: Route, request: FuzzRequest): Promise<Record<string, string>>;
}

export const setStage = async (): Promise<Stage> => {
  const system = await startSystem();
  const { runtime } = system;
  const ids = await tickets(system);
  const master = runtime.secret('SigningSecret');

  const tokenOf = async ([agent, role]: (typeof PEOPLE)[number]) => runtime.token(agent, [SCOPES[role]]);
  const prove: Stage['prove'] = async (route, { proof, who, method, path, body }) => {
    if (proof === 'none' || route.auth === 'none' || route.auth === 'link') return {};
    if (route.auth === 'token') {
      const may = PEOPLE.filter(([, role]) => proof !== 'right' || route.scopes?.includes(role));
      const person = may[who % may.length] ?? PEOPLE[0]!;
      const token = await tokenOf(person);
      return { authorization: proof === 'broken' ? `Bearer ${token.slice(0, -8)}AAAAAAAA` : `Bearer ${token}` };
    }
    const channel = proof === 'right' ? 'shop' : (CHANNELS[who % CHANNELS.length] ?? 'shop');
    const key = proof === 'broken' ? 'nobody' : channelKey(master, channel);
    const timestamp = String(Math.floor(runtime.clock.now() / 1000));
    return signedHeaders(channel, key, { method, path, timestamp, nonce: randomUUID(), body: body ?? '' });
  };
  const links = ids.map(({ trackingUrl }) => decodeURIComponent(new URL(trackingUrl).pathname.split('/').at(-1) ?? ''));
  const policy = parsePolicy(POLICY, 'policies/desk.yaml');
  const file = parse(POLICY);
  /** Names of the things under a heading of the file, however deep. */
  const namesIn = (heading: string): string[] => [
    ...new Set([...JSON.stringify(file[heading] ?? []).matchAll(/"name":"([^"]+)"/g)].map(([, name = '']) => name)),
  ];
  const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  return {
    system,
    prove,
    restore: () => hireAll(system),
    pools: {
      ...(await pageLinks(system, ids)),
      id: [...ids.map(({ id }) => id), ...ids.map(({ code }) => code), 'ABCDEFGH', 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE'],
      link: [...links, `${links[0]}0`, 'x.y'],
      agent: ['agt_lin', 'agt_zhou', 'agt_luo', 'agt_nobody', 'agt_new'],
      agents: ['agt_lin', 'agt_zhou'],
      team: ['logistics', 'aftersales', 'payments', 'nobody'],
      queue: [...namesOf(policy.queues), 'review', 'nowhere'],
      category: [...namesOf(policy.categories), 'nothing-known'],
      alarm: ['urgent-untouched', 'many-urgent-waiting', 'nobody'],
      customer: ['c-queued', '客户/7', 'c-1'],
      order: ['E20261118004217', '2026030200017'],
      day: ['2026-03-02', '2026-02-28', '2026-02-30', 'today'],
      ...Object.fromEntries(['into', 'to', 'tickets', 'incidentsOf'].map((name) => [name, ids.map(({ id }) => id)])),
      code: [...namesIn('resolutionCodes'), 'nothing-known'],
      macro: [...namesIn('macros'), 'nothing-known'],
      step: [...namesIn('checklists'), 'nothing-known'],
      who: ['agt_luo', 'supervisor', 'team:logistics'],
      mentions: ['agt_luo', 'agt_nobody'],
      q: ['派送', '超时 订单', 'delivery', 'c-queued'],
      type: ['image/jpeg', 'application/pdf', 'text/html'],
      sha256: ['0'.repeat(64)],
      url: ['https://127.0.0.1:9/hook', 'http://x', 'ftp://x'],
      events: ['ticket.*', '*'],
      uniqueId: ['queued', 'fuzz-1', 'fuzz-2'],
      timeZone: ['Asia/Shanghai', 'UTC', 'Mars/Olympus'],
      weekdays: ['mon', 'sun'],
      policy: [POLICY],
      rules: ['[]', '- name: vip\n', 'x: {'],
      promotion: ['double-eleven-2026', 'nothing'],
      nature: ['technical', 'legal', 'x'],
    },
  };
};

const hireAll = async (system: System, without?: 'lin'): Promise<void> => {
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
  await system.hire('agt_zhou', 'aftersales');
  if (!without) await system.hire('agt_lin', 'logistics', { capacity: 100 });
};

/** One in each phase that the desk can bring about at once. */
const tickets = async (system: System) => {
  await hireAll(system, 'lin'); // there shall be a ticket that nobody has
  const queued = await system.post('我要投诉，客服态度很差', { uniqueId: 'queued', customer: 'c-queued' });
  await hireAll(system);
  const open = (uniqueId: string) => system.post('订单超时未派送', { uniqueId, email: 'wang@example.com' });
  const [handled, held, reviewed, resolved, closed] = [
    await open('handled'),
    await open('held'),
    await open('reviewed'),
    await open('resolved'),
    await open('closed'),
  ];
  const lin = await system.desk('agt_lin', 'agent');
  const bai = await system.desk('agt_bai', 'reviewer');
  await lin.acceptTicket({ id: handled.id });
  await lin.holdTicket({ id: held.id, body: { for: 'customer' } });
  for (const { id } of [reviewed, resolved, closed]) await lin.resolveTicket({ id, body: RESOLUTION });
  for (const { id } of [resolved, closed]) await bai.reviewTicket({ id, body: { verdict: 'pass' } });
  await system.channel().confirmTicket({ id: closed.id });
  await system.runtime.settle();
  return [queued, handled, held, reviewed, resolved, closed];
};
