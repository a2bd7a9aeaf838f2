/** Ports of the functions of exports. */
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { createOpenedTickets } from '../../adapters/dynamodb/export-facts.ts';
import { createExports } from '../../adapters/dynamodb/export-jobs.ts';
import { createExportFiles } from '../../adapters/s3/export-files.ts';
import { createExportQueue } from '../../adapters/sqs/export-queue.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { ExportIds } from '../../core/ports-exports.ts';
import { dynamodb as client } from './dynamodb.ts';
import { wireInsight } from './wiring.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

export const wireExports = (from: Has<'OUTBOUND_TABLE'>) =>
  createExports({ client, time, outboundTable: from.OUTBOUND_TABLE });

export const wireOpenedTickets = (from: Has<'INSIGHT_TABLE'>) =>
  createOpenedTickets({ client, insightTable: from.INSIGHT_TABLE, insight: wireInsight(from) });

export const wireExportFiles = (from: Has<'FILE_BUCKET'>) =>
  createExportFiles({
    // A checksum of what is streamed would have to follow it in signed chunks; its length and TLS are what holds it together.
    client: new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
    bucket: from.FILE_BUCKET,
    time,
  });

export const wireExportQueue = (from: Has<'EXPORT_QUEUE_URL'>) =>
  createExportQueue({
    queueUrl: from.EXPORT_QUEUE_URL,
    // The host of the queue's URL is not where the embedded runtime listens.
    client: new SQSClient({ useQueueUrlAsEndpoint: false }),
  });

export const exportIds: ExportIds = { exportId: () => `exp_${ulid()}` };
