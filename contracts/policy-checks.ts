import { PRIORITIES } from '../core/domain/ticket.ts';
import type { PolicyFile } from './policy-file.ts';

/** What is wrong, and where: the path of keys and indexes in the file. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Where the parts of a file contradict each other. Parts whose own shape is wrong are missing here, and not compared. */
export const crossChecks = (file: Partial<PolicyFile>): readonly Finding[] => [
  ...duplicates('channels', file.channels),
  ...duplicates('queues', file.queues),
  ...duplicates('categories', file.categories),
  ...queues(file),
  ...categories(file),
  ...targets(file),
  ...warning(file),
];

const duplicates = (part: string, entries: readonly { name: string }[] = []): Finding[] =>
  entries.flatMap(({ name }, index) =>
    entries.findIndex((entry) => entry.name === name) < index
      ? [{ path: [part, index, 'name'], message: `The name ${name} is taken by another entry of ${part}` }]
      : [],
  );

const unknown = (
  path: Finding['path'],
  name: string | undefined,
  what: string,
  known: readonly { name: string }[] | undefined,
): Finding[] =>
  known === undefined || name === undefined || known.some((entry) => entry.name === name)
    ? []
    : [
        {
          path,
          message: `There is no ${what} ${name}; allowed are ${known.map((entry) => entry.name).join(', ')}`,
        },
      ];

/** The API lists what waits for a reviewer under this name. */
const RESERVED_QUEUE = 'review';

const queues = ({ queues = [] }: Partial<PolicyFile>): Finding[] =>
  queues.flatMap(({ name, teams }, index) => [
    ...(name === RESERVED_QUEUE
      ? [
          {
            path: ['queues', index, 'name'],
            message: `${RESERVED_QUEUE} is the queue of the reviewers: choose another`,
          },
        ]
      : []),
    ...teams.flatMap((team, at) =>
      teams.indexOf(team) < at
        ? [{ path: ['queues', index, 'teams', at], message: `The team ${team} stands here twice` }]
        : [],
    ),
  ]);

const categories = (file: Partial<PolicyFile>): Finding[] => [
  ...(file.categories ?? []).flatMap(({ queue, keywords }, index) => [
    ...unknown(['categories', index, 'queue'], queue, 'queue', file.queues),
    ...(['zh', 'en'] as const).flatMap((language) =>
      keywords[language].flatMap((word, at, all) =>
        all.indexOf(word) < at
          ? [{ path: ['categories', index, 'keywords', language, at], message: `${word} stands here twice` }]
          : [],
      ),
    ),
  ]),
  ...unknown(['defaultCategory'], file.defaultCategory, 'category', file.categories),
  ...(file.priorityRules ?? []).flatMap((rule, index) =>
    unknown(['priorityRules', index, 'category'], rule.category, 'category', file.categories),
  ),
];

const targets = ({ targets }: Partial<PolicyFile>): Finding[] =>
  targets
    ? PRIORITIES.flatMap((priority, index) => {
        const { firstResponse, resolution } = targets[priority];
        const above = PRIORITIES[index - 1];
        return [
          ...(firstResponse > resolution
            ? [
                {
                  path: ['targets', priority, 'firstResponse'],
                  message: 'The first response is due after the resolution',
                },
              ]
            : []),
          // Otherwise raising a priority would give a ticket more time.
          ...(['firstResponse', 'resolution'] as const).flatMap((clock) =>
            above && targets[above][clock] > targets[priority][clock]
              ? [{ path: ['targets', priority, clock], message: `${priority} may not be faster than ${above}` }]
              : [],
          ),
        ];
      })
    : [];

const warning = ({ warning }: Partial<PolicyFile>): Finding[] =>
  warning && warning.before >= warning.shortTarget
    ? [
        {
          path: ['warning', 'before'],
          message: 'It must be shorter than shortTarget, or the warning of a target would come before its start',
        },
      ]
    : [];
