import { describe, expect, it } from 'vitest';
import { Activity } from '../../../local/activity.ts';
import { Clock } from '../../../local/clock.ts';
import { DynamoDb } from '../../../local/dynamodb/service.ts';
import { Events } from '../../../local/events/events.ts';
import type { ResourceKinds } from '../../../local/resources.ts';
import { Store } from '../../../local/store.ts';
import { queueArn, START } from './desk.ts';

const declare = (kinds: ResourceKinds, type: string, id: string, properties: object): void =>
  kinds[type]!.declare(id, kinds[type]!.schema.parse(properties));

describe('a transaction on a table', () => {
  it('reaches a function as events, and one that is cancelled does not', async () => {
    const store = new Store(':memory:');
    const clock = new Clock({ kind: 'stepped' }, START);
    const activity = new Activity();
    const common = { store, clock, count: () => {}, authorize: () => {} };
    const table = new DynamoDb(common);
    const details: unknown[] = [];
    const events = new Events({
      ...common,
      activity,
      say: () => {},
      invoke: async (_arn, payload) => {
        for (const { body } of (payload as { Records: { body: string }[] }).Records)
          details.push(JSON.parse(body).detail);
        return { payload: null };
      },
      changes: (stream, after, limit) => table.changes(stream, after, limit),
      onChange: (stream, listener) => table.onChange(stream, listener),
    });
    declare(table.kinds, 'AWS::DynamoDB::Table', 'Tickets', {
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
    declare(events.kinds, 'AWS::Events::EventBus', 'Bus', { Name: 'tickets' });
    declare(events.kinds, 'AWS::SQS::Queue', 'Facts', {});
    declare(events.kinds, 'AWS::Events::Rule', 'Rule', {
      EventBusName: 'Bus',
      EventPattern: { 'detail-type': [{ prefix: 'ticket.' }] },
      Targets: [{ Arn: queueArn('Facts'), Id: 'Target0' }],
    });
    declare(events.kinds, 'AWS::Lambda::EventSourceMapping', 'Mapping', {
      EventSourceArn: queueArn('Facts'),
      FunctionName: 'Analytics',
    });
    declare(events.kinds, 'AWS::Pipes::Pipe', 'Pipe', {
      RoleArn: 'arn:aws:iam::000000000000:role/PipeRole',
      Source: table.kinds['AWS::DynamoDB::Table']!.identify('Tickets', () => undefined).attributes.StreamArn,
      SourceParameters: {
        FilterCriteria: {
          Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}}}}' }],
        },
        DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON', BatchSize: 10 },
      },
      Target: events.kinds['AWS::Events::EventBus']!.identify('Bus', () => undefined).attributes.Arn,
      TargetParameters: {
        InputTemplate: '{"ticketId":"<$.dynamodb.Keys.pk.S>","seq":"<$.dynamodb.NewImage.seq.N>"}',
        EventBridgeEventBusParameters: { Source: 'gongdan', DetailType: '$.dynamodb.NewImage.type.S' },
      },
    });
    events.start();

    const put = (sk: string, more: object) => ({
      Put: {
        TableName: 'Tickets',
        Item: { pk: { S: 'tkt_1' }, sk: { S: sk }, ...more },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    });
    const event = (seq: number) => put(`EVENT#${seq}`, { seq: { N: String(seq) }, type: { S: 'ticket.noted' } });
    const transact = (...TransactItems: object[]) => table.call('TransactWriteItems', { TransactItems }, 'Api');
    await transact(put('TICKET', {}), event(1), event(2));
    await activity.rest();
    expect(() => transact(event(3), event(2))).toThrow('Transaction cancelled');
    await transact(event(4));
    await activity.rest();
    expect(details).toEqual(['1', '2', '4'].map((seq) => ({ ticketId: 'tkt_1', seq })));
    events.stop();
    clock.stop();
    store.close();
  });
});
