import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { TicketFunction } from './ticket-function.ts';

export interface DeskScheduleProps {
  readonly invokes: TicketFunction;
  /** UTC, six fields; not `rate`, which begins at another moment in every deployment. */
  readonly cron: string;
  readonly everyMinutes: number;
  readonly deadLetters: IQueue;
  readonly alarms: ITopic;
}

const SILENT_TURNS = 5;
const DELIVERIES_AGAIN = 5;
const DELIVERY_SECONDS = 300; // a late turn does no harm

/**
 * Invokes a function again and again. What cannot be delivered is tried for a few minutes; what fails is not tried again:
 * the next turn does the same, and more.
 */
export class DeskSchedule extends Construct {
  constructor(scope: Construct, id: string, props: DeskScheduleProps) {
    super(scope, id);
    const { invokes, cron, everyMinutes, deadLetters, alarms } = props;
    const { lambda } = invokes;
    lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(everyMinutes) });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'Invokes one function, leaves dead letters',
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
    const schedule = new CfnSchedule(this, 'Schedule', {
      scheduleExpression: `cron(${cron})`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: lambda.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: DELIVERIES_AGAIN, maximumEventAgeInSeconds: DELIVERY_SECONDS },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
    schedule.node.addDependency(role); // with its policy: a schedule's first turn may come at once
    const period = Duration.minutes(everyMinutes * SILENT_TURNS);
    new RunbookAlarm(this, 'StandsStill', {
      heading: 'A schedule stands still',
      about: id,
      topic: alarms,
      metric: new MathExpression({
        expression: 'IF(FILL(runs, 0) - FILL(failures, 0) > 0, 0, 1)',
        usingMetrics: {
          runs: lambda.metricInvocations({ statistic: 'Sum', period }),
          failures: lambda.metricErrors({ statistic: 'Sum', period }),
        },
        period,
      }),
      threshold: 1,
      silence: true,
    });
  }
}
