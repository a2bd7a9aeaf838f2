import { randomUUID } from 'node:crypto';
import { ACCOUNT, AwsError, arn, type Principal } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import * as rows from './message-rows.ts';
import type { Pump } from './pump.ts';
import type { QueueProperties } from './queue-properties.ts';
import { readReceipt } from './receipt.ts';
import { Watches } from './watches.ts';

/** Never resolved: the endpoint is given to the SDK, and the last step of the path names the queue. */
export const queueUrl = (name: string): string => `http://127.0.0.1/${ACCOUNT}/${name}`;
export const queueArn = (name: string): string => arn('sqs', name);

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly properties: QueueProperties;
}

export interface Message {
  /** At most 1 MiB. */
  readonly body: string;
  /** Message attributes in the form of the SQS API. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** Seconds; the queue's own delay when absent. */
  readonly delay?: number | undefined;
}

/** Standard SQS queues on the store. Pushes instead of being polled: `onMessages` tells when something became visible. */
export class Queues {
  readonly #queues = new Map<string, Queue>();
  readonly #watches: Watches;
  readonly #store: Store;
  readonly #clock: Clock;

  constructor({ store, clock, pump }: { store: Store; clock: Clock; pump: Pump }) {
    this.#store = store;
    this.#clock = clock;
    this.#watches = new Watches(store, clock, pump);
    rows.createMessages(store);
  }

  declare(name: string, properties: QueueProperties): void {
    this.#queues.set(name, { name, arn: queueArn(name), properties });
  }

  get names(): string[] {
    return [...this.#queues.keys()];
  }

  /** By name, URL or ARN. Throws QueueDoesNotExist. */
  find(reference: unknown): Queue {
    const queue = this.#queues.get(nameOf(String(reference)));
    if (queue) return queue;
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }

  /** The queue that a template refers to. `owner` names the resource, e.g. `The rule X`; throws an Error with it. */
  required(owner: string, reference: string): Queue {
    const queue = this.#queues.get(nameOf(reference));
    if (queue) return queue;
    throw new Error(`${owner} uses the queue ${reference}, which no template declares.`);
  }

  /** Brings back what the last process was working on, and wakes everybody who waits for messages. */
  start(): void {
    rows.releaseLeases(this.#store, this.#clock.now());
    for (const { name, properties } of this.#queues.values()) {
      rows.deleteOlder(this.#store, name, this.#clock.now() - properties.MessageRetentionPeriod * 1000);
      const deadLetters = properties.RedrivePolicy?.deadLetterTargetArn;
      if (deadLetters) this.required(`The queue ${name}`, deadLetters);
    }
    this.#watches.start();
  }

  stop(): void {
    this.#watches.stop();
  }

  /** Adds a message and answers its id. */
  send(queue: Queue, message: Message, sender: Principal): string {
    const now = this.#clock.now();
    const messageId = randomUUID();
    const visibleAt = now + (message.delay ?? queue.properties.DelaySeconds) * 1000;
    const attributes = message.attributes && Object.keys(message.attributes).length > 0 ? message.attributes : null;
    rows.insertMessage(this.#store, {
      queue: queue.name,
      visible_at: visibleAt,
      sent_at: now,
      message_id: messageId,
      body: message.body,
      attributes: attributes && JSON.stringify(attributes),
      sender,
    });
    if (visibleAt <= now) this.#watches.wake(queue.name);
    else this.#watches.arm(queue.name, visibleAt);
    return messageId;
  }

  /**
   * Receives up to `limit` messages and hides them for `visibility` seconds; those that were received too often go to the
   * dead-letter queue instead. `leased`: the receiver lives in this process, so that a restart gives them back at once.
   */
  receive(
    queue: Queue,
    limit: number,
    visibility = queue.properties.VisibilityTimeout,
    leased = false,
  ): rows.MessageRow[] {
    const now = this.#clock.now();
    const { RedrivePolicy: redrive, MessageRetentionPeriod: retention } = queue.properties;
    const visibleAt = now + visibility * 1000;
    const received: rows.MessageRow[] = [];
    this.#store.atomically(() => {
      while (received.length < limit) {
        const wanted = limit - received.length;
        const due = rows.dueMessages(this.#store, queue.name, now, wanted);
        for (const row of due) {
          if (row.sent_at < now - retention * 1000) rows.deleteMessage(this.#store, row.id);
          else if (redrive && row.receives >= redrive.maxReceiveCount)
            this.#redrive(row, queue, redrive.deadLetterTargetArn);
          else {
            rows.hideMessage(this.#store, row.id, visibleAt, now, leased);
            received.push({ ...row, receives: row.receives + 1, first_received_at: row.first_received_at ?? now });
          }
        }
        // With a visibility of 0 the same messages would come round again.
        if (due.length < wanted || visibility === 0) break;
      }
    });
    if (received.length > 0) this.#watches.arm(queue.name, visibleAt);
    return received;
  }

  /** Deletes by receipt handles; a handle that a later receive has replaced does nothing. Throws ReceiptHandleIsInvalid. */
  delete(queue: Queue, handles: readonly unknown[]): void {
    const receipts = handles.map(readReceipt);
    this.#store.atomically(() => {
      for (const receipt of receipts) rows.deleteReceived(this.#store, queue.name, receipt.id, receipt.receives);
    });
    this.#watches.rearm(queue.name);
  }

  /** Makes a received message visible `visibility` seconds from now. Throws MessageNotInflight. */
  changeVisibility(queue: Queue, handle: unknown, visibility: number): void {
    const { id, receives } = readReceipt(handle);
    const visibleAt = this.#clock.now() + visibility * 1000;
    if (!rows.showReceived(this.#store, queue.name, id, receives, visibleAt)) {
      throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
    }
    if (visibility === 0) this.#watches.wake(queue.name);
    this.#watches.rearm(queue.name);
  }

  /** Leaves received messages to their visibility timeout. */
  abandon(messages: readonly rows.MessageRow[]): void {
    this.#store.atomically(() => {
      for (const { id, receives } of messages) rows.endLease(this.#store, id, receives);
    });
    for (const queue of new Set(messages.map((message) => message.queue))) {
      this.#watches.wake(queue); // the timeout may have passed while they were worked on
      this.#watches.rearm(queue);
    }
  }

  purge(queue: Queue): void {
    rows.deleteAll(this.#store, queue.name);
    this.#watches.rearm(queue.name);
  }

  counts(queue: Queue): rows.MessageCounts {
    const now = this.#clock.now();
    return rows.countMessages(this.#store, queue.name, now, now - queue.properties.MessageRetentionPeriod * 1000);
  }

  /** Calls `listener`, in a turn of its own, whenever a message of the queue may have become visible. Answers how to end it. */
  onMessages(queue: Queue, listener: () => void): () => void {
    return this.#watches.add(queue.name, listener);
  }

  #redrive(row: rows.MessageRow, from: Queue, target: string): void {
    const name = nameOf(target);
    rows.moveMessage(this.#store, row.id, name, from.arn, this.#clock.now());
    this.#watches.wake(name);
  }
}

const nameOf = (reference: string): string => reference.split(/[/:]/).at(-1)!;
