import type { Activity } from '../activity.ts';
import { type Authorize, AwsError, arn, type Count, type Principal } from '../aws.ts';
import type { Clock, Timer } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { compileFilter } from './filter.ts';
import type { Invoke } from './invoke.ts';
import { filterView, lambdaRecord, reportedFailures } from './lambda-records.ts';
import type { MappingProperties } from './mapping-properties.ts';
import type { MessageRow } from './message-rows.ts';
import type { Pump } from './pump.ts';
import type { Queue, Queues } from './queues.ts';
import { receiptHandle } from './receipt.ts';

export interface MappingDeps {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly pump: Pump;
  readonly queues: Queues;
  readonly invoke: Invoke;
  readonly authorize: Authorize;
  readonly count: Count;
  readonly faults: Faults;
}

/** Batches at a time where the template sets no limit: every one more is a sandbox more in memory. */
const CONCURRENT = 2;

interface Batch {
  readonly rows: readonly MessageRow[];
  /** There may be more messages. */
  readonly isFull: boolean;
}
const NOTHING: Batch = { rows: [], isFull: false };

/** One event source mapping: hands the messages of a queue to a function, batch by batch, as soon as they are visible. */
export class Mapping {
  readonly #id: string;
  readonly #properties: MappingProperties;
  readonly #deps: MappingDeps;
  /** Undefined: there is no filter. */
  readonly #passes: ((record: unknown) => boolean) | undefined;
  readonly #functionArn: string;
  /** The poller acts with the role of the function. */
  readonly #principal: Principal;
  readonly #wake = () => this.#deps.pump.soon(this.#wake, () => this.#turn());
  #queue: Queue | undefined;
  #running = 0;
  /** Messages were waiting while no more batches could be begun. */
  #busy = false;
  #window: Timer | undefined;
  #windowOver = false;
  #unwatch: (() => void) | undefined;

  /** Throws an Error when a filter is not valid. */
  constructor(id: string, properties: MappingProperties, deps: MappingDeps) {
    this.#id = id;
    this.#properties = properties;
    this.#deps = deps;
    this.#passes = properties.FilterCriteria && compileFilter(properties.FilterCriteria);
    const name = properties.FunctionName;
    this.#functionArn = name.startsWith('arn:') ? name : arn('lambda', `function:${name}`);
    this.#principal = this.#functionArn.split(':')[6] ?? name;
  }

  start(): void {
    this.#queue = this.#deps.queues.required(`The event source mapping ${this.#id}`, this.#properties.EventSourceArn);
    if (!this.#properties.Enabled) return;
    this.#unwatch = this.#deps.queues.onMessages(this.#queue, this.#wake);
    this.#wake();
  }

  stop(): void {
    this.#unwatch?.();
    this.#window?.cancel();
  }

  #turn(): void {
    const queue = this.#queue!;
    const most = this.#properties.ScalingConfig.MaximumConcurrency ?? CONCURRENT;
    if (this.#running >= most) {
      this.#busy = true;
      return;
    }
    if (this.#shouldWait(queue)) return;
    const { rows, isFull } = this.#receive(queue);
    if (rows.length === 0) return;
    this.#running += 1;
    void this.#deps.activity.during(async () => {
      try {
        await this.#deliver(queue, rows);
      } finally {
        this.#running -= 1;
        if (this.#busy) this.#wake();
        this.#busy = false;
      }
    });
    if (isFull) this.#wake();
  }

  /** Whether the batching window is still open and the batch not yet full. */
  #shouldWait(queue: Queue): boolean {
    const { MaximumBatchingWindowInSeconds: seconds, BatchSize } = this.#properties;
    if (seconds === 0) return false;
    const { visible } = this.#deps.queues.counts(queue);
    if (visible === 0) {
      this.#windowOver = false;
      return true;
    }
    if (this.#windowOver || visible >= BatchSize) {
      this.#window?.cancel();
      this.#window = undefined;
      this.#windowOver = false;
      return false;
    }
    this.#window ??= this.#deps.clock.at(this.#deps.clock.now() + seconds * 1000, () => {
      this.#window = undefined;
      this.#windowOver = true;
      this.#wake();
    });
    return true;
  }

  /** Receives a batch; what the filter does not pass is deleted, as on AWS. Of a queue whose batch is not full nothing is left. */
  #receive(queue: Queue): Batch {
    const { queues, authorize, count } = this.#deps;
    try {
      for (const action of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']) {
        authorize(this.#principal, `sqs:${action}`, queue.arn);
      }
    } catch (error) {
      // Without permission the mapping stands still; the messages wait in the queue.
      if (error instanceof AwsError) return NOTHING;
      throw error;
    }
    for (;;) {
      const rows = queues.receive(queue, this.#properties.BatchSize, undefined, true);
      if (rows.length === 0) return NOTHING;
      count('sqs.requests', Math.ceil(rows.length / 10), queue.name);
      const passes = this.#passes;
      const passed = passes ? rows.filter((row) => passes(filterView(lambdaRecord(row, queue.arn)))) : rows;
      if (passed.length < rows.length)
        this.#delete(
          queue,
          rows.filter((row) => !passed.includes(row)),
        );
      if (passed.length > 0) return { rows: passed, isFull: rows.length === this.#properties.BatchSize };
    }
  }

  async #deliver(queue: Queue, rows: readonly MessageRow[]): Promise<void> {
    const failed = await this.#invoke(queue, rows);
    if (!this.#deps.pump.running) return; // the store may be closed; the messages come again
    const lost = failed === 'all' ? rows : rows.filter((row) => failed.has(row.message_id));
    // A standard queue may deliver once more what was deleted; a message here meets that at most once.
    const again = rows.filter((row) => row.receives === 1 && this.#deps.faults.happens('duplicate', this.#id));
    const done = rows.filter((row) => !lost.includes(row) && !again.includes(row));
    if (done.length > 0) this.#delete(queue, done);
    const left = rows.filter((row) => !done.includes(row));
    if (left.length > 0) this.#deps.queues.abandon(left);
  }

  /** Answers the ids of the messages that failed. */
  async #invoke(queue: Queue, rows: readonly MessageRow[]): Promise<ReadonlySet<string> | 'all'> {
    const Records = this.#deps.faults.turned(this.#id, rows).map((row) => lambdaRecord(row, queue.arn));
    try {
      const { payload, functionError } = await this.#deps.invoke(this.#functionArn, { Records }, this.#principal);
      if (functionError) return 'all';
      return this.#properties.FunctionResponseTypes.length > 0 ? reportedFailures(payload, rows) : new Set();
    } catch (error) {
      if (error instanceof AwsError) return 'all';
      throw error;
    }
  }

  #delete(queue: Queue, rows: readonly MessageRow[]): void {
    this.#deps.queues.delete(
      queue,
      rows.map((row) => receiptHandle(row, row.message_id)),
    );
    this.#deps.count('sqs.requests', Math.ceil(rows.length / 10), queue.name);
  }
}
