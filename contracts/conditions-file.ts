/** What a policy file may say of when clocks start, stop and pause, instead of what holds without a word. */
import * as z from 'zod';
import { CLOCKS, type ClockName } from '../core/domain/clocks/clock.ts';
import { DEFAULT_CONDITIONS } from '../core/domain/clocks/conditions.ts';
import type { Conditions } from '../core/domain/clocks/sla.ts';
import { MOMENTS, STATES, type Term } from '../core/domain/clocks/terms.ts';
import { section, sectionOf } from './policy-parts.ts';

const TERMS: readonly Term[] = [...MOMENTS, ...STATES];
const term = z.enum(TERMS as [Term, ...Term[]], `Write one of these: ${TERMS.join(', ')}`);
const terms = z.array(term, `Write a list of these: ${TERMS.join(', ')}`).optional();
const needed = z.array(term).min(1, 'Name at least one, or the clock would never start or never stop').optional();

export const conditions = sectionOf(CLOCKS, () =>
  section({ start: needed, stop: needed, cancel: terms, pause: terms, resume: terms, reset: terms }).optional(),
).default({} as never);
export type ConditionsPart = z.infer<typeof conditions>;

/** Each condition that the file names instead of the usual one. */
export const toConditions = (part: ConditionsPart): Readonly<Record<ClockName, Conditions>> =>
  Object.fromEntries(
    CLOCKS.map((clock) => [clock, { ...DEFAULT_CONDITIONS[clock], ...named(part[clock] ?? {}) }]),
  ) as Record<ClockName, Conditions>;

const named = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
