/**
 * Exports in the file bucket; the lifecycle rule takes them away after seven days.
 *
 * | object         | key                           | who puts it | who reads it                          |
 * |----------------|-------------------------------|-------------|---------------------------------------|
 * | rows of a slice | `exports/<id>/parts/<unique>` | the worker  | the worker, when all are there        |
 * | the whole file | `exports/<id>/file`           | the worker  | who asked for the export, by link     |
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { EXPORTS } from '../../contracts/files.ts';
import type { ExportFormat, ExportId, ExportJob } from '../../core/domain/exports/job.ts';
import { addMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { ExportFiles } from '../../core/ports-exports.ts';
import { dispositionOf } from './file-links.ts';

const LINK_SECONDS = 60;
/** Parts in memory at once; each holds the rows of 500 tickets at most, some 300 KB. */
const PARTS_AT_ONCE = 8;
const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
};

const fileKey = (id: ExportId): string => `${EXPORTS}${id}/file`;

interface FilePorts {
  readonly client: S3Client;
  readonly bucket: string;
}

export const createExportFiles = ({
  client,
  bucket: Bucket,
  time,
}: FilePorts & { readonly time: Pick<Time, 'now'> }): ExportFiles => ({
  putPart: async (id, text) => {
    const key = `${EXPORTS}${id}/parts/${randomUUID()}`;
    const Body = Buffer.from(text);
    await client.send(new PutObjectCommand({ Bucket, Key: key, Body }));
    return { key, bytes: Body.length };
  },
  join: async ({ id, wish }, head, parts) => {
    const first = Buffer.from(head);
    const ContentLength = parts.reduce((sum, { bytes }) => sum + bytes, first.length);
    const put = { Bucket, Key: fileKey(id), ContentType: TYPES[wish.format], ContentLength };
    // A stream without bytes is refused as one of unknown length.
    const Body = parts.length === 0 ? first : Readable.from(contentOf({ client, bucket: Bucket }, first, parts));
    await client.send(new PutObjectCommand({ ...put, Body }));
  },
  link: async ({ id, wish }) => {
    const now = time.now();
    const command = new GetObjectCommand({
      Bucket,
      Key: fileKey(id),
      ResponseContentDisposition: dispositionOf(nameOf(wish)),
      ResponseContentType: TYPES[wish.format],
      ResponseCacheControl: 'private, no-store',
    });
    const url = await getSignedUrl(client, command, { expiresIn: LINK_SECONDS, signingDate: new Date(now) });
    return { url, expiresAt: addMs(now, LINK_SECONDS * 1000) };
  },
});

/** `tickets-2026-11-01-2026-11-22.csv` */
const nameOf = ({ from, to, format }: ExportJob['wish']): string => `tickets-${from}-${to}.${format}`;

async function* contentOf(
  ports: FilePorts,
  head: Buffer,
  parts: Parameters<ExportFiles['join']>[2],
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let at = 0; at < parts.length; at += PARTS_AT_ONCE)
    yield* await Promise.all(parts.slice(at, at + PARTS_AT_ONCE).map(({ key }) => bytesOf(ports, key)));
}

const bytesOf = async ({ client, bucket: Bucket }: FilePorts, Key: string): Promise<Uint8Array> => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  if (!Body) throw new Error('The store gave no content of a part.');
  return Body.transformToByteArray();
};
