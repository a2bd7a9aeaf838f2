/** What a ticket asks of its agent, and how one of those who have it is chosen. */

export const STRATEGIES = ['bestMatch', 'leastLoaded', 'roundRobin', 'sticky', 'pool'] as const;
/**
 * bestMatch: highest score · leastLoaded: least load for the capacity · roundRobin: longest since the last assignment ·
 * sticky: who served this customer last, else the best match · pool: nobody is pushed, agents claim.
 */
export type Strategy = (typeof STRATEGIES)[number];

export const SKILL_TIERS = [0, 1, 2, 3] as const;
/** 0 is required and never dropped, 3 is nice to have and dropped first. */
export type SkillTier = (typeof SKILL_TIERS)[number];

export interface SkillNeed {
  readonly skill: string;
  /** At least, 1 to 5. */
  readonly level: number;
  readonly tier: SkillTier;
}
