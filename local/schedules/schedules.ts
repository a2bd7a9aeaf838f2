import { randomUUID } from 'node:crypto';
import type { Count, Principal } from '../aws.ts';
import type { Timer } from '../clock.ts';
import { type Deliveries, type DeliveriesDeps, deliveriesOf, isFunction } from './deliveries.ts';
import type { Schedule } from './occurrence.ts';
import { createSchedules, keepSchedules, readSchedule, writeSchedule } from './schedule-rows.ts';

export interface SchedulesDeps extends Omit<DeliveriesDeps, 'schedule'> {
  readonly count: Count;
  /** Whether a template declares this queue. */
  readonly hasQueue: (queueArn: string) => boolean;
}

interface Entry {
  readonly schedule: Schedule;
  /** Epoch ms. */
  due: number | undefined;
  timer: Timer | undefined;
}

/** AWS promises to be there within a minute: one that the machine was away for at most so long is still in time. */
const PRECISION_MS = 60_000;

/**
 * The schedules of the templates. An occurrence is handed to the deliveries in the transaction that moves its schedule on to the
 * next, so that a kill neither loses nor doubles it; from there it arrives at least once. While nothing runs, AWS would go on and
 * this machine cannot: what fell due more than a minute (on the wall) before the start is left out when it recurs, and made up for
 * when it is the only one. A disabled schedule is forgotten, and begins anew when it is enabled again.
 */
export class Schedules {
  readonly #deps: SchedulesDeps;
  readonly #entries = new Map<Principal, Entry>();
  /** Made with the first schedule: a machine without any has no table for them. */
  #deliveries: Deliveries | undefined;
  #running = false;

  constructor(deps: SchedulesDeps) {
    this.#deps = deps;
  }

  /** Undefined: the schedule is disabled. Throws an Error when AWS would not make it because its time has passed. */
  declare(id: Principal, schedule: Schedule | undefined): void {
    const { store, clock } = this.#deps;
    this.#entries.delete(id);
    this.#deliveries ??= this.#open();
    if (!schedule) return;
    const row = readSchedule(store, id);
    let due = row?.due ?? undefined;
    if (row?.definition !== schedule.definition) {
      due = schedule.timing.first(clock.now());
      if (due === undefined && schedule.timing.once) throw new Error('the time of the schedule is in the past');
      writeSchedule(store, id, schedule.definition, due);
    }
    this.#entries.set(id, { schedule, due, timer: undefined });
  }

  /** After all resources are declared. Throws an Error that names a queue which no template declares. */
  start(): void {
    const { store, hasQueue } = this.#deps;
    for (const { schedule } of this.#entries.values()) {
      for (const { Arn, DeadLetterConfig } of schedule.targets) {
        const queues = [isFunction(Arn) ? undefined : Arn, DeadLetterConfig?.Arn];
        const missing = queues.find((queue) => queue !== undefined && !hasQueue(queue));
        if (missing) throw new Error(`${schedule.name} uses the queue ${missing}, which no template declares.`);
      }
    }
    if (!this.#deliveries) return;
    keepSchedules(store, this.#entries);
    this.#running = true;
    this.#deliveries.start();
    for (const entry of this.#entries.values()) {
      this.#skip(entry);
      this.#arm(entry);
    }
  }

  stop(): void {
    this.#running = false;
    for (const entry of this.#entries.values()) entry.timer?.cancel();
    this.#deliveries?.stop();
  }

  /** What `look` answers while the timers of recurring schedules are put aside: they never end. */
  withoutRecurring<T>(look: () => T): T {
    const recurring = [...this.#entries.values()].filter(({ schedule }) => !schedule.timing.once);
    for (const entry of recurring) entry.timer?.cancel();
    try {
      return look();
    } finally {
      for (const entry of recurring) this.#arm(entry);
    }
  }

  #open(): Deliveries {
    createSchedules(this.#deps.store);
    return deliveriesOf({ ...this.#deps, schedule: (id) => this.#entries.get(id)?.schedule });
  }

  #skip(entry: Entry): void {
    const { store, clock } = this.#deps;
    const { schedule, due } = entry;
    const speed = clock.mode.kind === 'scaled' ? Math.max(1, clock.mode.factor) : 1;
    const missed = clock.now() - PRECISION_MS * speed;
    if (due === undefined || due > missed || schedule.timing.once) return;
    entry.due = schedule.timing.next(missed, due);
    writeSchedule(store, schedule.id, schedule.definition, entry.due);
  }

  #arm(entry: Entry): void {
    if (!this.#running || entry.due === undefined) return;
    entry.timer = this.#deps.clock.at(entry.due, () => this.#fire(entry));
  }

  /** Hands on all that is due, in order. */
  #fire(entry: Entry): void {
    const now = this.#deps.clock.now();
    while (entry.due !== undefined && entry.due <= now) entry.due = this.#handOn(entry.schedule, entry.due);
    this.#arm(entry);
  }

  /** Answers when the next one is due. */
  #handOn(schedule: Schedule, time: number): number | undefined {
    const { store, faults, count } = this.#deps;
    const next = schedule.timing.next(time, time);
    store.atomically(() => {
      const occurrence = { id: randomUUID(), time };
      for (const target of schedule.targets) {
        for (const late of faults.copies(`schedule ${schedule.id}`)) {
          this.#deliveries?.add(schedule, target, occurrence, late);
        }
      }
      writeSchedule(store, schedule.id, schedule.definition, next);
    });
    if (schedule.billed) count(schedule.billed, 1, schedule.id);
    return next;
  }
}
