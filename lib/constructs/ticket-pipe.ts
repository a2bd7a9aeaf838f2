import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import { BUS_SOURCE, busDetail } from '../../contracts/bus.ts';
import { acknowledge } from '../acknowledge.ts';
import { DeadLetters } from './dead-letters.ts';
import { removalOf, retentionOf } from './keeping.ts';
import type { Desk } from './permissions.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface TicketPipeProps {
  readonly desk: Desk;
  readonly table: TableV2;
  readonly bus: IEventBus;
}

// How DynamoDB writes the attributes of an event that go to the bus; all others are texts.
const TYPES: Readonly<Record<string, 'N' | 'BOOL'>> = { seq: 'N', wakes: 'BOOL' };
/** Where it does not stand at the top of the event. */
const INSIDE: Readonly<Record<string, string>> = { actor: 'actor.M.kind' };
const attribute = (name: string): string => `$.dynamodb.NewImage.${INSIDE[name] ?? name}.${TYPES[name] ?? 'S'}`;

/**
 * The detail of contracts/bus.ts, and no more: ids, enums and numbers. A pipe writes texts, and DynamoDB's numbers are texts
 * to it, in quotes: `seq` arrives as one.
 */
const DETAIL = `{${Object.keys(busDetail.shape)
  .map((name) => `"${name}":<${attribute(name)}>`)
  .join(',')}}`;

const ONE_HOUR = 3600;

/** Puts every event of a ticket that is written to the table on the bus, in order per ticket, and nothing else. */
export class TicketPipe extends Construct {
  constructor(scope: Construct, id: string, { desk, table, bus }: TicketPipeProps) {
    super(scope, id);
    const { environment, alarms } = desk;
    const source = table.tableStreamArn as string;
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: id, alarms }).queue;
    acknowledge(
      deadLetters,
      'AwsSolutions-SQS3',
      'It holds the dead letters of the pipe; the check knows those of queues alone.',
    );
    const log = new LogGroup(this, 'Log', {
      retention: retentionOf(environment),
      removalPolicy: removalOf(environment),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'Reads the changes of the ticket table, puts events on the bus',
    });
    const allow = (actions: string[], resource: string): void => {
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    };
    const read = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    allow(
      read.map((action) => `dynamodb:${action}`),
      source,
    );
    allow(['events:PutEvents'], bus.eventBusArn);
    allow(['sqs:SendMessage'], deadLetters.queueArn);
    const pipe = new CfnPipe(this, 'Pipe', {
      description: 'Events of tickets, from the table to the bus',
      roleArn: role.roleArn,
      source,
      sourceParameters: {
        filterCriteria: {
          filters: [
            {
              pattern: JSON.stringify({
                eventName: ['INSERT'],
                dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } },
              }),
            },
          ],
        },
        dynamoDbStreamParameters: {
          startingPosition: 'TRIM_HORIZON',
          batchSize: 10, // what PutEvents takes at once
          maximumRecordAgeInSeconds: 20 * ONE_HOUR, // before the stream's own 24 hours end, so that positions reach the dead letters
          maximumRetryAttempts: 185,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          parallelizationFactor: 10,
          deadLetterConfig: { arn: deadLetters.queueArn },
        },
      },
      target: bus.eventBusArn,
      targetParameters: {
        inputTemplate: DETAIL,
        eventBridgeEventBusParameters: {
          source: BUS_SOURCE,
          detailType: attribute('type'),
          time: attribute('time'),
        },
      },
      logConfiguration: { level: 'ERROR', cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn } },
    });
    pipe.node.addDependency(role); // with its policy: a pipe tries its rights when it is made
    const metric = (metricName: string, period = Duration.minutes(5)): Metric =>
      new Metric({
        namespace: 'AWS/EventBridge/Pipes',
        metricName,
        dimensionsMap: { PipeName: pipe.ref },
        statistic: 'Sum',
        period,
      });
    new RunbookAlarm(this, 'Fails', {
      heading: 'The pipe fails',
      about: id,
      topic: alarms,
      metric: metric('ExecutionFailed'),
      threshold: 1,
    });
    // AWS stops a pipe that fails for long, and has no metric for it: tickets change, and the pipe does nothing.
    new RunbookAlarm(this, 'StandsStill', {
      heading: 'The pipe stands still',
      about: id,
      topic: alarms,
      metric: new MathExpression({
        expression: 'IF(FILL(writes, 0) > 0 AND FILL(runs, 0) == 0, 1, 0)',
        usingMetrics: {
          writes: table.metricConsumedWriteCapacityUnits({ statistic: 'Sum', period: Duration.minutes(5) }),
          runs: metric('Invocations'),
        },
        period: Duration.minutes(5),
      }),
      threshold: 1,
      periods: 3,
    });
  }
}
