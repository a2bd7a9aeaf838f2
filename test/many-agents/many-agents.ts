/** 32 people and their customers work on 50 tickets at once, each doing one thing after the other. */
import { Agent } from 'node:http';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';
import { type CommandName, TRANSITIONS } from '../../core/domain/commands.ts';
import { MAY } from '../../core/domain/permissions.ts';
import type { Phase } from '../../core/domain/vocabulary.ts';
import { type Random, randomOf } from '../../local/random.ts';
import { ACT_OF } from '../access/acts-by-route.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf, restlessFaultsOf } from '../support/invariants.ts';
import { minutes, type System, startSystem } from '../support/system.ts';
import { BY_LINK, BY_SIGNATURE, BY_TOKEN, bodyOf, choose, type Topic } from './bodies.ts';
import { Book, outcomeIn } from './book.ts';
import { chainFaults } from './chains.ts';
import { hireAll, PEOPLE, type Person, tokensOf } from './people.ts';
import { type Answer, send, type Wish } from './send.ts';

const TICKETS = 50;
/** Between two of these the clock goes on. */
const ROUND = 500;
const ROUND_MINUTES = 6;
const CUSTOMERS = 12;
/** What they look for. */
const RIPE: Partial<Readonly<Record<Person['role'], Phase>>> = {
  reviewer: 'review',
  supervisor: 'resolved',
  agent: 'queued',
};
/** How many of their requests go to the same few tickets. */
const CROWDED = 0.3;
const SUBJECTS = ['订单超时未派送', '快递到哪了', '申请退款', '包裹破损', '发票开错了'];

/** What anybody has seen of a ticket last. */
interface Seen {
  readonly id: string;
  readonly customer: string;
  readonly link: string;
  /** Events in which its customer wrote. */
  readonly messages: number[];
  phase: Phase;
  version: number;
  assignee?: string | undefined;
}

interface Scene {
  readonly system: System;
  readonly book: Book;
  readonly tickets: Seen[];
  /** Requests under a key, to be sent again. */
  readonly keyed: (readonly [RouteName, Wish])[];
  tokens: ReadonlyMap<string, string>;
  http: Agent;
  left: number;
}

export interface Worked {
  readonly book: Book;
  readonly faults: readonly string[];
  readonly tickets: number;
  readonly events: number;
}

/** The same seed makes the same choices, as far as what is answered is the same: who comes first is not of the seed. */
export const manyAgents = async (steps: number, seed: number): Promise<Worked> => {
  await using system = await startSystem();
  const { runtime } = system;
  await hireAll(system);
  const scene: Scene = {
    system,
    book: new Book(),
    tickets: [],
    keyed: [],
    tokens: new Map(),
    http: new Agent(),
    left: 0,
  };
  await open(scene, randomOf(seed));
  const lives = PEOPLE.map((person, at) => ({ person, random: randomOf(seed * 100 + at) }));
  for (let done = 0; done < steps; done += ROUND) {
    await lookAround(scene);
    scene.tokens = await tokensOf(system);
    scene.http = new Agent({ keepAlive: true });
    scene.left = Math.min(ROUND, steps - done);
    await Promise.all(lives.map((life) => live(scene, life.person, life.random)));
    scene.http.destroy();
    await runtime.advance(minutes(ROUND_MINUTES));
  }
  await runtime.settle();
  const desk = await snapshotOf(runtime);
  const faults = [
    ...scene.book.faults(desk),
    ...faultsOf(desk, scene.book),
    ...restlessFaultsOf(desk),
    ...(await chainFaults(runtime)),
  ];
  const events = [...desk.timelines.values()].reduce((sum, timeline) => sum + timeline.length, 0);
  return { book: scene.book, faults, tickets: desk.heads.size, events };
};

const open = async ({ system, book, tickets }: Scene, random: Random): Promise<void> => {
  for (let at = 0; at < TICKETS; at += 1) {
    const uniqueId = `many-${at}`;
    const subject = SUBJECTS[Math.floor(random.next() * SUBJECTS.length)] ?? '';
    const customer = `c-${at % CUSTOMERS}`;
    const receipt = await system.post(subject, { uniqueId, customer });
    book.posts[`shop#${uniqueId}`] = receipt.id;
    const link = decodeURIComponent(new URL(receipt.trackingUrl).pathname.split('/').at(-1) ?? '');
    tickets.push({ id: receipt.id, customer, link, messages: [], phase: 'queued', version: 1 });
  }
};

