import type { Change } from './change.ts';

/** What a pipe leaves in its dead-letter queue: where the records stood, not the records. */
export function deadLetterText(
  pipeArn: string,
  streamArn: string,
  batch: readonly Change[],
  condition: string,
  now: number,
): string {
  const first = batch[0]!.record.dynamodb;
  const last = batch.at(-1)!.record.dynamodb;
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  return JSON.stringify({
    context: { partnerResourceArn: pipeArn, condition },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-00000000',
      startSequenceNumber: first.SequenceNumber,
      endSequenceNumber: last.SequenceNumber,
      approximateArrivalOfFirstRecord: iso(first.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: iso(last.ApproximateCreationDateTime),
      batchSize: batch.length,
      streamArn,
    },
  });
}
