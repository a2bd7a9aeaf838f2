/** A small system around the event plumbing: real store and clock, with the outside (streams, functions) written here. */
import { Activity } from '../../../local/activity.ts';
import { AwsError, arn } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { Events } from '../../../local/events/events.ts';
import { faultsOf } from '../../../local/faults/faults.ts';
import { type FaultRates, NO_FAULTS } from '../../../local/faults/rates.ts';
import { Store } from '../../../local/store.ts';

export const START = Date.parse('2026-03-02T09:00:00Z');
export const STREAM = arn('dynamodb', 'table/Tickets/stream/2026-01-01T00:00:00.000');
export const queueArn = (name: string): string => arn('sqs', name);
export const functionArn = (name: string): string => arn('lambda', `function:${name}`);

export type Json = any;

export interface Call {
  readonly functionArn: string;
  readonly payload: Json;
  readonly principal: string;
}
export type Answer = { payload: unknown; functionError?: string };

interface Asked {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: unknown;
}

export interface Desk {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly events: Events;
  readonly calls: Call[];
  readonly counts: Map<string, number>;
  /** What is not allowed; nothing at first. */
  denied: (asked: Asked) => boolean;
  readonly asked: Asked[];
  /** What was printed. */
  readonly said: string[];
  declare(type: string, id: string, properties: Record<string, unknown>): void;
  /** Writes a record into the change stream. */
  change(image: Record<string, unknown>, eventName?: string): void;
  /** Moves the clock by `ms`, running every timer on its way to rest. */
  advance(ms: number): Promise<void>;
  rest(): Promise<void>;
  messages(queue: string): { body: Json; receives: number; attributes: Json }[];
  close(): void;
}

const IDLE: (call: Call) => Promise<Answer> = async () => ({ payload: null });

export function openDesk(
  options: {
    file?: string;
    start?: number;
    invoke?: (call: Call) => Promise<Answer> | Answer;
    faults?: Partial<FaultRates>;
  } = {},
): Desk {
  const store = new Store(options.file ?? ':memory:');
  const clock = new Clock({ kind: 'stepped' }, options.start ?? START);
  const activity = new Activity();
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const asked: Asked[] = [];
  const said: string[] = [];
  const listeners = new Set<() => void>();
  store.exec('CREATE TABLE IF NOT EXISTS test_change (seq INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL)');
  const events = new Events({
    store,
    clock,
    activity,
    count: (name, amount) => counts.set(name, (counts.get(name) ?? 0) + amount),
    faults: faultsOf({ ...NO_FAULTS, ...options.faults }),
    authorize: (principal, action, resource, context) => {
      const question = { principal, action, resource, context };
      asked.push(question);
      if (desk.denied(question)) throw new AwsError('AccessDeniedException', `${principal} may not ${action}`);
    },
    say: (line) => said.push(line),
    invoke: async (functionArn, payload, principal) => {
      const call = { functionArn, payload, principal };
      calls.push(call);
      return (options.invoke ?? IDLE)(call);
    },
    changes: (_stream, after, limit) =>
      store
        .all<{ seq: number; record: string }>(
          'SELECT * FROM test_change WHERE seq > ? ORDER BY seq LIMIT ?',
          after,
          limit,
        )
        .map(({ seq, record }) => ({ seq, record: JSON.parse(record) })),
    onChange: (_stream, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const desk: Desk = {
    store,
    clock,
    activity,
    events,
    calls,
    counts,
    denied: () => false,
    asked,
    said,
    declare: (type, id, properties) => {
      const kind = events.kinds[type]!;
      kind.declare(id, kind.schema.parse(properties));
    },
    change: (image, eventName = 'INSERT') => {
      const NewImage = Object.fromEntries(Object.entries(image).map(([name, value]) => [name, attribute(value)]));
      const record = {
        eventName,
        eventSource: 'aws:dynamodb',
        dynamodb: {
          ApproximateCreationDateTime: clock.now() / 1000,
          NewImage,
          SequenceNumber: String(image.seq ?? 0).padStart(21, '0'),
          SizeBytes: 200,
        },
        eventSourceARN: STREAM,
      };
      store.run('INSERT INTO test_change (record) VALUES (?)', JSON.stringify(record));
      for (const listener of listeners) listener();
    },
    advance: async (ms) => {
      await activity.rest();
      const end = clock.now() + ms;
      for (let next = clock.next(); next !== undefined && next <= end; next = clock.next()) {
        clock.moveTo(next);
        await timersRun(clock);
        await activity.rest();
      }
      clock.moveTo(end);
    },
    rest: () => activity.rest(),
    messages: (queue) =>
      store
        .all('SELECT body, receives, attributes FROM queue_message WHERE queue = ? ORDER BY id', queue)
        .map(({ body, receives, attributes }) => ({ body: parsed(body), receives, attributes: parsed(attributes) })),
    close: () => {
      events.stop();
      clock.stop();
      store.close();
    },
  };
  return desk;
}

/** Due timers of a stepped clock run in a later turn of the event loop. */
async function timersRun(clock: Clock): Promise<void> {
  for (let next = clock.next(); next !== undefined && next <= clock.now(); next = clock.next()) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

const attribute = (value: unknown) => (typeof value === 'number' ? { N: String(value) } : { S: String(value) });

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return text;
  }
}

/** The wiring of the tickets' event path: stream, pipe, bus, one rule and queue per consumer, each with a function. */
export function declareTicketEvents(desk: Desk, consumers: readonly string[] = ['Notify', 'Analytics']): void {
  desk.declare('AWS::Events::EventBus', 'Bus', { Name: 'tickets' });
  for (const name of consumers) {
    desk.declare('AWS::SQS::Queue', `${name}Dead`, {});
    desk.declare('AWS::SQS::Queue', `${name}Queue`, {
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: queueArn(`${name}Dead`), maxReceiveCount: 3 },
    });
    desk.declare('AWS::Events::Rule', `${name}Rule`, {
      EventBusName: 'Bus',
      EventPattern: { source: ['gongdan'] },
      Targets: [{ Arn: queueArn(`${name}Queue`), Id: 'Target0', DeadLetterConfig: { Arn: queueArn(`${name}Dead`) } }],
    });
    desk.declare('AWS::Lambda::EventSourceMapping', `${name}Mapping`, {
      EventSourceArn: queueArn(`${name}Queue`),
      FunctionName: name,
      BatchSize: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  }
  declarePipe(desk);
}

export function declarePipe(desk: Desk, source: Record<string, unknown> = {}, template?: string): void {
  desk.declare('AWS::SQS::Queue', 'PipeDead', {});
  desk.declare('AWS::Pipes::Pipe', 'Pipe', {
    RoleArn: 'arn:aws:iam::000000000000:role/PipeRole',
    Source: STREAM,
    SourceParameters: {
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"seq":{"N":[{"exists":true}]}}}}' }],
      },
      DynamoDBStreamParameters: {
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        DeadLetterConfig: { Arn: queueArn('PipeDead') },
        ...source,
      },
    },
    Target: arn('events', 'event-bus/Bus'),
    TargetParameters: {
      InputTemplate: template ?? '{"ticketId":"<$.dynamodb.NewImage.pk.S>","seq":"<$.dynamodb.NewImage.seq.N>"}',
      EventBridgeEventBusParameters: { Source: 'gongdan', DetailType: '$.dynamodb.NewImage.type.S' },
    },
  });
}
