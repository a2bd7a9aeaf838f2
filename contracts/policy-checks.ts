import { approvalChecks } from './approval-checks.ts';
import { checklistChecks, resolutionChecks } from './checklist-checks.ts';
import { conditionsChecks } from './conditions-checks.ts';
import { escalationChecks } from './escalation-checks.ts';
import { duplicates, type Finding, repeated, unknown } from './findings.ts';
import { formChecks } from './form-checks.ts';
import { joiningChecks } from './joining-checks.ts';
import { macroChecks } from './macro-checks.ts';
import { noticeChecks } from './notice-checks.ts';
import { alarmChecks, holdChecks, promotionChecks } from './period-checks.ts';
import { calendarNames, policyCalendarChecks } from './policy-calendars.ts';
import type { SoundParts } from './policy-file.ts';
import { retentionChecks } from './retention-checks.ts';
import { reviewChecks } from './review-checks.ts';
import { routingChecks } from './routing-checks.ts';
import { slaChecks } from './sla-checks.ts';
import { surveyChecks } from './survey-checks.ts';
import { templateChecks } from './template-checks.ts';

/** Where the parts of a file contradict each other. Parts whose own shape is wrong are missing here, and not compared. */
export const crossChecks = (file: SoundParts): readonly Finding[] => [
  ...duplicates(['channels'], file.channels),
  ...duplicates(['queues'], file.queues),
  ...duplicates(['categories'], file.categories),
  ...queues(file),
  ...categories(file),
  ...policyCalendarChecks(file),
  ...slaChecks(file),
  ...conditionsChecks(file),
  ...warning(file),
  ...escalationChecks(file),
  ...holdChecks(file),
  ...promotionChecks(file),
  ...alarmChecks(file),
  ...routingChecks(file),
  ...formChecks(file),
  ...checklistChecks(file),
  ...resolutionChecks(file),
  ...macroChecks(file),
  ...approvalChecks(file),
  ...joiningChecks(file),
  ...retentionChecks(file),
  ...reviewChecks(file),
  ...surveyChecks(file),
  ...noticeChecks(file),
  ...templateChecks(file),
];

/** The API lists what waits for a reviewer, or for an approval, under these names. */
const RESERVED_QUEUES: Readonly<Record<string, string>> = { review: 'reviewers', approval: 'approvers' };

const queues = ({ queues = [] }: SoundParts): Finding[] =>
  queues.flatMap(({ name, teams }, index) => [
    ...(Object.hasOwn(RESERVED_QUEUES, name)
      ? [
          {
            path: ['queues', index, 'name'],
            message: `${name} is the queue of the ${RESERVED_QUEUES[name]}: choose another`,
          },
        ]
      : []),
    ...repeated(['queues', index, 'teams'], teams, (team) => `The team ${team}`),
  ]);

const categories = (file: SoundParts): Finding[] => [
  ...(file.categories ?? []).flatMap(({ queue, keywords, calendar }, index) => [
    ...unknown(['categories', index, 'queue'], queue, 'queue', file.queues),
    ...unknown(['categories', index, 'calendar'], calendar, 'calendar', calendarNames(file)),
    ...(['zh', 'en'] as const).flatMap((language) =>
      repeated(['categories', index, 'keywords', language], keywords[language], (word) => word),
    ),
  ]),
  ...unknown(['defaultCategory'], file.defaultCategory, 'category', file.categories),
  ...(file.priorityRules ?? []).flatMap((rule, index) =>
    unknown(['priorityRules', index, 'category'], rule.category, 'category', file.categories),
  ),
];

const warning = ({ warning }: SoundParts): Finding[] =>
  warning && warning.before >= warning.shortTarget
    ? [
        {
          path: ['warning', 'before'],
          message: 'It must be shorter than shortTarget, or the warning of a target would come before its start',
        },
      ]
    : [];
