/**
 * Erases what is due: day by day from where the last run has come to, at most so many tickets at a time, and says what it did. It may
 * stop anywhere and be run again. Database operations: a query per day and hundred tickets; for each ticket those of erasing it, and one write.
 */
import { dayOf, daysLater } from '../domain/retention.ts';
import type { Time } from '../ports.ts';
import type { ErasureReport, Erasures } from '../ports-audit.ts';
import { eraseTicket } from './erase-ticket.ts';
import type { RedactPorts } from './redact-ticket.ts';

export interface RetainPorts extends RedactPorts {
  readonly erasures: Erasures;
  readonly time: Time;
}

const BATCH = 100;
/** Under a legal hold it is looked at again then. */
const HELD_DAYS = 7;
/** Where the very first run begins: longer than any ticket is kept before the first of them falls due in a new desk. */
const FIRST_DAYS_BACK = 400;

/** `most`: tickets of this run. Answers what this run did; the reports hold the sum of the day. */
export const retainData = async (
  ports: RetainPorts,
  { correlation, most = Number.POSITIVE_INFINITY }: { readonly correlation: string; readonly most?: number },
): Promise<ErasureReport> => {
  const { erasures, time } = ports;
  const today = dayOf(time.now());
  const counts = { erased: 0, held: 0, postponed: 0, failed: 0 };
  let day = (await erasures.doneUntil()) ?? daysLater(today, -FIRST_DAYS_BACK);
  let left = most;
  while (day <= today && left > 0) {
    const due = await erasures.dueOn(day, Math.min(BATCH, left));
    left -= due.length;
    for (const id of due) {
      try {
        const erased = await eraseTicket(ports, { id, today, correlation });
        if (erased.done === 'erased') counts.erased += 1;
        if (erased.done === 'held') counts.held += 1;
        if (erased.done === 'later') counts.postponed += 1;
        const again =
          erased.done === 'held' ? daysLater(today, HELD_DAYS) : erased.done === 'later' ? erased.until : undefined;
        await erasures.settle(day, id, again);
      } catch {
        counts.failed += 1;
        await erasures.settle(day, id, daysLater(today, 1));
      }
    }
    // Today's may still grow: it is looked at tomorrow once more.
    if (due.length < BATCH && left > 0) {
      if (day === today) break;
      day = daysLater(day, 1);
    }
  }
  const report = { day: today, at: time.now(), ...counts, doneUntil: day };
  await erasures.report(report);
  return report;
};
