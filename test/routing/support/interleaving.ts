/**
 * Use cases that overlap, and die. Each one runs in a context of its own, so that its transactions are known: the first one
 * that changes the load of an agent may be held back while others go on, or never come to pass, as if the process had died
 * between its reads and its commit.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { AgentId } from '../../../core/domain/vocabulary.ts';
import type { Stores } from './stores.ts';

export type Mode = 'runs' | 'waits' | 'dies';

class Died extends Error {}

interface Running {
  readonly mode: Mode;
  /** Called at that transaction; it goes on, or dies, when the promise is settled. */
  readonly reached: (agents: readonly AgentId[]) => Promise<void>;
  seen: boolean;
}

interface Held {
  /** Agents whose items it writes. */
  readonly agents: readonly AgentId[];
  readonly done: Promise<unknown>;
  readonly go: (dies: boolean) => void;
}

export const openInterleaving = (stores: Stores) => {
  const context = new AsyncLocalStorage<Running>();
  const held: Held[] = [];

  stores.before = async ({ action, body }) => {
    const running = context.getStore();
    if (!running || running.seen || action !== 'TransactWriteItems') return;
    const agents = agentsIn(body);
    if (agents.length === 0) return;
    running.seen = true;
    if (running.mode === 'dies') throw new Died();
    if (running.mode === 'waits') await running.reached(agents);
  };

  return {
    /** Comes back when the work is done, or held at its transaction. What dies is no fault. */
    start: async (mode: Mode, work: () => Promise<unknown>): Promise<void> => {
      let stopped: () => void = () => {};
      const stops = new Promise<void>((resolve) => {
        stopped = resolve;
      });
      const reached = (agents: readonly AgentId[]) =>
        new Promise<void>((resolve, reject) => {
          held.push({ agents, done, go: (dies) => (dies ? reject(new Died()) : resolve()) });
          stopped();
        });
      const done = context.run({ mode, reached, seen: false }, work).catch((error: unknown) => {
        if (!(error instanceof Died)) throw error;
      });
      await Promise.race([done, stops]);
    },
    /** Lets one of those that are held go on to its end, or die. */
    release: async (which: number, dies: boolean): Promise<void> => {
      const [one] = held.splice(held.length === 0 ? 0 : which % held.length, 1);
      one?.go(dies);
      await one?.done;
    },
    /** Agents whom those that are held are about to give something, or take it from. */
    agents: (): readonly AgentId[] => held.flatMap(({ agents }) => agents),
    isQuiet: (): boolean => held.length === 0,
  };
};

const agentsIn = (body: any): AgentId[] =>
  body.TransactItems.flatMap(({ Update }: any) => {
    const sort: string = Update?.Key.sk.S ?? '';
    return sort.startsWith('AGENT#') ? [sort.slice('AGENT#'.length)] : [];
  });

export type Interleaving = ReturnType<typeof openInterleaving>;
