/** Data of the events between the agent's "solved" and the customer's, see core/domain/quality-events.ts. */
import * as z from 'zod';
import { PRECHECKS, RISKS } from '../core/domain/review/review.ts';
import { instant } from './common.ts';
import { remindAt } from './escalation-events.ts';
import { agentId, list } from './routing-events.ts';

const requeueAt = z.optional(instant).describe('When it goes back to the queue, unless the assignee does something');
const times = { remindAt: instant, dueAt: instant };
const request = z.int().describe('Seq of the event that asked for it');
const review = z.int().describe('Seq of the review');

const precheck = z
  .object({ score: z.number().describe('0 to 100'), found: list(z.enum(PRECHECKS)) })
  .describe('What can be seen without reading');

const sampled = z.object({
  share: z.number().describe('The share that held, 0 to 1'),
  draw: z.number().describe("The ticket's own number: reviewed when it is below the share"),
  risks: list(z.enum(RISKS)),
  full: z.literal(true).optional().describe('Chosen by chance, but no reviewer had room'),
  twice: z.literal(true).optional().describe('Two reviewers look at it'),
  reviewer: agentId.optional(),
  second: agentId.optional(),
});

const approval = z.object({
  stages: list(
    z.object({
      name: z.string(),
      approvers: list(agentId),
      need: z.int(),
      limitMinutes: z.number(),
      late: list(agentId).describe('Asked as well once it is late'),
    }),
  ),
  ...times,
});

const onward = z
  .discriminatedUnion('next', [
    z.object({ next: z.literal('approval'), approval }),
    z.object({ next: z.literal('review'), sampled }),
    z.object({ next: z.literal('closing'), closesAt: instant, sampled }),
  ])
  .describe('Where it goes: to those who have to agree, to a reviewer, or to its customer');

const scored = {
  score: z.number().optional().describe('0 to 100, by weight; 0 when a critical item has failed'),
  items: z
    .record(z.string(), z.object({ points: z.literal([0, 1, 2, 3, 4]), note: z.string().optional() }))
    .readonly()
    .optional(),
};

export const QUALITY_EVENT_SCHEMAS = {
  'ticket.resolved': z.object({
    code: z.string(),
    text: z.string(),
    precheck: precheck.optional(),
    onward: onward.optional(),
  }),
  'ticket.approval-requested': z.object({ because: z.literal('changed'), onward }),
  'ticket.approved': z.object({
    request,
    stage: z.string(),
    remarks: z.string().optional(),
    asks: z
      .object({
        stage: z.string(),
        approvers: list(agentId).optional().describe('Instead of those whom the request named'),
        late: list(agentId).optional(),
        ...times,
      })
      .optional()
      .describe('The next stage'),
    again: z.object(times).optional().describe('Whose question was open has agreed: the time of the stage begins anew'),
    onward: onward.optional().describe('It was the last yes'),
  }),
  'ticket.approval-rejected': z.object({ request, reason: z.string(), requeueAt, remindAt }),
  'ticket.approval-question': z.object({
    request,
    text: z.string(),
    remindAt: z.optional(instant).describe('It is put again then'),
    dueAt: z.optional(instant).describe('Without an answer by then it goes back to be handled'),
  }),
  'ticket.approval-answered': z.object({ text: z.string(), ...times }),
  'ticket.approval-reminded': z.object({
    stage: z.string(),
    of: z
      .literal('question')
      .optional()
      .describe('Whoever has to answer the question of an approver; else the approvers'),
  }),
  'ticket.approval-late': z.object({
    stage: z.string(),
    added: list(agentId).describe('Who may approve it as well from now on'),
    dueAt: instant,
  }),
  'ticket.approval-withdrawn': z.object({
    reason: z.string().optional(),
    unanswered: agentId.optional().describe('Nobody took it back: whose question has waited too long'),
    ...{ requeueAt, remindAt },
  }),
  'ticket.reviewed': z.discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('pass'), remarks: z.string().optional(), closesAt: instant, ...scored }),
    z.object({
      verdict: z.literal('rework'),
      remarks: z.string(),
      to: z
        .object({
          assignee: z.object({ id: agentId, team: z.string(), name: z.string() }),
          units: z.number(),
        })
        .optional()
        .describe('Instead of the one who had it'),
      reworkBy: z.optional(instant),
      expert: z.literal(true).optional().describe('One round too many: the experts have it from now on'),
      requeueAt,
      remindAt,
      ...scored,
    }),
  ]),
  'ticket.rework-late': z.record(z.string(), z.never()),
  'ticket.disputed': z.object({ review, reason: z.string() }),
  'ticket.dispute-decided': z.object({ review, upheld: z.boolean(), remarks: z.string(), ...scored }),
  'ticket.calibrated': z.object({
    review,
    verdict: z.enum(['pass', 'rework']),
    remarks: z.string().optional(),
    ...scored,
  }),
} as const;
