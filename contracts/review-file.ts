/** The shape of reviews (质检) in a policy file. */
import * as z from 'zod';
import type { Policy } from '../core/domain/policy.ts';
import { RISKS, type SamplingShare } from '../core/domain/review/review.ts';
import { PRIORITIES, TIERS } from '../core/domain/vocabulary.ts';
import { agentId, name } from './common.ts';
import { keyword, limit, section, titles } from './policy-parts.ts';

/** `20 %`, from `0 %` to `100 %`; becomes 0 to 1. */
const share = z.string('Write a share such as 20 %').transform((text, check): number => {
  const percent = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1]);
  if (percent <= 100) return percent / 100;
  check.addIssue(`${JSON.stringify(text)} is no share: write one such as 20 %, at most 100 %`);
  return z.NEVER;
});

const listOf = <T extends z.core.$ZodType>(value: T) => z.array(value, 'Write a list such as [a, b]').min(1).optional();

const when = section({
  category: listOf(name),
  priority: listOf(z.enum(PRIORITIES)),
  tier: listOf(z.enum(TIERS)),
  channel: listOf(name),
  team: listOf(name),
  agent: listOf(agentId),
}).refine(
  (given) => Object.values(given).some((each) => each !== undefined),
  'Name what it is a share of: category, priority, tier, channel, team, agent; for all the others there is share',
);

const sampling = section({
  share: share.prefault('100 %'),
  shares: z.array(section({ name, when, share })).default([]),
  risks: z.array(z.enum(RISKS, `Write risks of these: ${RISKS.join(', ')}`)).default([...RISKS]),
  keywords: z.array(keyword).default([]),
  refunds: z.array(name).default([]),
  complaints: z.array(name).default([]),
  newcomer: z.int().min(0).max(1000).default(20),
  quota: z.int().min(1).max(10_000).default(200),
  calibration: share.prefault('0 %'),
}).prefault({});

const item = section({
  name,
  title: titles,
  weight: z.int().min(1).max(100).default(1),
  critical: z.boolean().default(false),
});

const MOST_ITEMS = 30;
const card = z.array(item).max(MOST_ITEMS);

export const review = section({
  reworkRounds: z.int().min(0),
  /** The limit of a round. */
  rework: limit.prefault('1 d'),
  /** Else the queue of repeat complaints. */
  expertQueue: z.optional(name),
  sampling,
  /** `default` for the categories that have none of their own. */
  scorecards: z.record(z.string(), card).default({}),
});
export type ReviewPart = z.infer<typeof review>;

export const toReview = ({ review: part, routing }: Given): Policy['review'] => ({
  reworkRounds: part.reworkRounds,
  reworkMinutes: part.rework,
  expertQueue: part.expertQueue ?? routing.repeats.queue,
  sampling: { ...part.sampling, shares: part.sampling.shares.map(toShare) },
  scorecards: part.scorecards,
});

interface Given {
  readonly review: ReviewPart;
  readonly routing: { readonly repeats: { readonly queue: string } };
}

const toShare = ({ when: given, ...rest }: ReviewPart['sampling']['shares'][number]): SamplingShare => ({
  ...rest,
  when: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
});
