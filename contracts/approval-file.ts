/** The shape of what has to be approved (审批) in a policy file: who is asked, stage by stage, and the rules that ask for stages. */
import * as z from 'zod';
import type { ApprovalCondition, ApprovalRule, ApprovalStage } from '../core/domain/approval/approval.ts';
import { conditionOf, listOf } from './checklist-file.ts';
import { name } from './common.ts';
import { addressees } from './escalation-file.ts';
import { count, limit, section, titles } from './policy-parts.ts';

const condition = conditionOf(
  { category: listOf(name) },
  'Name what must be so: resolution, category, priority, tier, channel, field',
);

const stage = section({
  name,
  title: titles,
  of: addressees,
  need: count.default(1),
  limit,
  escalateTo: addressees,
});
export type ApprovalStagePart = z.infer<typeof stage>;

const rule = section({
  name,
  title: titles,
  when: condition,
  stages: z.array(name, 'Write a list such as [supervisor]').min(1),
});
export type ApprovalRulePart = z.infer<typeof rule>;

export const approvals = section({
  stages: z.array(stage).default([]),
  rules: z.array(rule).default([]),
  /** How long a question of an approver waits for its answer: one working day. */
  askBack: limit.prefault('8 h'),
}).prefault({});
export type ApprovalsPart = z.infer<typeof approvals>;

export const toApprovals = ({ stages, rules }: Pick<ApprovalsPart, 'stages' | 'rules'>): readonly ApprovalRule[] =>
  rules.map(({ when, stages: names, ...rule }) => ({
    ...rule,
    when: toCondition(when),
    stages: names.flatMap((name) => stages.filter((stage) => stage.name === name).map(toStage)),
  }));

const toStage = ({ limit, ...stage }: ApprovalStagePart): ApprovalStage => ({ ...stage, limitMinutes: limit });

const toCondition = (given: object): ApprovalCondition =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
