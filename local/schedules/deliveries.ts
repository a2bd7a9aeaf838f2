/** Occurrences on their way to functions and queues: the machinery behind rules, with a table of its own. */
import type { Activity } from '../activity.ts';
import { AwsError, type Principal, type Service } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Target } from '../events/bus-properties.ts';
import { FunctionDeliveries } from '../events/function-deliveries.ts';
import type { Invoke } from '../events/invoke.ts';
import { Pump } from '../events/pump.ts';
import type { Faults } from '../faults/faults.ts';
import type { Store } from '../store.ts';
import type { Occurrence, Schedule } from './occurrence.ts';

export interface DeliveriesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly invoke: Invoke;
  readonly sqs: Service;
  readonly faults: Faults;
  /** Prints one line. */
  readonly say: (line: string) => void;
  /** Undefined when it has left the templates: what is under way then is dropped. */
  readonly schedule: (id: Principal) => Schedule | undefined;
}

export interface Deliveries {
  /** `late`: seconds. To be called in the transaction that moves the schedule on. */
  add(schedule: Schedule, target: Target, occurrence: Occurrence, late: number): void;
  /** Takes up what an earlier run has left. */
  start(): void;
  stop(): void;
}

/** What a row of the table keeps of an occurrence. */
interface Note extends Occurrence {
  readonly target: string;
}

const TABLE = 'schedule_delivery';

export function deliveriesOf(deps: DeliveriesDeps): Deliveries {
  const { store, invoke, sqs } = deps;
  const pump = new Pump(deps.activity);
  const targetOf = (id: Principal, targetId: string): Target | undefined =>
    deps.schedule(id)?.targets.find((target) => target.Id === targetId);
  const attempts = (id: Principal, body: string): number =>
    store.get<{ attempts: number }>(`SELECT attempts FROM ${TABLE} WHERE rule = ? AND body = ?`, id, body)?.attempts ??
    0;
  const send = (queueArn: string, text: string, id: Principal, attributes: Readonly<Record<string, string>> = {}) =>
    sqs(
      'SendMessage',
      {
        QueueUrl: queueArn,
        MessageBody: text,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
      },
      id,
    );

  const functions = new FunctionDeliveries({
    ...deps,
    store: withTable(store),
    pump,
    target: targetOf,
    async invoke(targetArn, given, id) {
      const note = given as Note;
      const schedule = deps.schedule(id) as Schedule;
      const target = targetOf(id, note.target) as Target;
      const text = schedule.text(target, note, attempts(id, JSON.stringify(note)) + 1);
      if (isFunction(targetArn)) return invoke(targetArn, JSON.parse(text), id);
      deps.faults.throttle('AmazonSQS', 'SendMessage', undefined);
      return { payload: await send(targetArn, text, id) };
    },
    giveUp(id, target, body, failure) {
      const schedule = deps.schedule(id) as Schedule;
      const note = JSON.parse(body) as Note;
      try {
        const queue = target.DeadLetterConfig?.Arn;
        if (!queue) throw new AwsError('NoDeadLetterQueue', 'it has no dead-letter queue');
        void send(queue, schedule.text(target, note, failure.attempts + 1), id, {
          ...schedule.letter(note, failure.attempts + 1),
          TARGET_ARN: target.Arn,
          ERROR_CODE: failure.code,
          ERROR_MESSAGE: failure.message,
          RETRY_ATTEMPTS: String(failure.attempts),
          EXHAUSTED_RETRY_CONDITION: failure.condition,
        });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const when = new Date(note.time).toISOString();
        deps.say(
          `${schedule.name} dropped its occurrence of ${when} for ${target.Arn} (${failure.code}: ${failure.message}): ${error.message}.`,
        );
      }
    },
  });
  return {
    add(schedule, target, { id, time }, late) {
      const note: Note = { id, time, target: target.Id };
      functions.add(schedule.id, target.Id, JSON.stringify(note), late);
    },
    start() {
      pump.start();
      functions.wake();
    },
    stop() {
      functions.stop();
      pump.stop();
    },
  };
}

export const isFunction = (target: string): boolean => target.split(':')[2] === 'lambda';

/**
 * The deliveries of rules take every row of their table for one of theirs; those of schedules live in a table of the same form.
 */
function withTable(store: Store): Store {
  const own = (sql: string): string => sql.replaceAll('function_delivery', TABLE);
  const view: Pick<Store, 'exec' | 'run' | 'all' | 'atomically'> = {
    exec: (sql) => store.exec(own(sql)),
    run: (sql, ...values) => store.run(own(sql), ...values),
    all: (sql, ...values) => store.all(own(sql), ...values),
    atomically: (work) => store.atomically(work),
  };
  return view as Store;
}
