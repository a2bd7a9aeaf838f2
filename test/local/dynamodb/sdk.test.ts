import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsError } from '../../../local/aws.ts';
import { open, TABLE } from './support.ts';

const bench = open();
let server: Server;
let client: DynamoDBClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const action = String(request.headers['x-amz-target']).split('.')[1]!;
      let [status, body]: [number, object] = [200, {}];
      try {
        body = bench.call(action, JSON.parse(Buffer.concat(chunks).toString()));
      } catch (error) {
        const { code, message, status: failed, members } = error as AwsError;
        [status, body] = [failed, { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, ...members }];
      }
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'Tester', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the real SDK', () => {
  it('puts and gets every kind of value', async () => {
    const value = {
      pk: 'kinds',
      sk: 1,
      text: '工单 😀',
      number: -1.25,
      bytes: new Uint8Array([0, 255]),
      yes: true,
      nothing: null,
      list: [1, 'a', { b: [] }],
      set: new Set(['a', 'b']),
      numbers: new Set([1, 2.5]),
    };
    await client.send(new PutItemCommand({ TableName: TABLE, Item: marshall(value) }));
    const Key = marshall({ pk: 'kinds', sk: 1 });
    const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true }));
    expect(unmarshall(Item!)).toEqual(value);
  });

  it('gets refusals as the exceptions it knows', async () => {
    const Item = marshall({ pk: 'once', sk: 1 });
    const put = { TableName: TABLE, Item, ConditionExpression: 'attribute_not_exists(pk)' };
    await client.send(new PutItemCommand(put));
    const refused = client.send(new PutItemCommand({ ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    await expect(refused).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    await expect(refused).rejects.toMatchObject({ Item });
    const cancelled = client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { ...put, Item: marshall({ pk: 'new', sk: 1 }) } }, { Put: put }],
      }),
    );
    await expect(cancelled).rejects.toBeInstanceOf(TransactionCanceledException);
    await expect(cancelled).rejects.toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      ],
    });
  });

  it('updates and pages', async () => {
    for (let n = 1; n <= 5; n += 1)
      await client.send(
        new UpdateItemCommand({
          TableName: TABLE,
          Key: marshall({ pk: 'paged', sk: n }),
          UpdateExpression: 'SET #n = if_not_exists(#n, :zero) + :n',
          ExpressionAttributeNames: { '#n': 'number' },
          ExpressionAttributeValues: marshall({ ':zero': 0, ':n': n }),
        }),
      );
    const found: unknown[] = [];
    const query = {
      TableName: TABLE,
      KeyConditionExpression: 'pk = :p AND sk BETWEEN :low AND :high',
      ExpressionAttributeValues: marshall({ ':p': 'paged', ':low': 2, ':high': 5 }),
      ScanIndexForward: false,
    };
    for await (const page of paginateQuery({ client, pageSize: 3 }, query))
      for (const item of page.Items ?? []) found.push(unmarshall(item).number);
    expect(found).toEqual([5, 4, 3, 2]);
  });
});
