/** What those need who look after messages that nobody could handle. */
import type { Instant } from './domain/time.ts';

export interface DeadLetterQueue {
  /** Whose they are, e.g. `notices`. */
  readonly name: string;
  /** About how many: the queue itself knows no better. */
  readonly count: number;
  /** When the oldest of up to ten of them was sent. */
  readonly oldest?: Instant;
  /** Whether there is a queue that they came from. */
  readonly redrives: boolean;
}

/** Nothing of what a message says but ids and kinds: the rest may be personal. */
export interface DeadLetter {
  readonly id: string;
  readonly sentAt: Instant;
  /** Of the event that it brings. */
  readonly event?: string;
  readonly type?: string;
  /** What AWS says why it could not be delivered; nothing is said of one that its consumer failed on. */
  readonly reason?: string;
}

export interface DeadLetters {
  /** All of this deployment, empty ones too. */
  queues(): Promise<readonly DeadLetterQueue[]>;
  has(queue: string): 'redrives' | 'stays' | undefined;
  /** Up to ten, as the queue happens to hand them out; they stay where they are. */
  some(queue: string): Promise<readonly DeadLetter[]>;
  /** Moves up to `most` back to where they came from, in parts. At least once: one that is moved may come twice. */
  moveBack(queue: string, most: number): Promise<{ readonly moved: number; readonly left: number }>;
}