/** Everybody sees where the tickets are by now; in between they go by what they were answered. */
const lookAround = async ({ system, tickets }: Scene): Promise<void> => {
  const { heads } = await snapshotOf(system.runtime);
  for (const ticket of tickets) {
    const head = heads.get(ticket.id);
    if (!head) continue;
    ticket.version = head.version;
    ticket.phase = head.phase;
    ticket.assignee = 'assignee' in head ? head.assignee.id : undefined;
  }
};

const live = async (scene: Scene, person: Person, random: Random): Promise<void> => {
  while (scene.left > 0) {
    scene.left -= 1;
    const chance = random.next();
    const again = chance < 0.1 ? scene.keyed[Math.floor(random.next() * scene.keyed.length)] : undefined;
    const [name, wish] = again ?? made(scene, person, random);
    if (!again && wish.key !== undefined) scene.keyed.push([name, wish]);
    // Twice at once, as a client does whose line breaks.
    const times = wish.key !== undefined && chance > 0.95 ? 2 : 1;
    await Promise.all(Array.from({ length: times }, () => done(scene, name, wish)));
  }
};

const done = async (scene: Scene, name: RouteName, wish: Wish): Promise<void> => {
  const answer = await send(scene.system.runtime, scene.http, wish);
  scene.book.note(name, wish, answer);
  look(scene.tickets, answer);
};

/** Who was answered has seen the ticket, and talks about it. */
const look = (tickets: Seen[], answer: Answer): void => {
  const outcome = outcomeIn(answer);
  const ticket = tickets.find(({ id }) => id === outcome?.id);
  if (!outcome || !ticket) return;
  const opened: string | undefined = answer.body.opened?.id;
  if (opened !== undefined && !tickets.some(({ id }) => id === opened))
    tickets.push({ ...ticket, id: opened, messages: [], phase: 'queued', version: 1, assignee: undefined });
  for (const { seq, type } of outcome.events) if (type === 'ticket.customer-replied') ticket.messages.push(seq);
  if (outcome.version < ticket.version) return;
  ticket.version = outcome.version;
  ticket.phase = answer.body.phase;
  ticket.assignee = answer.body.assignee?.id;
};

const made = (scene: Scene, person: Person, random: Random): readonly [RouteName, Wish] => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T;
  const who = random.next();
  const mine = scene.tickets.filter(({ assignee }) => assignee === person.id);
  const ripe = scene.tickets.filter(({ phase }) => phase === RIPE[person.role]);
  const everywhere = random.next() < CROWDED ? scene.tickets.slice(0, 4) : scene.tickets;
  const ticket = pick([mine, ripe].find((some) => who > 0.4 && some.length > 0) ?? everywhere);
  const fits = random.next() < 0.75;
  const family = who < 0.1 ? BY_LINK : who < 0.2 ? BY_SIGNATURE : BY_TOKEN;
  const suits = (name: RouteName): boolean =>
    !fits || (isPossible(name, ticket.phase) && (family !== BY_TOKEN || isFor(name, person)));
  const name = choose(family, { random }, suits) ?? choose(family, { random }, () => true) ?? 'noteOnTicket';
  const kin = scene.tickets.filter(({ customer, id }) => customer === ticket.customer && id !== ticket.id);
  const topic: Topic = {
    random,
    pick,
    other: pick(random.next() < 0.8 ? kin : scene.tickets).id,
    version: ticket.version,
    messages: ticket.messages,
  };
  const route: Route = ROUTES[name];
  const path = route.path.replace('{id}', ticket.id).replace('{link}', ticket.link).replace('{queue}', 'logistics');
  const token = scene.tokens.get(person.id) ?? '';
  const by = family === BY_TOKEN ? { token } : family === BY_SIGNATURE ? { channel: 'shop' } : undefined;
  const wish: Wish = { method: route.method, path, by, ...(route.body && { body: bodyOf(name, topic) }) };
  return [name, route.command ? { ...wish, ...conditions(random, ticket.version) } : wish];
};

const conditions = (random: Random, version: number): Pick<Wish, 'ifMatch' | 'key'> => ({
  ...(random.next() < 0.3 && { ifMatch: Math.max(1, version - Math.floor(random.next() * 1.4)) }),
  ...(random.next() < 0.4 && { key: `k-${Math.floor(random.next() * 1e12)}` }),
});

const isPossible = (name: RouteName, phase: Phase): boolean => {
  const act = ACT_OF[name];
  return act === undefined || !(act in TRANSITIONS) || TRANSITIONS[act as CommandName].includes(phase);
};

const isFor = (name: RouteName, { role }: Person): boolean => {
  const { scopes }: Route = ROUTES[name];
  const grants = ACT_OF[name] ? MAY[ACT_OF[name]] : [];
  return (
    scopes?.includes(role) === true &&
    (grants.length === 0 || grants.some((each) => each === role || each === 'assignee'))
  );
};
