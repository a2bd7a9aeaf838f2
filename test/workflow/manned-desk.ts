/**
 * The whole system on a stepped clock, with somebody in every team, for tests of what time does to tickets. What the desk does
 * every minute is left out: it would be most of the work of days that pass.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DeskClient } from '../../client/desk-client.ts';
import type { Clockwork } from '../../contracts/environment.ts';
import type { OpenTicketRequest } from '../../contracts/requests.ts';
import type { Scope } from '../../contracts/routes/route.ts';
import type { TimelineEvent } from '../../contracts/views.ts';
import type { RuntimeOptions } from '../../local/runtime-api.ts';
import { type Original, withoutSchedules } from '../support/altered-assembly.ts';
import { originalWith } from '../support/clockwork-assembly.ts';
import { proveClocks } from '../support/proved-clocks.ts';
import { type System, startSystem } from '../support/system.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Everybody who works here: team and roles. All of them can be told by mail. */
const PEOPLE = {
  agt_lin: ['logistics', 'agent'],
  agt_luo: ['logistics', 'supervisor'],
  agt_tan: ['complaints', 'agent'],
  agt_fang: ['complaints', 'supervisor'],
  agt_zhao: ['executives', 'supervisor'],
  agt_bai: ['aftersales', 'reviewer'],
  agt_zhou: ['logistics', 'agent'],
  agt_su: ['aftersales', 'agent'],
} as const satisfies Record<string, readonly [team: string, role: Scope]>;
export type PersonId = keyof typeof PEOPLE;
/** One agent in each team, so that it is known who gets a ticket. */
const USUAL: readonly PersonId[] = ['agt_lin', 'agt_luo', 'agt_tan', 'agt_fang', 'agt_zhao', 'agt_bai'];
export const EVERYBODY = Object.keys(PEOPLE) as PersonId[];

export interface MannedDesk {
  readonly system: System;
  /** ISO 8601. */
  now(): string;
  pass(ms: number): Promise<void>;
  /** Moves the clock to an instant that is still to come. */
  until(instant: string): Promise<void>;
  /** A client with the roles of that person; from time to time a new one, because tokens grow old. */
  as(person: string): Promise<DeskClient>;
  operator(): Promise<DeskClient>;
  publish(policy: string): Promise<void>;
  /** Posts a ticket, of a customer who was never here unless one is named. Answers its id. */
  open(subject: string, more?: Partial<OpenTicketRequest>): Promise<string>;
  /** Of an earlier life of the desk: its clocks are proved at the end, too. */
  knows(id: string): void;
  timeline(id: string): Promise<TimelineEvent[]>;
  /** Who was told of the ticket at that instant in a mail whose subject contains `word`: each as often as they were. */
  told(id: string, instant: string, word: string): Promise<string[]>;
}

export interface DeskOptions extends Partial<RuntimeOptions> {
  /** The policy that the desk works by; default: the one it comes with. */
  readonly policy?: string;
  /** Who is there; default: the usual ones. None, when they were hired in an earlier life. */
  readonly people?: readonly PersonId[];
  /** What moves the clocks; default: the state machine. */
  readonly clockwork?: Clockwork;
}

const originals = new Map<Clockwork, Original>();
/** Copied once for all tests of a file. */
const assemblyWith = (clockwork: Clockwork): string => {
  const original = originals.get(clockwork) ?? originalWith(clockwork);
  originals.set(clockwork, original);
  return original.altered(withoutSchedules);
};
export const forgetAssembly = (): void => {
  for (const original of originals.values()) original.dispose();
};

/** Plays on a desk of its own, and proves the clocks of every ticket that was made. */
export const onDesk = async (
  play: (desk: MannedDesk) => Promise<void>,
  { policy, people = USUAL, dataDir = ':memory:', clockwork = 'stepfunctions', ...options }: DeskOptions = {},
): Promise<void> => {
  await using system = await startSystem(dataDir, { assembly: assemblyWith(clockwork), ...options });
  const desk = deskOf(system);
  if (policy !== undefined) await desk.publish(policy); // first: functions remember for a moment the one they have read
  for (const person of people) {
    const [team, role] = PEOPLE[person];
    await system.hire(person, team, { roles: [role], capacity: 100 });
  }
  await play(desk);
  await proveClocks(system, desk.opened);
};

const deskOf = (system: System): MannedDesk & { readonly opened: readonly string[] } => {
  const opened: string[] = [];
  const now = () => new Date(system.runtime.clock.now()).toISOString();
  const as = async (person: string) => {
    const [, role] = PEOPLE[person as PersonId];
    return system.desk(person, role);
  };
  const operator = () => system.desk('agt_operator', 'operator');
  return {
    ...{ system, opened, now, as, operator },
    pass: (ms) => system.runtime.advance(ms),
    until: (instant) => system.runtime.advance(Date.parse(instant) - system.runtime.clock.now()),
    publish: async (policy) => {
      await (await operator()).publishPolicy({ body: { policy } });
    },
    open: async (subject, more = {}) => {
      const uniqueId = randomUUID();
      const customer = { id: `c-${uniqueId}` };
      const body = { uniqueId, subject, description: subject, customer, ...more };
      const { id } = await system.channel().createTicket({ body });
      opened.push(id);
      await system.runtime.settle();
      return id;
    },
    knows: (id) => opened.push(id),
    timeline: async (id) => {
      const reader = await system.desk('agt_reader', 'supervisor');
      const events: TimelineEvent[] = [];
      let page: string | undefined;
      do {
        const { items, next } = await reader.getTimeline({ id, query: { limit: 100, ...(page && { page }) } });
        events.push(...items);
        page = next;
      } while (page);
      return events;
    },
    told: async (id, instant, word) => {
      const { code } = await (await operator()).getTicket({ id });
      return system.runtime
        .mails()
        .filter(({ subject, time }) => subject.includes(code) && subject.includes(word) && time === Date.parse(instant))
        .flatMap(({ to }) => to.map((address) => address.replace('@desk.example.com', '')))
        .toSorted();
    },
  };
};

/** The default policy with some of its lines changed. Throws when there is nothing to change. */
export const policyWith = (...changes: readonly (readonly [from: RegExp, to: string])[]): string =>
  changes.reduce(
    (text, [from, to]) => {
      if (!from.test(text)) throw new Error(`The policy has no ${from}.`);
      return text.replace(from, to);
    },
    readFileSync('policies/desk.yaml', 'utf8'),
  );
