import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface RunbookAlarmProps {
  /** A heading of docs/runbook.md, word for word. */
  readonly heading: string;
  /** What it is about, e.g. the name of a function or queue. */
  readonly about: string;
  readonly topic: ITopic;
  readonly metric: IMetric;
  /** Alarms at this value or above. */
  readonly threshold: number;
  /** Periods in a row; default 1. */
  readonly periods?: number;
  /** For what has to be heard of: no data is an alarm, too. */
  readonly silence?: true;
}

/** An alarm whose description says where the runbook tells what to do. */
export class RunbookAlarm extends Construct {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id);
    const { heading, about, topic, metric, threshold, periods, silence } = props;
    const anchor = heading.toLowerCase().replaceAll(' ', '-');
    new Alarm(this, 'Alarm', {
      alarmDescription: `${heading} (${about}): docs/runbook.md#${anchor}`,
      metric,
      threshold,
      evaluationPeriods: periods ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));
  }
}
