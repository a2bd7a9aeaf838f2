/**
 * Whether two who judge the same things agree by more than chance: Cohen's kappa (J. Cohen, "A coefficient of agreement for nominal
 * scales", Educational and Psychological Measurement 20, 1960).
 */

/** How often the two said what, the first one's word before the second one's. */
export interface Judged {
  readonly bothPass: number;
  readonly passRework: number;
  readonly reworkPass: number;
  readonly bothRework: number;
}

export interface Agreement {
  /** Things that both have judged. */
  readonly n: number;
  /** Share of those on which they said the same. */
  readonly observed: number;
  /** 1: always the same · 0: as often as by chance · below: less often. None when both said one word all along: chance would do. */
  readonly kappa?: number;
}

/** Undefined when nobody has judged anything together. */
export const agreementOf = ({ bothPass, passRework, reworkPass, bothRework }: Judged): Agreement | undefined => {
  const n = bothPass + passRework + reworkPass + bothRework;
  if (n === 0) return undefined;
  const observed = (bothPass + bothRework) / n;
  const byChance =
    ((bothPass + passRework) * (bothPass + reworkPass) + (bothRework + reworkPass) * (bothRework + passRework)) /
    n ** 2;
  return { n, observed, ...(byChance < 1 && { kappa: (observed - byChance) / (1 - byChance) }) };
};
