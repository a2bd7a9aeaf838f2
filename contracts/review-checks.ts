/** What a policy says of reviews, held against its other parts. */
import { duplicates, type Finding, unknown } from './findings.ts';
import { teamsOfQueues, unknownIn } from './name-checks.ts';
import type { SoundParts } from './policy-file.ts';

/** Names that it uses and the file has not, and entries of one name. */
export const reviewChecks = (file: SoundParts): readonly Finding[] => {
  const { review, queues, categories, channels, resolutionCodes } = file;
  if (!review) return [];
  const { sampling, scorecards, expertQueue } = review;
  const path = ['review', 'sampling'];
  return [
    ...unknown(['review', 'expertQueue'], expertQueue, 'queue', queues),
    ...duplicates([...path, 'shares'], sampling.shares),
    ...sampling.shares.flatMap(({ when }, index) => {
      const at = [...path, 'shares', index, 'when'];
      return [
        ...unknownIn([...at, 'category'], when.category, 'category', categories),
        ...unknownIn([...at, 'channel'], when.channel, 'channel', channels),
        ...unknownIn([...at, 'team'], when.team, 'team', teamsOfQueues(file)),
      ];
    }),
    ...unknownIn([...path, 'refunds'], sampling.refunds, 'resolution code', someOf(resolutionCodes)),
    ...unknownIn([...path, 'complaints'], sampling.complaints, 'category', categories),
    ...Object.entries(scorecards).flatMap(([name, card]) => [
      ...(name === 'default' ? [] : unknown(['review', 'scorecards', name], name, 'category', categories)),
      ...duplicates(['review', 'scorecards', name], card),
    ]),
  ];
};

/** A policy without resolution codes lets any do. */
const someOf = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list && list.length > 0 ? list : undefined;
