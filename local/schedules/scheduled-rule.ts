/** `AWS::Events::Rule` with a schedule: an event of the default bus, for the rule's own targets. */
import { z } from 'zod';
import { ruleArn } from '../events/bus.ts';
import { ruleProperties, type Target } from '../events/bus-properties.ts';
import { envelope } from '../events/envelope.ts';
import { compilePath } from '../events/path.ts';
import type { ResourceKind } from '../resources.ts';
import type { Occurrence, Schedule } from './occurrence.ts';
import { timingOf } from './timing.ts';

const scheduledRuleProperties = ruleProperties.extend({
  // A rule may have both; the events of its pattern come from the bus.
  EventPattern: ruleProperties.shape.EventPattern.optional(),
  EventBusName: z.literal('default', 'schedules are for the default bus alone').default('default'),
  // Unlike EventBridge Scheduler, rules are strict about one and many, and know no `at`.
  ScheduleExpression: z
    .string()
    .regex(
      /^(cron\(.*\)|rate\((1 (minute|hour|day)|(?!1 )\d+ (minutes|hours|days))\))$/,
      'this is not valid in a rule',
    ),
});
type ScheduledRuleProperties = z.output<typeof scheduledRuleProperties>;

/** The kind of the bus, which takes rules with schedules, too. `hand` is given the schedule, undefined when it is disabled. */
export const withSchedules = (
  plain: ResourceKind,
  hand: (id: string, schedule: Schedule | undefined) => void,
): ResourceKind => ({
  ...plain,
  schema: z.unknown().transform((given, context) => {
    const result = (isScheduled(given) ? scheduledRuleProperties : plain.schema).safeParse(given);
    if (result.success) return result.data;
    context.issues.push(...result.error.issues.map((issue) => ({ ...issue, input: given }) as z.core.$ZodRawIssue));
    return z.NEVER;
  }),
  declare(id, properties) {
    if (!isScheduled(properties)) {
      plain.declare(id, properties);
      return;
    }
    const { ScheduleExpression: _, ...rest } = properties as ScheduledRuleProperties;
    if (rest.EventPattern) plain.declare(id, rest);
    hand(id, rest.State === 'ENABLED' ? scheduledRule(id, properties as ScheduledRuleProperties) : undefined);
  },
});

const isScheduled = (properties: unknown): boolean =>
  typeof properties === 'object' && properties !== null && 'ScheduleExpression' in properties;

function scheduledRule(id: string, { ScheduleExpression, Targets }: ScheduledRuleProperties): Schedule {
  const own = ruleArn(id);
  const begun = timingOf(ScheduleExpression);
  for (const { Input } of Targets) if (Input !== undefined) checkJson(Input);
  const readers = new Map(Targets.map(({ Id, InputPath }) => [Id, compilePath(InputPath ?? '$')]));
  return {
    id,
    name: `The rule ${id}`,
    arn: own,
    definition: JSON.stringify([ScheduleExpression]),
    // A rate of a rule counts from its making, but begins one period later.
    timing: ScheduleExpression.startsWith('rate') ? { ...begun, first: (now) => begun.next(now, now) } : begun,
    targets: Targets,
    text: ({ Id, Input }: Target, occurrence) =>
      Input ?? JSON.stringify(readers.get(Id)?.(eventOf(own, occurrence)) ?? {}),
    letter: () => ({ RULE_ARN: own }),
  };
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new Error('Targets: Input is not JSON');
  }
}

const eventOf = (rule: string, { id, time }: Occurrence) => ({
  ...envelope({ source: 'aws.events', detailType: 'Scheduled Event', detail: '{}', time, resources: [rule] }, time),
  id,
});
