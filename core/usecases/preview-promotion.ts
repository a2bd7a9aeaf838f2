/**
 * What a promotion would have done to the promises of tickets that were opened on some days. Writes nothing.
 * Database operations: one query per shard and day, one more per 1 MB of facts.
 */
import type { Policy } from '../domain/policy.ts';
import { type PreviewRow, previewOf, type TicketCourse } from '../domain/preview.ts';
import type { Time } from '../ports.ts';
import type { Insight } from '../ports-insight.ts';

export interface Preview {
  readonly tickets: number;
  /** False: there were more tickets, which were not looked at. */
  readonly complete: boolean;
  readonly rows: readonly PreviewRow[];
}

/** As many as can be read and reckoned while somebody waits for the answer: 15 MB. */
const MOST = 20_000;

/** `policy`: one with the promotion in it. `from` and `to`: days in Shanghai, e.g. `2026-11-11`, both of them included. */
export const previewPromotion = async (
  { insight, time }: { readonly insight: Pick<Insight, 'factsOf'>; readonly time: Time },
  input: { readonly policy: Policy; readonly promotion: string; readonly from: string; readonly to: string },
  most = MOST,
): Promise<Preview> => {
  const courses: TicketCourse[] = [];
  let complete = true;
  for (const day of daysOf(input.from, input.to)) {
    for await (const { course } of insight.factsOf(day)) {
      if (courses.length === most) {
        complete = false;
        break;
      }
      courses.push(course);
    }
    if (!complete) break;
  }
  const rows = previewOf(courses, input.policy, input.promotion, time.now());
  return { tickets: courses.length, complete, rows };
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** All dates from the first to the last. */
const daysOf = (from: string, to: string): readonly string[] => {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, day) =>
    new Date(first + day * DAY_MS).toISOString().slice(0, 10),
  );
};
