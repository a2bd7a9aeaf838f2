import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LEAN, lean } from '../../functions/shared/lean-client.ts';

const SETTINGS = {
  region: 'eu-west-1',
  endpoint: 'http://127.0.0.1:9',
  credentials: {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    sessionToken: 'token',
  },
};

/** The headers of the calls that a client makes, which get an empty answer. */
const listened = () => {
  const heard: Record<string, string>[] = [];
  const requestHandler = {
    handle: async ({ headers }: { readonly headers: Record<string, string> }) => {
      heard.push(headers);
      const type = { 'content-type': 'application/x-amz-json-1.0' };
      return { response: { statusCode: 200, headers: type, body: Buffer.from('{}') } };
    },
  };
  return { heard, requestHandler: requestHandler as never };
};

/** Each call gets a random id, and it is signed. */
const withoutId = (client: DynamoDBClient): DynamoDBClient => {
  client.middlewareStack.addRelativeTo(
    (next: (args: any) => Promise<any>) => (args: any) => {
      delete args.request.headers['amz-sdk-invocation-id'];
      return next(args);
    },
    { relation: 'before', toMiddleware: 'httpSigningMiddleware' },
  );
  return client;
};

const get = (pk: string) => new GetItemCommand({ TableName: 'tickets', Key: { pk: { S: pk } } });

describe('a lean client', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T23:59:58Z') }));
  afterEach(() => void vi.useRealTimers());

  it('signs each call as the client does that it was, also on the next day', async () => {
    const [usual, ours] = [listened(), listened()];
    const plain = withoutId(new DynamoDBClient({ ...SETTINGS, requestHandler: usual.requestHandler }));
    plain.middlewareStack.remove('getUserAgentMiddleware'); // what it says is signed, too
    const client = withoutId(lean(new DynamoDBClient({ ...SETTINGS, ...LEAN, requestHandler: ours.requestHandler })));
    for (const pk of ['a', '工单', 'a']) {
      await plain.send(get(pk));
      await client.send(get(pk));
      vi.setSystemTime(Date.now() + 2000);
    }
    expect(ours.heard.map(({ authorization }) => authorization)).toEqual(
      usual.heard.map(({ authorization }) => authorization),
    );
    expect(new Set(ours.heard.map(({ authorization }) => authorization)).size).toBe(3);
  });
});
