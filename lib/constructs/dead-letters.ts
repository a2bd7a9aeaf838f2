import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface DeadLettersProps {
  /** Whose they are, for the alarm. */
  readonly of: string;
  readonly alarms: ITopic;
}

/** Where goes what could not be delivered or done; one message is enough for an alarm. Kept for 14 days. */
export class DeadLetters extends Construct {
  readonly queue: Queue;
  readonly of: string;
  /** The queue that they come from, if it is one. */
  source: Queue | undefined;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.of = props.of;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new RunbookAlarm(this, 'NotEmpty', {
      heading: 'A dead-letter queue is not empty',
      about: props.of,
      topic: props.alarms,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
  }
}
