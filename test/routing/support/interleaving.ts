/**
 * Use cases that overlap, and die. Each one runs in a context of its own, so that its transactions are known: the first one may
 * be held back while others go on, or never come to pass, as if the process had died between its reads and its commit.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Stores } from './stores.ts';

export type Mode = 'runs' | 'waits' | 'dies';

class Died extends Error {}

interface Running {
  readonly mode: Mode;
  /** Called at its first transaction; it goes on, or dies, when the promise is settled. */
  readonly reached: () => Promise<void>;
  seen: boolean;
}

interface Held {
  readonly done: Promise<unknown>;
  readonly go: (dies: boolean) => void;
}

export const openInterleaving = (stores: Stores) => {
  const context = new AsyncLocalStorage<Running>();
  const held: Held[] = [];

  stores.before = async ({ action }) => {
    const running = context.getStore();
    if (!running || running.seen || action !== 'TransactWriteItems') return;
    running.seen = true;
    if (running.mode === 'dies') throw new Died();
    if (running.mode === 'waits') await running.reached();
  };

  return {
    /** Comes back when the work is done, or held at its transaction. What dies is no fault. */
    start: async (mode: Mode, work: () => Promise<unknown>): Promise<void> => {
      let stopped: () => void = () => {};
      const stops = new Promise<void>((resolve) => {
        stopped = resolve;
      });
      const reached = () =>
        new Promise<void>((resolve, reject) => {
          held.push({ done, go: (dies) => (dies ? reject(new Died()) : resolve()) });
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
    isQuiet: (): boolean => held.length === 0,
  };
};

export type Interleaving = ReturnType<typeof openInterleaving>;
