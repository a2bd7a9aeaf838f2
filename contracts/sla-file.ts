/** The shape of the promises (时效) in a policy file: the table by priority, and the rules that go before it. */
import * as z from 'zod';
import { CLOCKS, type ClockName } from '../core/domain/clocks/clock.ts';
import { RESCUES, type SlaRule, type SlaTarget, type Warning } from '../core/domain/clocks/sla.ts';
import { PRIORITIES, type Priority, TIERS } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { duration, instant, limit, readAs, section, sectionOf, shortOrLong } from './policy-parts.ts';

const WARNING = 'Write warnings such as 30 min or 75 %';
const warning = z.string(WARNING).transform((text, check): Warning => {
  const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1];
  if (percent !== undefined) {
    if (Number(percent) > 0 && Number(percent) < 100) return { percent: Number(percent) };
    check.addIssue(`${text} is no warning: it comes before the target, at more than 0 % and less than 100 %`);
    return z.NEVER;
  }
  const { data, error } = duration.safeParse(text);
  if (data !== undefined) return { minutesBefore: data };
  check.addIssue(`${error?.issues[0]?.message ?? WARNING}, or 75 %`);
  return z.NEVER;
});

/** As the file says it: times in minutes, what it leaves out not filled in yet. */
export interface TargetPart {
  readonly within: number;
  readonly calendar?: string | undefined;
  readonly warnings?: readonly Warning[] | undefined;
  readonly rescue?: SlaTarget['rescue'] | undefined;
}

const short = limit.transform((within): TargetPart => ({ within }));
const long = section({
  within: limit,
  calendar: z.optional(name),
  warnings: z.array(warning).optional(),
  rescue: z.enum(RESCUES).optional(),
});
/** `4 h`, or `{ within: 4 h, calendar: office, warnings: [30 min, 75 %], rescue: requeue }`. */
const target = shortOrLong<TargetPart, TargetPart>(short, long);

export type TargetsByPriority = Readonly<Partial<Record<Priority, TargetPart>>>;

const everyPriority = (part: TargetPart): TargetsByPriority => ({ P0: part, P1: part, P2: part, P3: part });
const byPriority = sectionOf(PRIORITIES, () => target.optional());
const longOrByPriority = z.unknown().transform((given, check): TargetsByPriority => {
  const isTable = PRIORITIES.some((priority) => Object.hasOwn(given as object, priority));
  return isTable ? readAs(byPriority, given, check) : readAs(long.transform(everyPriority), given, check);
});

/** Of a rule or a promotion: by clock, for all priorities or by priority. */
export const targets = sectionOf(CLOCKS, () =>
  shortOrLong<TargetsByPriority, TargetsByPriority>(short.transform(everyPriority), longOrByPriority).optional(),
);

const anyOf = <T extends z.core.$ZodType>(value: T) => z.array(value, 'Write a list such as [a, b]').min(1).optional();

export const match = {
  category: anyOf(name),
  priority: anyOf(z.enum(PRIORITIES)),
  tier: anyOf(z.enum(TIERS)),
  channel: anyOf(name),
  queue: anyOf(name),
  stepTaken: anyOf(name),
  stepNotTaken: anyOf(name),
};

export const slaRule = section({
  name,
  when: section(match).default({}),
  from: instant.optional(),
  until: instant.optional(),
  calendar: z.optional(name),
  targets: targets.refine(
    (given) => Object.values(given).some((each) => each !== undefined),
    `Name at least one clock: ${CLOCKS.join(', ')}`,
  ),
});

/** Every ticket has these two from its opening on. */
const promised = (clock: ClockName) =>
  z.unknown().transform((given, check): TargetPart => {
    if (given !== undefined) return readAs(target, given, check);
    check.addIssue(`Every ticket is promised a ${clock}: write a time such as 30 min, 4 h or 3 d`);
    return z.NEVER;
  });

/** The last rules: what every ticket is promised, by its priority. */
export const targetTable = section({
  calendar: z.optional(name),
  ...Object.fromEntries(
    PRIORITIES.map((priority) => [
      priority,
      sectionOf(CLOCKS, (clock) =>
        clock === 'firstResponse' || clock === 'resolution' ? promised(clock) : target.optional(),
      ),
    ]),
  ),
} as { calendar: z.ZodOptional<z.ZodString> } & Record<Priority, z.ZodType<TableRow>>);

type TableRow = Readonly<Record<'firstResponse' | 'resolution', TargetPart> & Partial<Record<ClockName, TargetPart>>>;
export type TargetTable = z.infer<typeof targetTable>;

/** A rule, the table or a promotion in one form, with what they have in common. */
export interface RulePart {
  readonly name: string;
  readonly when: SlaRule['when'];
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly promotion?: string;
  readonly calendar?: string | undefined;
  readonly targets: Readonly<Partial<Record<ClockName, TargetsByPriority | undefined>>>;
}

/** The name of the rules that the table makes. */
export const STANDARD = 'standard';

export const tableRule = ({ calendar, ...rows }: TargetTable): RulePart => ({
  name: STANDARD,
  when: {},
  calendar,
  targets: Object.fromEntries(
    CLOCKS.map((clock) => [clock, Object.fromEntries(PRIORITIES.map((priority) => [priority, rows[priority][clock]]))]),
  ),
});
