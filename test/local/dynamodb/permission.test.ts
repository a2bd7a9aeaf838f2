import { describe, expect, it } from 'vitest';
import { key, open, TABLE, TABLE_ARN } from './support.ts';

const K = { TableName: TABLE, Key: key('k') };
const query = { KeyConditionExpression: 'queue = :q', ExpressionAttributeValues: { ':q': { S: 'q' } } };

describe('permission', () => {
  it.each<[string, object, { action: string; resource?: string; leading?: string[] | undefined }[]]>([
    ['GetItem', K, [{ action: 'GetItem', leading: ['k'] }]],
    ['PutItem', { TableName: TABLE, Item: key('k') }, [{ action: 'PutItem', leading: ['k'] }]],
    ['UpdateItem', K, [{ action: 'UpdateItem', leading: ['k'] }]],
    ['DeleteItem', K, [{ action: 'DeleteItem', leading: ['k'] }]],
    [
      'Query',
      { TableName: TABLE, IndexName: 'byQueue', ...query },
      [{ action: 'Query', resource: `${TABLE_ARN}/index/byQueue`, leading: ['q'] }],
    ],
    ['Scan', { TableName: TABLE }, [{ action: 'Scan', leading: undefined }]],
    [
      'BatchGetItem',
      { RequestItems: { [TABLE]: { Keys: [key('k'), key('l')] } } },
      [{ action: 'BatchGetItem', leading: ['k', 'l'] }],
    ],
    [
      'BatchWriteItem',
      { RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key('k') } }] } },
      [{ action: 'BatchWriteItem', leading: ['k'] }],
    ],
    ['TransactGetItems', { TransactItems: [{ Get: K }] }, [{ action: 'GetItem', leading: ['k'] }]],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: TABLE, Item: key('p') } },
          { ConditionCheck: { TableName: TABLE, Key: key('c'), ConditionExpression: 'attribute_not_exists(pk)' } },
          { Delete: { TableName: TABLE, Key: key('d') } },
          { Update: { TableName: TABLE, Key: key('u'), UpdateExpression: 'REMOVE x' } },
        ],
      },
      [
        { action: 'PutItem', leading: ['p'] },
        { action: 'ConditionCheckItem', leading: ['c'] },
        { action: 'DeleteItem', leading: ['d'] },
        { action: 'UpdateItem', leading: ['u'] },
      ],
    ],
    ['DescribeTable', { TableName: TABLE }, [{ action: 'DescribeTable', leading: undefined }]],
  ])('of %s is asked for what it touches', (action, body, expected) => {
    const bench = open();
    bench.call(action, body);
    expect(bench.asked).toEqual(
      expected.map((each) => ({ resource: TABLE_ARN, ...each, action: `dynamodb:${each.action}` })),
    );
  });

  it('refuses before anything is written, also for the last item of a transaction', () => {
    const bench = open(':memory:', ['dynamodb:DeleteItem']);
    const TransactItems = [{ Put: { TableName: TABLE, Item: key('a') } }, { Delete: K }];
    expect(bench.refusal('TransactWriteItems', { TransactItems })?.code).toBe('AccessDeniedException');
    expect(bench.call('Scan', { TableName: TABLE }).Count).toBe(0);
  });

  it('refuses to tell whether a table exists', () => {
    const bench = open(':memory:', ['dynamodb:GetItem', 'dynamodb:Query']);
    const there = bench.refusal('GetItem', { ...K, TableName: 'Nowhere' });
    expect(there?.code).toBe('AccessDeniedException');
    expect(bench.refusal('Query', { ...query, TableName: 'Nowhere' })?.code).toBe('AccessDeniedException');
  });
});
