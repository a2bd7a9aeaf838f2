/** Starts a life of the system, asks it, and ends it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Told } from '../support/invariants.ts';
import type { Ready } from './clients.ts';
import type { Question } from './system-process.ts';

export interface Life {
  /** Rejects with what the process printed when it ends before it serves. */
  ready(): Promise<Ready>;
  /** Reads all of the store within one moment; the system goes on meanwhile. */
  check(told: Told): Promise<{ readonly tickets: number; readonly faults: readonly string[] }>;
  /** Tells it to stop, and does not wait for that. */
  beginStop(): void;
  /** SIGKILL; rejects when it had failed by itself before. */
  kill(): Promise<void>;
}

const PRINTED_LINES = 30;

export const beginLife = (assembly: string, dataDir: string, speed: number): Life => {
  const child = fork(join(import.meta.dirname, 'system-process.ts'), [assembly, dataDir, String(speed)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stderr?.on('data', (text) => {
    printed = (printed + text).split('\n').slice(-PRINTED_LINES).join('\n');
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const failed = async (): Promise<never> => {
    const [code, signal] = await ended;
    throw new Error(`The system ended by itself (${code ?? signal}):\n${printed}`);
  };
  const answer = async (): Promise<any> => (await Promise.race([once(child, 'message'), failed()]))[0];
  return {
    ready: answer,
    check: (told) => {
      tell(child, { ask: 'check', told: { posts: told.posts, events: told.events } });
      return answer();
    },
    beginStop: () => tell(child, { ask: 'stop' }),
    kill: async () => {
      child.kill('SIGKILL');
      const [code] = await ended;
      if (code !== null && code !== 0) throw new Error(`The system ended by itself (${code}):\n${printed}`);
    },
  };
};

const tell = (child: ChildProcess, question: Question): void => {
  child.send(question, () => {}); // whoever is dead by now shows in `ended`
};
