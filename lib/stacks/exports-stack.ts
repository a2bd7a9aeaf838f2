import { Duration, Stack } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Desk } from '../constructs/permissions.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';
import { consume, workQueue } from '../constructs/work-queue.ts';

/** A slice takes two seconds; to put 100,000 rows together, which may lie in two thousand parts, most of a minute. */
const WORK_SECONDS = 120;

/** What writes exports: it comes before those who ask for them. */
export class ExportsStack extends Stack {
  readonly exportQueue: IQueue;

  constructor(scope: Construct, id: string, desk: Desk) {
    super(scope, id, { description: 'Gongdan: exports' });
    const { environment, tables, files, alarms } = desk;
    const slices = new Construct(this, 'Slices');
    const { queue } = workQueue(slices, { of: 'Slices', alarms, timeout: Duration.seconds(WORK_SECONDS) });
    this.exportQueue = queue;
    const work = new TicketFunction(this, 'WorkExport', {
      name: 'work-export',
      desk: { ...desk, exportQueue: queue },
      variables: {
        TICKET_TABLE: tables.ticket.tableName,
        POLICY_TABLE: tables.policy.tableName,
        INSIGHT_TABLE: tables.insight.tableName,
        OUTBOUND_TABLE: tables.outbound.tableName,
        FILE_BUCKET: files.bucketName,
        EXPORT_QUEUE_URL: queue.queueUrl,
      },
      timeoutSeconds: WORK_SECONDS,
    });
    consume(slices, { queue, consumer: work, concurrency: environment.consumers.exports });
  }
}
