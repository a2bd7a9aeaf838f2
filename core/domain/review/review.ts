/** Resolutions are checked before they count (质检): what a policy asks, and what came of it. */
import type { Instant } from '../time.ts';
import type { AgentId, Priority, Tier, Titles } from '../vocabulary.ts';

/** What makes a resolution worth a look whatever the shares say. */
export const RISKS = [
  'refund',
  'complaint',
  'reopened',
  'escalated',
  'lowRating',
  'keyword',
  'reworked',
  'precheck',
] as const;
export type Risk = (typeof RISKS)[number];

/** Of the tickets that match all that it names; of a list any. */
export interface SamplingShare {
  readonly name: string;
  readonly when: {
    readonly category?: readonly string[];
    readonly priority?: readonly Priority[];
    readonly tier?: readonly Tier[];
    readonly channel?: readonly string[];
    readonly team?: readonly string[];
    readonly agent?: readonly AgentId[];
  };
  /** 0 to 1. */
  readonly share: number;
}

export interface SamplingPolicy {
  /** Of tickets that no other share is for, 0 to 1. */
  readonly share: number;
  /** The largest of those that match holds. */
  readonly shares: readonly SamplingShare[];
  /** Always looked at. */
  readonly risks: readonly Risk[];
  /** Of `keyword`: one of these in the subject or the resolution. */
  readonly keywords: readonly string[];
  /** Resolution codes of `refund`. */
  readonly refunds: readonly string[];
  /** Categories of `complaint`. */
  readonly complaints: readonly string[];
  /** An agent's first ones are all looked at; from then on the share fades with every one that passes, over as many again. */
  readonly newcomer: number;
  /** Reviews that a reviewer is given in a day of the desk; what chance alone has chosen beyond that goes unreviewed. */
  readonly quota: number;
  /** Share of the reviews that two reviewers make, 0 to 1, so that it can be told whether they agree. */
  readonly calibration: number;
}

export interface ScoreItem {
  readonly name: string;
  readonly title: Titles;
  readonly weight: number;
  /** Without it nothing else counts. */
  readonly critical: boolean;
}

export interface ReviewPolicy {
  /** Rounds of rework, then the experts have it. */
  readonly reworkRounds: number;
  /** For a round, unless the reviewer says another; in minutes of the ticket's calendar. */
  readonly reworkMinutes: number;
  readonly expertQueue: string;
  readonly sampling: SamplingPolicy;
  /** By category; `default` for the others. */
  readonly scorecards: Readonly<Record<string, readonly ScoreItem[]>>;
}

/** Why a resolution is reviewed, or is not: the same for ever for a ticket, a resolution and a version of the policy. */
export interface Sampled {
  /** The share that held, 0 to 1. */
  readonly share: number;
  /** The ticket's own number, 0 to 1: it is reviewed when that is below the share. */
  readonly draw: number;
  readonly risks: readonly Risk[];
  /** Chosen by chance, but no reviewer had room. */
  readonly full?: true;
  /** Two reviewers look at it. */
  readonly twice?: true;
  /** Who is to do it, if anybody has room; anybody else who may review it may, too. */
  readonly reviewer?: AgentId;
  /** The second one of two. */
  readonly second?: AgentId;
}

export const PRECHECKS = ['stepsMissing', 'noReply', 'promiseNotKept', 'personalData'] as const;
export type Precheck = (typeof PRECHECKS)[number];

/** What can be seen without reading: never mixed with what people say. */
export interface PrecheckResult {
  /** 0 to 100. */
  readonly score: number;
  readonly found: readonly Precheck[];
}

/** Of one item: 0 (not at all) to 4 (all of it). */
interface ItemScore {
  readonly points: 0 | 1 | 2 | 3 | 4;
  readonly note?: string;
}
export type Scores = Readonly<Record<string, ItemScore>>;

/** A review that was made; `score` 0 to 100, by weight, 0 when a critical item has failed. */
export interface ReviewRecord {
  /** Of the event. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  /** Whose work it was. */
  readonly of: string;
  readonly verdict: 'pass' | 'rework';
  readonly score?: number;
  /** How likely a review of it was: 1 with a risk, else the share; unknown of what was solved by itself. */
  readonly chance?: number;
  /** Of two who look at it apart. */
  readonly second?: SecondLook;
  /** The agent does not agree. */
  readonly disputed?: { readonly at: Instant; readonly by: string };
  /** What the second reviewer says of it. */
  readonly decided?: { readonly by: string; readonly upheld: boolean; readonly score?: number };
}

/** The second one of two who look at a resolution: who is asked, and what whoever did it has found. */
interface SecondLook {
  /** By the policy: they are not shown what the first one says before they have said it themselves. */
  readonly asked?: AgentId;
  readonly by?: string;
  readonly verdict?: 'pass' | 'rework';
  readonly score?: number;
}
