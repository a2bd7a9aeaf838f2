/** A machine with a function that writes down what it is given, a queue, dead letters, and schedules for them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultRates } from '../../../local/faults/rates.ts';
import type { Runtime } from '../../../local/runtime.ts';
import { lambda, type Resources, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { type Machine, start } from '../support/runtime.ts';

export const START = Date.parse('2026-03-02T09:00:30Z');
const SECOND = 1000;
export const MINUTE = 60 * SECOND;

const BUNDLE = `
  import { appendFileSync } from 'node:fs';
  export const handler = async (event) => {
    appendFileSync(process.env.SEEN, JSON.stringify({ event, now: new Date().toISOString() }) + '\\n');
    if (event?.fail) throw new Error('as asked');
  };
`;

const attribute = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const allow = (Action: string, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

export const toFunction = { Arn: attribute('Desk'), RoleArn: attribute('SchedulerRole') };
export const toQueue = { Arn: attribute('Queue'), RoleArn: attribute('SchedulerRole') };
export const deadLetters = { DeadLetterConfig: { Arn: attribute('Dead') } };

export const schedule = (expression: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ScheduleExpression: expression,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: toFunction,
    ...more,
  },
});

interface Seen {
  readonly event: any;
  /** By the clock of the function. */
  readonly now: string;
}

export interface Scheduled {
  readonly assembly: string;
  /** What the function was given, in the order in which it wrote. */
  seen(): Seen[];
}

/** `allowed`: what the role of the schedules may do; all that is needed when it is left out. */
export function scheduled(resources: Resources, allowed?: readonly unknown[]): Scheduled {
  const log = join(tempFolder(), 'seen');
  const statements = allowed ?? [
    allow('lambda:InvokeFunction', attribute('Desk')),
    allow('sqs:SendMessage', attribute('Queue')),
    allow('sqs:SendMessage', attribute('Dead')),
  ];
  const assembly = writeAssembly(
    {
      One: {
        Resources: {
          Role: role('lambda.amazonaws.com'),
          SchedulerRole: role('scheduler.amazonaws.com', [...statements]),
          Desk: lambda('a1', 'Role', { Environment: { Variables: { SEEN: log } } }),
          Queue: { Type: 'AWS::SQS::Queue' },
          Dead: { Type: 'AWS::SQS::Queue' },
          ...resources,
        },
      },
    },
    { a1: BUNDLE },
  );
  return {
    assembly,
    seen() {
      try {
        const lines = readFileSync(log, 'utf8').trim().split('\n');
        return lines.map((line) => JSON.parse(line));
      } catch {
        return []; // it has not been called
      }
    },
  };
}

export const stepped = (
  { assembly }: Scheduled,
  more: { dataDir?: string; faults?: FaultRates; start?: number } = {},
): Promise<Machine> => start(assembly, { clock: { kind: 'stepped' }, start: START, ...more });

/** Takes all messages that are visible. */
export async function messages(runtime: Runtime, queue: string): Promise<{ body: string; attributes: any }[]> {
  const { Messages = [] } = await runtime.call('AmazonSQS', 'ReceiveMessage', {
    QueueUrl: queue,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  });
  return Messages.map(({ Body, MessageAttributes = {} }: any) => ({
    body: Body,
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { StringValue }]: any) => [name, StringValue]),
    ),
  }));
}
