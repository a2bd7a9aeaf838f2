/**
 * Counts the requests of each caller in this sandbox, with a counter that all sandboxes share.
 *
 * The first block of a window (rate-limits.ts: a tenth of the limit, at most 20) is counted here alone; with its last request the
 * sandbox writes once, for that block and the next one, and so on with every block: at most one write for 20 requests, none at all for
 * callers who send fewer. The write runs beside the request that used up the block, so that nobody waits for it before their own work.
 * What the counter grants is never more than the limit. So a window lets through at most the limit, and one block for every sandbox
 * that has not asked the counter yet: limit + 20 × sandboxes. When the counter does not answer, the block is granted.
 */
import type { Lease, RateLeases } from '../../adapters/dynamodb/rate-leases.ts';
import { blockOf, type Quota, WINDOW_S } from '../../contracts/rate-limits.ts';
import { toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';

export interface Taken {
  readonly quota: Quota;
  readonly refused: boolean;
  /** As far as this sandbox knows. */
  readonly remaining: number;
  /** Until the next window begins: 1 to 60. */
  readonly resetS: number;
  /** Resolves when the next block is known; never rejects. */
  readonly settled: Promise<void> | undefined;
}

export interface Rates {
  take(quota: Quota, caller: string): Promise<Taken>;
}

interface Share {
  /** Requests that may pass here without asking. */
  left: number;
  /** Used by everybody, as the counter said last; with what is left here. */
  used: number;
  /** Passed here and not told to the counter. */
  untold: number;
  /** The counter has nothing more in this window. */
  closed: boolean;
  asking: Promise<void> | undefined;
}

/** `factor`: by how much the limits of the table are multiplied. `onFault`: told when the counter cannot be asked. */
export const createRates = ({
  leases,
  time,
  factor,
  onFault,
}: {
  readonly leases: RateLeases;
  readonly time: Pick<Time, 'now'>;
  readonly factor: number;
  readonly onFault: (fault: Error) => void;
}): Rates => {
  let windowS = 0;
  const shares = new Map<string, Share>();

  const ask = async (quota: Quota, caller: string, share: Share): Promise<void> => {
    const block = blockOf(quota.limit);
    const { untold } = share;
    const request = { quota: quota.name, caller, windowS, limit: quota.limit, want: untold + block };
    let lease: Lease;
    try {
      lease = await leases.lease(request);
    } catch (error) {
      onFault(error as Error);
      share.left += block;
      share.untold += block;
      return;
    }
    share.untold = 0;
    share.left += Math.max(0, lease.granted - untold);
    share.used = lease.used;
    share.closed = lease.granted < request.want;
  };

  return {
    take: async (declared, caller) => {
      const quota = { ...declared, limit: declared.limit * factor };
      const nowS = Math.floor(toMs(time.now()) / 1000);
      const begun = nowS - (nowS % WINDOW_S);
      if (begun !== windowS) {
        windowS = begun;
        shares.clear(); // so that it does not grow
      }
      const name = `${quota.name}\n${caller}`;
      const block = blockOf(quota.limit);
      const share = shares.get(name) ?? { left: block, used: block, untold: block, closed: false, asking: undefined };
      shares.set(name, share);
      while (share.left === 0 && !share.closed) await share.asking;
      const refused = share.left === 0;
      if (!refused) share.left -= 1;
      if (!refused && share.left === 0 && !share.closed) share.asking = ask(quota, caller, share);
      return {
        quota,
        refused,
        remaining: share.closed ? share.left : Math.max(0, quota.limit - share.used + share.left),
        resetS: begun + WINDOW_S - nowS,
        settled: share.asking,
      };
    },
  };
};
