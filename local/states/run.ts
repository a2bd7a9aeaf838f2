/**
 * One execution while it is worked on. Steps change it in memory; when it waits for something again, all changes are
 * stored in one transaction. Nothing outside has seen a run that was never stored, so a crash merely repeats its steps.
 */
import type { Clock } from '../clock.ts';
import type { Definition, Scope, State } from './definition.ts';
import type { HistoryEvent } from './event.ts';
import { type Frame, newFrame } from './frame.ts';
import type { ExecutionRow, Rows } from './rows.ts';

export interface Call {
  readonly execution: number;
  readonly frame: number;
  readonly attempt: number;
  readonly machine: string;
  readonly resource: string;
  readonly arguments: unknown;
}

export class Run {
  readonly execution: ExecutionRow;
  readonly definition: Definition;
  /** ARN of the machine's role. */
  readonly role: string;
  readonly changed = new Set<Frame>();
  readonly removed = new Set<number>();
  /** Ids of the frames that have a row. */
  readonly stored = new Set<number>();
  readonly tokens: { readonly token: string; readonly frame: number }[] = [];
  /** To be made once the run is stored. */
  readonly calls: Call[] = [];
  readonly events: HistoryEvent[] = [];
  transitions = 0;
  readonly #ready: Frame[] = [];
  readonly #frames = new Map<number, Frame>();
  readonly #texts = new WeakMap<object, string>();
  #input: { readonly value: unknown } | undefined;
  readonly #rows: Rows;
  readonly #clock: Clock;

  constructor(execution: ExecutionRow, definition: Definition, role: string, rows: Rows, clock: Clock) {
    this.execution = execution;
    this.definition = definition;
    this.role = role;
    this.#rows = rows;
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /**
   * How many times as fast as the wall the clock goes, at least 1: what works on the wall, as a function does, has its timeout
   * in wall time.
   */
  get pace(): number {
    const { mode } = this.#clock;
    return mode.kind === 'scaled' ? Math.max(1, mode.factor) : 1;
  }

  /** The execution's input, parsed once. */
  get input(): unknown {
    if (!this.#input) this.#input = { value: JSON.parse(this.execution.input) };
    return this.#input.value;
  }

  get running(): boolean {
    return this.execution.status === 'RUNNING';
  }

  /** Undefined when there is no such frame (any more). */
  frame(id: number): Frame | undefined {
    const known = this.#frames.get(id);
    if (known || this.removed.has(id)) return known;
    const frame = this.#rows.frame(this.execution.id, id);
    if (frame) {
      this.#frames.set(id, frame);
      this.stored.add(id);
    }
    return frame;
  }

  /** All frames there are, by id. */
  allFrames(): Frame[] {
    for (const id of this.#rows.frameIds(this.execution.id)) this.frame(id);
    return [...this.#frames.values()].sort((a, b) => a.id - b.id);
  }

  add(given: Omit<Parameters<typeof newFrame>[0], 'id'>): Frame {
    const frame = newFrame({ ...given, id: this.execution.frames++ });
    this.#frames.set(frame.id, frame);
    this.changed.add(frame);
    return frame;
  }

  remove(frame: Frame): void {
    this.#frames.delete(frame.id);
    this.changed.delete(frame);
    this.removed.add(frame.id);
  }

  /** Has the frame stepped in its turn. */
  wake(frame: Frame): void {
    frame.status = 'ready';
    this.changed.add(frame);
    this.#ready.push(frame);
  }

  nextReady(): Frame | undefined {
    for (let frame = this.#ready.shift(); frame; frame = this.#ready.shift()) {
      if (frame.status === 'ready' && this.#frames.has(frame.id)) return frame;
    }
    return undefined;
  }

  scope(key: string): Scope {
    return this.definition.scopes.get(key)!;
  }

  state(frame: Frame): State {
    return this.scope(frame.scope).states.get(frame.state)!;
  }

  /** To be called once everything is stored: what follows is a new set of changes. */
  settled(): void {
    for (const id of this.removed) this.stored.delete(id);
    for (const frame of this.changed) this.stored.add(frame.id);
    this.changed.clear();
    this.removed.clear();
    this.tokens.length = 0;
    this.calls.length = 0;
    this.events.length = 0;
    this.transitions = 0;
  }

  /** The value as JSON text. Values are never changed in place, so the text of an object is made once. */
  text(value: unknown): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    let text = this.#texts.get(value);
    if (text === undefined) {
      text = JSON.stringify(value);
      this.#texts.set(value, text);
    }
    return text;
  }
}
