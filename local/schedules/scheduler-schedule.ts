/** `AWS::Scheduler::Schedule` and its groups: EventBridge Scheduler. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { arn } from '../aws.ts';
import { ruleProperties, type Target } from '../events/bus-properties.ts';
import { envelope } from '../events/envelope.ts';
import { isoTime, type Occurrence, type Schedule } from './occurrence.ts';
import { timingOf } from './timing.ts';

const { RetryPolicy, DeadLetterConfig } = ruleProperties.shape.Targets.unwrap().element.shape;
const name = z.string().regex(/^[0-9a-zA-Z-_.]{1,64}$/);
const date = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const scheduleProperties = z
  .strictObject({
    Name: name.optional(),
    GroupName: name.default('default'),
    Description: z.string().optional(),
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().default('UTC'),
    StartDate: date.optional(),
    EndDate: date.optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    // A window would only blur times that tests and demos rely on; nothing that a function sees would be new.
    FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF', 'flexible time windows are not emulated') }),
    // Nobody can ask for a schedule here, so that one that has ended may as well stay.
    ActionAfterCompletion: z.enum(['NONE', 'DELETE']).optional(),
    KmsKeyArn: z.string().optional(),
    Target: z.strictObject({
      Arn: z
        .string()
        .regex(
          /^arn:[^:]+:(sqs:|lambda:[^:]*:[^:]*:function:)/,
          'only SQS queues and Lambda functions are emulated as targets',
        ),
      RoleArn: z.string(),
      Input: z.string().min(1).optional(),
      RetryPolicy,
      DeadLetterConfig,
    }),
  })
  .refine(({ StartDate, EndDate }) => StartDate === undefined || EndDate === undefined || StartDate < EndDate, {
    message: 'EndDate must be later than StartDate',
    path: ['EndDate'],
  });
export type ScheduleProperties = z.output<typeof scheduleProperties>;

export const groupProperties = z.strictObject({ Name: name.optional() });

export const groupArn = (group: string): string => arn('scheduler', `schedule-group/${group}`);
export const scheduleArn = (group: string, schedule: string): string =>
  arn('scheduler', `schedule/${group}/${schedule}`);

/** Throws an Error of one line when an expression is not valid, or an input that a function could not read. */
export function schedulerSchedule(id: string, properties: ScheduleProperties): Schedule {
  const { Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone: zone, StartDate, EndDate } = properties;
  const own = scheduleArn(GroupName, Name ?? id);
  const { Arn, Input, RetryPolicy, DeadLetterConfig } = properties.Target;
  const target: Target = { Id: 'Target', Arn, Input, RetryPolicy, DeadLetterConfig };
  const text: Schedule['text'] = (_target, occurrence, attempt) =>
    Input === undefined ? plain(own, occurrence) : filled(Input, own, occurrence, attempt);
  checkInput(target, text);
  return {
    id,
    name: `The schedule ${id}`,
    arn: own,
    billed: 'scheduler.invocations',
    definition: JSON.stringify([ScheduleExpression, zone, StartDate, EndDate]),
    timing: timingOf(ScheduleExpression, { zone, start: StartDate, end: EndDate }),
    targets: [target],
    text,
    letter: (occurrence, attempt) => ({
      SCHEDULE_ARN: own,
      SCHEDULED_TIME: isoTime(occurrence.time),
      EXECUTION_ID: executionId(occurrence, attempt),
      IS_PAYLOAD_TRUNCATED: 'false',
    }),
  };
}

/** Each attempt has an id of its own, the same one whenever it is asked for. */
const executionId = ({ id }: Occurrence, attempt: number): string => hash('sha256', `${id} ${attempt}`).slice(0, 16);

function filled(input: string, schedule: string, occurrence: Occurrence, attempt: number): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': schedule,
    'scheduled-time': isoTime(occurrence.time),
    'execution-id': executionId(occurrence, attempt),
    'attempt-number': String(attempt),
  };
  return input.replace(/<aws\.scheduler\.([^>]*)>/g, (whole, key: string) => values[key] ?? whole);
}

/** What a target gets without an input. Its `detail` is a text, unlike that of any other event. */
const plain = (schedule: string, { id, time }: Occurrence): string =>
  JSON.stringify({
    ...envelope(
      { source: 'aws.scheduler', detailType: 'Scheduled Event', detail: '{}', time, resources: [schedule] },
      time,
    ),
    id,
    detail: '{}',
  });

function checkInput({ Arn, Input }: Target, text: Schedule['text']): void {
  const unknown = /<aws\.scheduler\.(?!(?:schedule-arn|scheduled-time|execution-id|attempt-number)>)[^>]*>/.exec(
    Input ?? '',
  );
  if (unknown) throw new Error(`Target.Input: the placeholder ${unknown[0]} is not known`);
  if (!Arn.includes(':lambda:')) return;
  try {
    JSON.parse(text({} as Target, { id: '', time: 0 }, 1));
  } catch {
    throw new Error('Target.Input: a function takes JSON alone');
  }
}
