/** Exports and their parts; what is older than it is kept is not there, whenever it goes away. */
import { GetItemCommand, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type ExportJob, KEPT_DAYS } from '../../core/domain/exports/job.ts';
import { toMs } from '../../core/domain/time.ts';
import type { ExportPart, Exports } from '../../core/ports-exports.ts';
import { jobKey, jobsPartition, partKey, partsPartition } from './export-table.ts';
import type { Item } from './item.ts';
import { queryAll } from './query-all.ts';
import { type Transactions, transact, type Write } from './transact.ts';

interface ExportPorts extends Transactions {
  readonly outboundTable: string;
}

const DAY_S = 24 * 60 * 60;
/** Seconds since 1970. */
const expiryOf = ({ createdAt }: ExportJob): number => Math.floor(toMs(createdAt) / 1000) + KEPT_DAYS * DAY_S;

export const createExports = (ports: ExportPorts): Exports => {
  const { client, time, outboundTable: TableName } = ports;
  const write = async (writes: readonly Write<'version'>[]): Promise<boolean> =>
    (await transact(ports, writes)).length === 0;
  const isKept = (item: Item): boolean => Number(item.expiresAt?.N) > toMs(time.now()) / 1000;
  const put = (job: ExportJob): NonNullable<TransactWriteItem['Put']> => ({
    TableName,
    Item: {
      ...jobKey(job.actor.id, job.id),
      ...marshall({ ...job, expiresAt: expiryOf(job) }, { removeUndefinedValues: true }),
    },
  });

  return {
    create: async (job) => {
      const item = { Put: { ...put(job), ConditionExpression: 'attribute_not_exists(pk)' } };
      if (!(await write([{ role: 'version', item }]))) throw new Error(`${job.id} exists already.`);
    },
    read: async ({ by, id }) => {
      const { Item: item } = await client.send(
        new GetItemCommand({ TableName, Key: jobKey(by, id), ConsistentRead: true }),
      );
      return item && isKept(item) ? jobOf(item) : undefined;
    },
    list: async (by, Limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :by',
          ExpressionAttributeValues: { ':by': { S: jobsPartition(by) } },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit,
        }),
      );
      return Items.filter(isKept).map(jobOf);
    },
    move: (job, part) => {
      const replace = {
        ...put(job),
        ConditionExpression: 'version = :before',
        ExpressionAttributeValues: { ':before': { N: String(job.version - 1) } },
      };
      return write([{ role: 'version', item: { Put: replace } }, ...(part ? [putPart(TableName, job, part)] : [])]);
    },
    parts: async (id) => {
      const items = await queryAll(client, {
        TableName,
        KeyConditionExpression: 'pk = :export',
        ExpressionAttributeValues: { ':export': { S: partsPartition(id) } },
        ConsistentRead: true,
      });
      return items.map((item): ExportPart => ({ key: item.object?.S ?? '', bytes: Number(item.bytes?.N) }));
    },
  };
};

const putPart = (TableName: string, job: ExportJob, { key, bytes }: ExportPart): Write<'version'> => ({
  role: 'version',
  item: {
    Put: {
      TableName,
      Item: { ...partKey(job.id, job.version), ...marshall({ object: key, bytes, expiresAt: expiryOf(job) }) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

const jobOf = (item: Item): ExportJob => {
  const { pk: _, sk: __, expiresAt: ___, ...job } = unmarshall(item);
  return job as ExportJob;
};
