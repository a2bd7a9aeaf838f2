/** What reviews leave on a head, in as little room as they can: a ticket that simply passes has to stay within its write unit. */
import type { PrecheckResult, ReviewRecord, Sampled } from '../../core/domain/review/review.ts';
import { toInstant, toMs } from '../../core/domain/time.ts';

type PackedPrecheck = readonly [score: number, ...found: PrecheckResult['found']];
type PackedSampled = readonly [share: number, draw: number, reviewer: string, ...risks: Sampled['risks']] | Sampled;
type Rest = Omit<ReviewRecord, 'seq' | 'at' | 'by' | 'chance' | 'of' | 'verdict'>;
/** `of`: unless it was the assignee's; `verdict`: unless it passed; `chance`: unless it was certain, null when nobody knows. */
type PackedReview = readonly [
  seq: number,
  at: number,
  by: string,
  more?: Rest & { of?: string; verdict?: 'rework'; chance?: number | null },
];

/** For `marshall` with `removeUndefinedValues`, as all of these. */
export const packPrecheck = (precheck: PrecheckResult | undefined): PackedPrecheck | undefined =>
  precheck && [precheck.score, ...precheck.found];

export const unpackPrecheck = ([score, ...found]: PackedPrecheck): PrecheckResult => ({ score, found });

export const packSampled = (sampled: Sampled): PackedSampled => {
  const { share, draw, risks, reviewer, ...more } = sampled;
  return Object.keys(more).length === 0 ? [share, draw, reviewer ?? '', ...risks] : sampled;
};

export const unpackSampled = (stored: PackedSampled): Sampled => {
  if (!isList(stored)) return stored;
  const [share, draw, reviewer, ...risks] = stored;
  return { share, draw, risks, ...(reviewer !== '' && { reviewer: reviewer as NonNullable<Sampled['reviewer']> }) };
};

/** `holder`: the assignee, if there is one. */
export const packReview = (review: ReviewRecord, holder: string | undefined): PackedReview => {
  const { seq, at, by, of, verdict, chance, ...rest } = review;
  const more = {
    ...rest,
    ...(of !== holder && { of }),
    ...(verdict !== 'pass' && { verdict }),
    ...(chance !== 1 && { chance: chance ?? null }),
  };
  return Object.keys(more).length === 0 ? [seq, toMs(at), by] : [seq, toMs(at), by, more];
};

export const unpackReview = ([seq, at, by, more]: PackedReview, holder: string | undefined): ReviewRecord => {
  const { of = holder as string, verdict = 'pass', chance = 1, ...rest } = more ?? {};
  return { seq, at: toInstant(at), by, of, verdict, ...rest, ...(chance !== null && { chance }) };
};

const isList = (stored: PackedSampled): stored is Exclude<PackedSampled, Sampled> => Array.isArray(stored);
