/**
 * The tables of the desk in this process, under the real SDK: every call goes through it to the embedded engine, one after the
 * other. A test counts the calls, and holds or breaks them off where it likes.
 */
import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { DynamoDb } from '../../../local/dynamodb/service.ts';
import { Store } from '../../../local/store.ts';
import { declareTables } from '../../functions/support/aws.ts';

interface Call {
  readonly action: string;
  readonly body: any;
}

export interface Stores {
  readonly client: DynamoDBClient;
  /** All calls so far, in order. */
  readonly calls: Call[];
  /** Runs before each call reaches the tables: it may wait, or throw as if the process died there. */
  before: (call: Call) => Promise<void> | void;
  /** Runs after each call that the tables have carried out. */
  after: (call: Call) => void;
  /** Straight into the engine, neither counted nor held. */
  dynamo(action: string, body: object): any;
  close(): void;
}

export const openStores = (): Stores => {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, Date.parse('2026-03-02T01:00:00Z'));
  const engine = new DynamoDb({ store, clock, count: () => {}, authorize: () => {} });
  declareTables(engine);

  const handle = async (request: { headers: Record<string, string>; body: Uint8Array }) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = JSON.parse(new TextDecoder().decode(request.body));
    stores.calls.push({ action, body });
    await stores.before({ action, body });
    try {
      const result = (await engine.call(action, body, 'Tester')) ?? {};
      stores.after({ action, body });
      return { response: answer(200, result) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, message, status, members } = error;
      return { response: answer(status, { __type: code, message, ...members }) };
    }
  };
  const stores: Stores = {
    client: new DynamoDBClient({
      region: 'local',
      credentials: { accessKeyId: 'Tester', secretAccessKey: 'none' },
      requestHandler: { handle: handle as never },
      maxAttempts: 1,
    }),
    calls: [],
    before: () => {},
    after: () => {},
    dynamo: (action, body) => engine.call(action, body, 'Tester'),
    close: () => store.close(),
  };
  return stores;
};

const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Readable.from([Buffer.from(JSON.stringify(body))]),
});
