import { Duration } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  Operation,
  type StreamViewType,
  TableV2,
  type WarmThroughput,
} from 'aws-cdk-lib/aws-dynamodb';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { removalOf } from './keeping.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface DeskTableProps {
  readonly environment: Environment;
  readonly alarms: ITopic;
  readonly indexes?: readonly GlobalSecondaryIndexPropsV2[];
  readonly stream?: StreamViewType;
  readonly warmThroughput?: WarmThroughput;
}

export const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table with text keys `pk` and `sk`, on demand; items with `expiresAt` (epoch seconds) go away some time after it. */
export class DeskTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, props: DeskTableProps) {
    super(scope, id);
    const { environment, indexes, stream, warmThroughput } = props;
    this.table = new TableV2(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: removalOf(environment),
      deletionProtection: environment.keepsData,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: environment.name !== 'local' },
      ...(indexes && { globalSecondaryIndexes: [...indexes] }),
      ...(stream && { dynamoStream: stream }),
      ...(warmThroughput && { warmThroughput }),
    });
    new RunbookAlarm(this, 'Throttled', {
      heading: 'A table is throttled',
      about: id,
      topic: props.alarms,
      metric: this.table.metricThrottledRequestsForOperations({
        operations: [Operation.GET_ITEM, Operation.QUERY, Operation.TRANSACT_WRITE_ITEMS, Operation.UPDATE_ITEM],
        period: Duration.minutes(5),
      }),
      threshold: 10,
    });
  }
}
