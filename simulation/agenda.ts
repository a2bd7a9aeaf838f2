/** What is still to happen, in order of time: the virtual clock of a replay. */

interface Entry {
  readonly at: number;
  /** Of equal times, what was noted down first happens first. */
  readonly order: number;
  readonly happen: (now: number) => void;
}

export interface Agenda {
  /** Times are milliseconds since 1970; one that has passed happens next. */
  readonly note: (at: number, happen: (now: number) => void) => void;
  /** Lets everything happen up to `end` or until nothing is left; returns the time of the last thing. */
  readonly runUntil: (end: number) => number;
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap: the parent of an entry is at half its place, and never later than it. */
export const agenda = (): Agenda => {
  const heap: Entry[] = [];
  let noted = 0;
  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at]!, heap[parent]!)) return;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && isBefore(heap[child]!, heap[first]!)) first = child;
      if (first === at) return;
      [heap[at], heap[first]] = [heap[first]!, heap[at]!];
      at = first;
    }
  };
  const take = (): Entry => {
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      sink();
    }
    return first;
  };
  return {
    note: (at, happen) => {
      noted += 1;
      heap.push({ at, order: noted, happen });
      rise(heap.length - 1);
    },
    runUntil: (end) => {
      let now = Number.NEGATIVE_INFINITY;
      while (heap[0] && heap[0].at <= end) {
        const { at, happen } = take();
        now = Math.max(now, at);
        happen(now);
      }
      return now;
    },
  };
};
