/** What reviews tell of agents, of reviewers and of the sampling itself, per ticket and added up. */
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { TicketId } from '../vocabulary.ts';
import { deskDay } from './choosing.ts';
import type { ReviewRecord } from './review.ts';

/** Counts; of one resolution, or of many of an agent and a reviewer on a day. */
export interface QualityNumbers {
  /** Resolutions whose sampling is known, and how many reviews of them the policy asked for, in thousandths. */
  readonly sampled: number;
  readonly expected: number;
  /** Chosen by chance, but no reviewer had room. */
  readonly full: number;
  readonly reviewed: number;
  readonly passed: number;
  /** Reviews with scores, and the sum of these. */
  readonly scored: number;
  readonly score: number;
  readonly disputed: number;
  /** Disputes that were decided; of these, reviews that stood. */
  readonly decided: number;
  readonly upheld: number;
  /** Reviews that a second one made without seeing the first: what both said, the first one before. */
  readonly bothPass: number;
  readonly passRework: number;
  readonly reworkPass: number;
  readonly bothRework: number;
}

export const NUMBERS = [
  ...([
    'sampled',
    'expected',
    'full',
    'reviewed',
    'passed',
    'scored',
    'score',
    'disputed',
    'decided',
    'upheld',
  ] as const),
  ...(['bothPass', 'passRework', 'reworkPass', 'bothRework'] as const),
] as const satisfies readonly (keyof QualityNumbers)[];

export const NO_NUMBERS = Object.fromEntries(NUMBERS.map((name) => [name, 0])) as unknown as QualityNumbers;

/** Where numbers belong. `reviewer`: none of those that nobody reviewed. */
export interface QualityPlace {
  /** Day of the desk on which it was reviewed, or solved. */
  readonly day: string;
  readonly agent: string;
  readonly reviewer?: string;
}

/** What one resolution of a ticket contributes; `seq` of its review, 0 of the last one that nobody reviewed. What is 0 is left out. */
export interface QualityPart extends QualityPlace, Partial<QualityNumbers> {
  readonly seq: number;
}

export type QualityRow = QualityPlace & QualityNumbers;

/** All that is known of a ticket's reviews: those that it has forgotten since stay as they were. */
export const qualityOf = (ticket: Ticket, before: readonly QualityPart[] = []): readonly QualityPart[] => {
  const now = [...ticket.reviews.map(partOf), ...unreviewed(ticket)];
  const forgotten = before.filter(({ seq }) => seq !== 0 && now.every((part) => part.seq !== seq));
  return [...forgotten, ...now];
};

const partOf = (record: ReviewRecord): QualityPart => ({
  ...{ seq: record.seq, day: deskDay(record.at), agent: record.of, reviewer: record.by, reviewed: 1 },
  ...(record.chance !== undefined && { sampled: 1, expected: thousandths(record.chance) }),
  ...(record.verdict === 'pass' && { passed: 1 }),
  ...(record.score !== undefined && { scored: 1, score: record.score }),
  ...(record.disputed && { disputed: 1 }),
  ...(record.decided && { decided: 1, ...(record.decided.upheld && { upheld: 1 }) }),
  ...agreement(record),
});

/** Only of those who were asked to look at it apart: anybody else may have read what the first one said. */
const agreement = ({ verdict, second }: ReviewRecord): Partial<QualityNumbers> => {
  if (second?.verdict === undefined || second.by !== second.asked) return {};
  if (verdict === second.verdict) return verdict === 'pass' ? { bothPass: 1 } : { bothRework: 1 };
  return verdict === 'pass' ? { passRework: 1 } : { reworkPass: 1 };
};

const unreviewed = (ticket: Ticket): readonly QualityPart[] => {
  const resolution = 'resolution' in ticket ? ticket.resolution : undefined;
  if (!resolution?.sampled) return [];
  const { share, full } = resolution.sampled;
  return [
    {
      ...{ seq: 0, day: deskDay(resolution.at), agent: resolution.by, sampled: 1 },
      ...(share > 0 && { expected: thousandths(share) }),
      ...(full && { full: 1 }),
    },
  ];
};

const thousandths = (share: number): number => Math.round(share * 1000);

export const addTo = (to: QualityNumbers, part: Partial<QualityNumbers>, factor: 1 | -1 = 1): QualityNumbers =>
  Object.fromEntries(NUMBERS.map((name) => [name, to[name] + factor * (part[name] ?? 0)])) as unknown as QualityNumbers;

/** Something a second reviewer has to do. */
export interface ReviewTask {
  readonly kind: 'dispute' | 'calibration';
  readonly ticketId: TicketId;
  readonly code: string;
  readonly category: string;
  /** Seq of the review. */
  readonly seq: number;
  /** Since when it waits. */
  readonly at: Instant;
  /** Who made the review, and whose work it was: neither does it. */
  readonly by: string;
  readonly of: string;
  /** Who is asked; without it anybody else. */
  readonly asked?: string;
}

/** None once the ticket is closed: what is archived after that is sealed. */
export const tasksOf = ({ id, code, category, phase, reviews }: Ticket): readonly ReviewTask[] =>
  phase === 'closed' || phase === 'archived'
    ? []
    : reviews.flatMap((record): readonly ReviewTask[] => {
        const { seq, by, of, disputed, decided, second } = record;
        const task = { ticketId: id, code, category, seq, by, of };
        return [
          ...(disputed && !decided ? [{ ...task, kind: 'dispute' as const, at: disputed.at }] : []),
          ...(second?.asked !== undefined && second.by === undefined
            ? [{ ...task, kind: 'calibration' as const, at: record.at, asked: second.asked }]
            : []),
        ];
      });
