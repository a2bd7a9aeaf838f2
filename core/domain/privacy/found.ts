/** What is personal in a text, and where it stands. */
const PERSONAL = [
  'phone',
  'landline',
  'idCard',
  'bankCard',
  'email',
  'address',
  'name',
  'passport',
  'plate',
  'ip',
  'account',
] as const;
export type Personal = (typeof PERSONAL)[number];

export interface Found {
  readonly type: Personal;
  /** As it stands in the text, disguise and all. */
  readonly value: string;
  /** UTF-16 positions in the text, the end not included. */
  readonly at: readonly [start: number, end: number];
  /** 0 to 1: how sure it is that this is what `type` says. */
  readonly confidence: number;
}

export const foundAt = (text: string, type: Personal, at: Found['at'], confidence: number): Found => ({
  type,
  value: text.slice(...at),
  at,
  confidence,
});

/** In the order of the text: the surer one stays where two overlap; of two that are as sure, the longer. */
export const apart = (found: readonly Found[]): readonly Found[] => {
  const taken: Found[] = [];
  const byRank = [...found].sort((a, b) => b.confidence - a.confidence || length(b) - length(a) || a.at[0] - b.at[0]);
  const covered = new Set<number>();
  for (const one of byRank) {
    const [start, end] = one.at;
    let isFree = true;
    for (let place = start; place < end && isFree; place += 1) isFree = !covered.has(place);
    if (!isFree) continue;
    for (let place = start; place < end; place += 1) covered.add(place);
    taken.push(one);
  }
  return taken.sort((a, b) => a.at[0] - b.at[0]);
};

const length = ({ at }: Found): number => at[1] - at[0];
