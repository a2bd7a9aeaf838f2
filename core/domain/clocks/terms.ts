/** What conditions of clocks are said in. */
import { HOLD_REASONS, type HoldReason, PHASES, type Phase } from '../vocabulary.ts';

export const MOMENTS = [
  'opened',
  'assigned',
  'accepted',
  'answered',
  'asked',
  'solved',
  'approved',
  'reviewed',
  'sentBack',
  'reopened',
  'transferred',
] as const;
/**
 * answered: the desk wrote to the customer · asked: the customer wrote, or reopened it, and waits for another answer than the first ·
 * solved: the agent said so · approved: all who had to have agreed · reviewed: the review passed · sentBack: the review did not pass, or
 * it was not approved.
 */
type Moment = (typeof MOMENTS)[number];

type HoldState = `onHold:${HoldReason}`;
/** A moment, or a state: a phase, or a hold of one kind. */
export type Term = Moment | Phase | HoldState;

export const STATES: readonly Term[] = [...PHASES, ...HOLD_REASONS.map((reason): HoldState => `onHold:${reason}`)];
export const isState = (term: Term): boolean => STATES.includes(term);
