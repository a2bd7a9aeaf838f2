import { expect, it } from 'vitest';
import { lambda, type Resources, role, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

/** The first delivery of each message needs more than there is; the second is answered with a row in the table. */
const BUNDLE = `
  export const handler = async ({ Records }) => {
    for (const { body, attributes } of Records) {
      if (attributes.ApproximateReceiveCount === '1' && body !== 'small') {
        const held = [];
        for (;;) held.push(new Array(100_000).fill(held.length));
      }
      const response = await fetch(process.env.AWS_ENDPOINT_URL, {
        method: 'POST',
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260301/local/x/aws4_request, Signature=0',
          'x-amz-target': 'DynamoDB_20120810.PutItem',
        },
        body: JSON.stringify({ TableName: 'Table', Item: { pk: { S: body } } }),
      });
      if (!response.ok) throw new Error(await response.text());
    }
  };
`;
const allow = (Action: string | string[], id: string) => ({
  ...{ Effect: 'Allow', Action },
  Resource: { 'Fn::GetAtt': [id, 'Arn'] },
});
const resources: Resources = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
  Role: role('lambda.amazonaws.com', [
    allow('dynamodb:PutItem', 'Table'),
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], 'Queue'),
  ]),
  Worker: lambda('a1', 'Role', { MemorySize: 128 }),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      ...{ BatchSize: 1, FunctionName: { Ref: 'Worker' } },
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    },
  },
};
const assembly = writeAssembly({ One: { Resources: resources } }, { a1: BUNDLE });
const SEED = 5;

it(`a function that needs more than its memory dies alone, and its messages come again, among other faults too (seed ${SEED})`, async () => {
  await using machine = await start(assembly, {
    clock: { kind: 'stepped' },
    faults: { duplicate: 0.3, reorder: 0.3, delay: 0.2, throttle: 0, crash: 0, provider: 0, seed: SEED },
  });
  const { runtime, said } = machine;
  const queue = runtime.resources('AWS::SQS::Queue')[0]?.ref;
  for (const MessageBody of ['small', 'large', 'larger'])
    await runtime.call('AmazonSQS', 'SendMessage', { QueueUrl: queue, MessageBody });
  await runtime.settle();
  const rows = async (): Promise<string[]> => {
    const { Items } = await runtime.call('DynamoDB_20120810', 'Scan', { TableName: 'Table' });
    return Items.map(({ pk }: any) => pk.S).sort();
  };
  await runtime.advance(30_000); // what was late on purpose
  expect(await rows()).toEqual(['small']);
  expect(said.filter((line) => line.startsWith('Worker failed: Runtime.OutOfMemory')).length).toBeGreaterThanOrEqual(2);
  await runtime.advance(10 * 60_000);
  expect(await rows()).toEqual(['large', 'larger', 'small']);
}, 30_000);
