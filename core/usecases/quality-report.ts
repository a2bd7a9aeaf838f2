/** What the reviews of some days say of agents, of reviewers and of the sampling. Database operations: one query a day. */
import { type Agreement, agreementOf } from '../domain/review/agreement.ts';
import { addTo, NO_NUMBERS, type QualityNumbers, type QualityRow } from '../domain/review/quality.ts';
import type { Insight } from '../ports-insight.ts';

export interface QualityReport {
  readonly from: string;
  readonly to: string;
  readonly agents: readonly QualityOf[];
  readonly reviewers: readonly QualityOf[];
  readonly sampling: {
    readonly resolutions: number;
    /** Shares of the resolutions, 0 to 1: what the policy asked for, and what was looked at. */
    readonly planned?: number;
    readonly actual?: number;
    /** Chosen by chance, but no reviewer had room. */
    readonly full: number;
  };
  readonly agreement?: Agreement;
}

interface QualityOf {
  readonly id: string;
  readonly reviews: number;
  readonly passShare: number;
  readonly meanScore?: number;
  readonly disputes: number;
  /** Disputes that are decided; of these, reviews that stood. */
  readonly decided: number;
  readonly upheld: number;
}

const MOST_DAYS = 31;

/** Both days in the zone of the desk, both included; undefined when it ends before it begins, or is longer than 31 days. */
export const qualityReport = async (
  { insight }: { readonly insight: Pick<Insight, 'quality'> },
  from: string,
  to: string,
): Promise<QualityReport | undefined> => {
  const days = daysFrom(from, to);
  if (days.length === 0 || days.length > MOST_DAYS) return undefined;
  const rows = (await Promise.all(days.map((day) => insight.quality(day)))).flat();
  const all = rows.reduce<QualityNumbers>((sum, row) => addTo(sum, row), NO_NUMBERS);
  const agreement = agreementOf(all);
  return {
    ...{ from, to },
    agents: by(rows, ({ agent }) => agent),
    reviewers: by(rows, ({ reviewer }) => reviewer),
    sampling: {
      resolutions: all.sampled,
      ...(all.sampled > 0 && {
        planned: all.expected / 1000 / all.sampled,
        actual: (all.sampled - unreviewed(rows)) / all.sampled,
      }),
      full: all.full,
    },
    ...(agreement && { agreement }),
  };
};

const DAY_MS = 24 * 60 * 60 * 1000;

const daysFrom = (from: string, to: string): readonly string[] => {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Array.from({ length: Math.max(0, Math.min(count, MOST_DAYS + 1)) }, (_, at) =>
    new Date(Date.parse(from) + at * DAY_MS).toISOString().slice(0, 10),
  );
};

const unreviewed = (rows: readonly QualityRow[]): number =>
  rows.reduce((sum, row) => sum + (row.reviewer === undefined ? row.sampled : 0), 0);

const by = (rows: readonly QualityRow[], of: (row: QualityRow) => string | undefined): readonly QualityOf[] => {
  const sums = new Map<string, QualityNumbers>();
  for (const row of rows) {
    const id = of(row);
    if (id !== undefined) sums.set(id, addTo(sums.get(id) ?? NO_NUMBERS, row));
  }
  return [...sums]
    .filter(([, { reviewed }]) => reviewed > 0)
    .map(([id, numbers]) => ({
      ...{ id, reviews: numbers.reviewed, passShare: numbers.passed / numbers.reviewed },
      ...(numbers.scored > 0 && { meanScore: numbers.score / numbers.scored }),
      ...{ disputes: numbers.disputed, decided: numbers.decided, upheld: numbers.upheld },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
};
