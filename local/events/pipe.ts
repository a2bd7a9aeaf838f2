import { type Authorize, AwsError, type Count } from '../aws.ts';
import type { Clock, Timer } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Store } from '../store.ts';
import { backOff } from './back-off.ts';
import { type Bus, busArn } from './bus.ts';
import { arrival, type Change } from './change.ts';
import type { Entry } from './envelope.ts';
import { compileFilter } from './filter.ts';
import { deadLetterText } from './pipe-dead-letter.ts';
import { entryOf } from './pipe-entry.ts';
import type { PipeProperties } from './pipe-properties.ts';
import * as positions from './pipe-rows.ts';
import type { Pump } from './pump.ts';
import type { Queues } from './queues.ts';

export interface PipeDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly pump: Pump;
  readonly bus: Bus;
  readonly queues: Queues;
  readonly authorize: Authorize;
  readonly count: Count;
  readonly faults: Faults;
  /** Prints one line. */
  readonly say: (line: string) => void;
  readonly changes: (streamArn: string, after: number, limit: number) => Change[];
  readonly onChange: (streamArn: string, listener: () => void) => () => void;
}

/** PutEvents takes no more. */
const MOST_ENTRIES = 10;
/** Records of one turn of the event loop, so that requests from outside need not wait for a long stream. */
const TURN = 40;
const LONGEST_BACK_OFF_MS = 60_000;
const BILLED_CHUNK_BYTES = 65_536;

/** One pipe from a change stream to a bus. Events and the position in the stream are written together, so none is lost. */
export class Pipe {
  readonly #id: string;
  readonly #arn: string;
  readonly #properties: PipeProperties;
  readonly #deps: PipeDeps;
  readonly #passes: (record: unknown) => boolean;
  readonly #entry: (record: unknown) => Entry;
  #timer: Timer | undefined;
  #unsubscribe: (() => void) | undefined;

  /** Throws an Error when a filter, a template or a path is not valid. */
  constructor(id: string, arn: string, properties: PipeProperties, deps: PipeDeps) {
    this.#id = id;
    this.#arn = arn;
    this.#properties = properties;
    this.#deps = deps;
    this.#passes = compileFilter(properties.SourceParameters.FilterCriteria);
    this.#entry = entryOf(id, arn, properties);
  }

  start(): void {
    this.#deps.bus.required(`The pipe ${this.#id}`, this.#properties.Target);
    const deadLetters = this.#source.DeadLetterConfig?.Arn;
    if (deadLetters) this.#deps.queues.required(`The pipe ${this.#id}`, deadLetters);
    if (this.#properties.DesiredState === 'STOPPED') return;
    this.#unsubscribe = this.#deps.onChange(this.#properties.Source, () => this.#wake());
    this.#wake();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#timer?.cancel();
  }

  get #source() {
    return this.#properties.SourceParameters.DynamoDBStreamParameters;
  }

