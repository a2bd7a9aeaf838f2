/** Those who wait, by queue, the most urgent first. */
import type { Job } from './job.ts';

export interface Waiting {
  readonly add: (job: Job) => void;
  readonly remove: (job: Job) => void;
  /** Of the first `seen` of each of these queues, in order of their rank, the first that `fits`. */
  readonly first: (queues: readonly string[], fits: (job: Job) => boolean, seen?: number) => Job | undefined;
  readonly of: (queue: string) => readonly Job[];
}

/** A job keeps its rank and queue while it is in here. */
export const waiting = (): Waiting => {
  const lists = new Map<string, Job[]>();
  const listOf = (queue: string): Job[] => {
    let list = lists.get(queue);
    if (!list) {
      list = [];
      lists.set(queue, list);
    }
    return list;
  };
  /** Where the first job stands that comes not before this rank. */
  const placeOf = (list: readonly Job[], rank: string): number => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.rank < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add: (job) => {
      const list = listOf(job.ticket.queue);
      list.splice(placeOf(list, job.rank), 0, job);
    },
    remove: (job) => {
      const list = listOf(job.ticket.queue);
      const at = placeOf(list, job.rank);
      if (list[at] !== job) throw new Error(`${job.ticket.id} does not wait where it should.`);
      list.splice(at, 1);
    },
    first: (queues, fits, seen = Number.POSITIVE_INFINITY) => {
      let best: Job | undefined;
      for (const queue of queues)
        for (const [place, job] of listOf(queue).entries()) {
          if (place >= seen || (best && best.rank < job.rank)) break;
          if (!fits(job)) continue;
          best = job;
          break;
        }
      return best;
    },
    of: listOf,
  };
};
