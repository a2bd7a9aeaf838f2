import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ExportQueue } from '../../core/ports-exports.ts';

/** A body as the bus makes it, so that the same stack reads both. */
export const createExportQueue = ({
  client,
  queueUrl: QueueUrl,
}: {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
}): ExportQueue => ({
  send: async ({ by, id }) => {
    const MessageBody = JSON.stringify({ detail: { export: id, by } });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  },
});