  #wake(): void {
    this.#deps.pump.soon(this, () => this.#turn());
  }

  #wakeAt(time: number): void {
    this.#timer?.cancel();
    this.#timer = this.#deps.clock.at(time, () => this.#wake());
  }

  #turn(): void {
    const { store, clock, changes, authorize } = this.#deps;
    const { Source } = this.#properties;
    const position = positions.readPosition(store, this.#id);
    if (position.retryAt > clock.now()) {
      this.#wakeAt(position.retryAt);
      return;
    }
    try {
      for (const action of ['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']) {
        authorize(this.#id, `dynamodb:${action}`, Source);
      }
    } catch (error) {
      // Without its source the pipe stands still; the records wait in the stream.
      if (error instanceof AwsError) return;
      throw error;
    }
    const read = changes(Source, position.cursor, TURN);
    if (read.length === 0) return;
    const goOn = this.#work(read, position);
    if (goOn) this.#wake();
  }

  /** Works through what was read, batch by batch. Answers false when it has to wait: for a time, or for the next change. */
  #work(read: readonly Change[], position: positions.Position): boolean {
    const batchSize = Math.min(this.#source.BatchSize, MOST_ENTRIES);
    let current = position;
    let batch: Change[] = [];
    for (const [index, change] of read.entries()) {
      const last = index === read.length - 1;
      if (this.#passes(change.record)) batch.push(change);
      if (batch.length < (current.span || batchSize) && !last) continue;
      if (last && read.length < TURN && this.#shouldWait(batch, current.span || batchSize)) return false;
      const next = this.#put(batch, change.seq, current);
      if (next.retryAt > this.#deps.clock.now()) {
        this.#wakeAt(next.retryAt);
        return false;
      }
      if (next.cursor < change.seq) return true; // the batch is tried again in halves
      current = next;
      batch = [];
    }
    return read.length === TURN;
  }

  /** Whether the batching window is still open for more records. */
  #shouldWait(batch: readonly Change[], size: number): boolean {
    const [first] = batch;
    if (!first || batch.length >= size || this.#source.MaximumBatchingWindowInSeconds === 0) return false;
    const until = arrival(first) + this.#source.MaximumBatchingWindowInSeconds * 1000;
    if (until <= this.#deps.clock.now()) return false;
    this.#wakeAt(until);
    return true;
  }

  /** Publishes a batch and moves on to `end`, in one savepoint; answers where the pipe stands then. */
  #put(batch: readonly Change[], end: number, position: positions.Position): positions.Position {
    const { store, clock, faults } = this.#deps;
    const late = faults.lateness(`pipe ${this.#id}`);
    if (late > 0) return this.#stay({ ...position, retryAt: clock.now() + late * 1000 });
    const done: positions.Position = { cursor: end, attempts: 0, retryAt: 0, span: 0 };
    const age = this.#source.MaximumRecordAgeInSeconds;
    const old = age < 0 ? [] : batch.filter((change) => arrival(change) + age * 1000 < clock.now());
    const fresh = batch.filter((change) => !old.includes(change));
    try {
      store.atomically(() => {
        if (old.length > 0) this.#deadLetter(old, 'MaximumRecordAgeInSecondsExceeded');
        if (fresh.length > 0) this.#publish(fresh);
        positions.writePosition(store, this.#id, done);
      });
      return done;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return store.atomically(() => this.#stay(this.#failed(batch, end, position)));
    }
  }

  #stay(position: positions.Position): positions.Position {
    positions.writePosition(this.#deps.store, this.#id, position);
    return position;
  }

  #failed(batch: readonly Change[], end: number, position: positions.Position): positions.Position {
    if (batch.length > 1 && this.#source.OnPartialBatchItemFailure) {
      return { ...position, span: Math.ceil(batch.length / 2) };
    }
    const most = this.#source.MaximumRetryAttempts;
    if (most >= 0 && position.attempts >= most) {
      this.#deadLetter(batch, 'RetryAttemptsExhausted');
      return { cursor: end, attempts: 0, retryAt: 0, span: 0 };
    }
    const retryAt = this.#deps.clock.now() + backOff(position.attempts, LONGEST_BACK_OFF_MS);
    return { ...position, attempts: position.attempts + 1, retryAt };
  }

  #publish(batch: readonly Change[]): void {
    const { bus, authorize, count, faults } = this.#deps;
    const target = bus.find(this.#properties.Target);
    faults.throttle('AWSEvents', 'PutEvents', undefined);
    let bytes = 0;
    for (const { record } of batch) {
      const entry = this.#entry(record);
      authorize(this.#id, 'events:PutEvents', busArn(target), {
        'events:source': entry.source,
        'events:detail-type': entry.detailType,
      });
      bus.publish(target, entry);
      // The answer was lost, and the pipe has put the event once more.
      if (faults.happens('duplicate', `pipe ${this.#id}`)) bus.publish(target, entry);
      bytes += record.dynamodb.SizeBytes;
    }
    count('pipes.requests', Math.max(1, Math.ceil(bytes / BILLED_CHUNK_BYTES)), this.#id);
  }

  /** Puts the positions of the records (not the records) into the dead-letter queue; without one they are gone. */
  #deadLetter(batch: readonly Change[], condition: string): void {
    const { queues, authorize, count, clock, say } = this.#deps;
    const text = deadLetterText(this.#arn, this.#properties.Source, batch, condition, clock.now());
    const target = this.#source.DeadLetterConfig?.Arn;
    try {
      if (!target) throw new AwsError('NoDeadLetterQueue', 'it has no dead-letter queue');
      const queue = queues.find(target);
      authorize(this.#id, 'sqs:SendMessage', queue.arn);
      queues.send(queue, { body: text }, this.#id);
      count('sqs.requests', 1, queue.name);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      say(`The pipe ${this.#id} dropped ${batch.length} records (${condition}): ${error.message}.`);
    }
  }
}
