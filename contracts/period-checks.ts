/** Where holds, promotions and alarms of a policy file contradict themselves, or the rest of the file. */
import { HOLD_REASONS } from '../core/domain/vocabulary.ts';
import { duplicates, type Finding, repeated, unknown } from './findings.ts';
import { addresseeChecks, teamsOfQueues, unknownIn } from './name-checks.ts';
import type { SoundParts } from './policy-file.ts';

export const holdChecks = ({ hold }: SoundParts): readonly Finding[] =>
  hold
    ? HOLD_REASONS.flatMap((reason) => {
        const { limit, atEnd, text } = hold[reason];
        return [
          ...(atEnd === 'resolve' && !text
            ? [
                {
                  path: ['hold', reason, 'atEnd'],
                  message: 'Write the text that the customer is told when it is resolved',
                },
              ]
            : []),
          ...(limit > hold.total
            ? [{ path: ['hold', reason, 'limit'], message: 'It is longer than the total of all holds' }]
            : []),
        ];
      })
    : [];

export const promotionChecks = (file: SoundParts): readonly Finding[] => {
  const { promotions = [] } = file;
  return [
    ...duplicates(['promotions'], promotions),
    ...promotions.flatMap((promotion, index) => {
      const path = ['promotions', index];
      const rival = promotions
        .slice(0, index)
        .find(
          ({ from, until, precedence }) =>
            precedence === promotion.precedence && from < promotion.until && promotion.from < until,
        );
      return [
        ...(rival
          ? [{ path, message: `It overlaps the promotion ${rival.name}: give one of them a higher precedence` }]
          : []),
        ...Object.entries(promotion.queues).flatMap(([name, { teams = [] }]) => [
          ...unknown([...path, 'queues', name], name, 'queue', file.queues),
          ...unknownIn([...path, 'queues', name, 'teams'], teams, 'team of a queue', teamsOfQueues(file)),
          ...repeated([...path, 'queues', name, 'teams'], teams, (team) => `The team ${team}`),
        ]),
      ];
    }),
  ];
};

export const alarmChecks = (file: SoundParts): readonly Finding[] => {
  const { alarms = [] } = file;
  return [
    ...duplicates(['alarms'], alarms),
    ...alarms.flatMap(({ queues, to }, index) => [
      ...unknownIn(['alarms', index, 'queues'], queues, 'queue', file.queues),
      ...to.flatMap((who, at) => [
        ...addresseeChecks(['alarms', index, 'to', at], who, file),
        ...(who === 'assignee'
          ? [{ path: ['alarms', index, 'to', at], message: 'An alarm is about a queue, which has no assignee' }]
          : []),
      ]),
    ]),
  ];
};
