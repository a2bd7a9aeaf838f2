import * as z from 'zod';
import type { Policy } from '../core/domain/policy.ts';
import { toApprovals } from './approval-file.ts';
import { toChecklists } from './checklist-file.ts';
import { toConditions } from './conditions-file.ts';
import { ESCALATION, toEscalation } from './escalation-file.ts';
import { toForms } from './form-file.ts';
import { toHold } from './hold-file.ts';
import { toJoining } from './joining-file.ts';
import { toMacro } from './macro-file.ts';
import { toNotices } from './notice-file.ts';
import { toCalendars } from './policy-calendars.ts';
import { crossChecks } from './policy-checks.ts';
import { type PolicyFile, policyFile, SECTIONS, type SoundParts } from './policy-file.ts';
import { versioned } from './policy-version.ts';
import { toPromotion } from './promotion-file.ts';
import { toResolutionCode } from './resolution-file.ts';
import { toRetention } from './retention-file.ts';
import { toReview } from './review-file.ts';
import { ROUTING, toQueue, toRouting } from './routing-file.ts';
import { toSla } from './sla-rules.ts';
import { toSurvey } from './survey-file.ts';
import { findingsOf, readDocument } from './yaml-document.ts';

/**
 * Reads a policy file (YAML, see docs/policy.md); `file` is its name in messages. Times become minutes. The version is
 * the hash of what the file says: comments, spacing and the order of keys do not change it. Throws PolicyError.
 *
 * Example: `parsePolicy(await readFile('policies/desk.yaml', 'utf8'), 'policies/desk.yaml')`
 */
export const parsePolicy = (text: string, file: string): Policy => {
  const { content, refuse } = readDocument(text, file);
  const parsed = policyFile.safeParse(content);
  const findings = [...(parsed.error?.issues ?? []).flatMap(findingsOf), ...crossChecks(soundParts(content))];
  if (parsed.data && findings.length === 0) return toPolicy(parsed.data);
  throw refuse(findings);
};

const soundParts = (content: unknown): SoundParts => {
  const { routing, escalation, ...shapes } = SECTIONS;
  const file = content as Partial<PolicyFile> | null;
  return {
    ...soundOf(shapes, content),
    routing: soundOf(ROUTING, file?.routing),
    escalation: soundOf(ESCALATION, file?.escalation),
  };
};

/** The parts that are right by themselves. */
const soundOf = (shape: Readonly<Record<string, z.core.$ZodType>>, content: unknown): object => {
  if (typeof content !== 'object' || content === null) return {};
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const part = z.safeParse(schema, (content as Record<string, unknown>)[key]);
      return part.success ? [[key, part.data]] : [];
    }),
  );
};

const toPolicy = (file: PolicyFile): Policy => {
  const rules: Omit<Policy, 'version'> = {
    channels: file.channels,
    queues: file.queues.map(toQueue),
    categories: file.categories,
    defaultCategory: file.defaultCategory,
    priorityRules: file.priorityRules,
    calendars: toCalendars(file),
    sla: toSla(file),
    clocks: toConditions(file.clocks),
    warning: {
      minutesBefore: file.warning.before,
      shortTargetMinutes: file.warning.shortTarget,
      percent: file.warning.percent,
    },
    escalation: toEscalation(file.escalation),
    dispatch: { retryMinutes: file.dispatch.retry },
    routing: toRouting(file.routing),
    hold: toHold(file.hold),
    review: toReview(file),
    closing: {
      reopenMinutes: file.closing.reopen,
      categories: file.closing.categories,
      graceMinutes: file.closing.grace,
      thanks: file.closing.thanks,
    },
    promotions: file.promotions.map(toPromotion),
    capacityFactor: 1,
    alarms: file.alarms,
    forms: toForms(file),
    checklists: toChecklists(file),
    resolutionCodes: file.resolutionCodes.map(toResolutionCode),
    macros: file.macros.map(toMacro),
    approvals: toApprovals(file.approvals),
    askBackMinutes: file.approvals.askBack,
    joining: toJoining(file.joining),
    retention: toRetention(file.retention),
    ...(file.survey && { survey: toSurvey(file.survey) }),
    notices: toNotices(file),
  };
  return versioned(rules);
};
