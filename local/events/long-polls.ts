import type { Clock } from '../clock.ts';
import type { MessageRow } from './message-rows.ts';
import type { Queue, Queues } from './queues.ts';

/** ReceiveMessage calls that wait for a message to come. */
export class LongPolls {
  readonly #queues: Queues;
  readonly #clock: Clock;
  readonly #open = new Set<() => void>();

  constructor(queues: Queues, clock: Clock) {
    this.#queues = queues;
    this.#clock = clock;
  }

  /** Answers empty calls at once. */
  stop(): void {
    for (const end of this.#open) end();
  }

  /** Waits up to `wait` seconds of the clock; answers as soon as at least one message is there. */
  receive(queue: Queue, limit: number, visibility: number | undefined, wait: number): Promise<MessageRow[]> {
    const received = this.#queues.receive(queue, limit, visibility);
    if (received.length > 0 || wait === 0) return Promise.resolve(received);
    return new Promise((resolve) => {
      const answer = (rows: MessageRow[]): void => {
        timer.cancel();
        unwatch();
        this.#open.delete(end);
        resolve(rows);
      };
      const end = () => answer([]);
      const timer = this.#clock.at(this.#clock.now() + wait * 1000, end);
      const unwatch = this.#queues.onMessages(queue, () => {
        if (!this.#open.has(end)) return;
        const rows = this.#queues.receive(queue, limit, visibility);
        if (rows.length > 0) answer(rows);
      });
      this.#open.add(end);
    });
  }
}
