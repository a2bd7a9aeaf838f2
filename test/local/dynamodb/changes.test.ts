import { describe, expect, it } from 'vitest';
import { key, open, START, STREAM_ARN, TABLE } from './support.ts';

const HOUR = 3_600_000;
const item = (pk: string, more: object = {}) => ({ TableName: TABLE, Item: { ...key(pk), ...more } });
const names = (bench: ReturnType<typeof open>, after = 0) =>
  bench.db.changes(STREAM_ARN, after, 100).map(({ record }) => record.eventName);

describe('change records', () => {
  it('show what a consumer of the stream sees', () => {
    const bench = open();
    bench.call('PutItem', item('a', { note: { S: '一' } }));
    bench.clock.moveTo(START + 1500);
    bench.call('PutItem', item('a', { note: { S: '二' } }));
    const [first, second] = bench.db.changes(STREAM_ARN, 0, 10);
    expect(second?.record).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'local',
      dynamodb: {
        ApproximateCreationDateTime: START / 1000 + 1,
        Keys: key('a'),
        NewImage: { ...key('a'), note: { S: '二' } },
        OldImage: { ...key('a'), note: { S: '一' } },
        SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
        SizeBytes: 6 + 13 + 13, // pk a sk 0: 2 + 1 + 2 + 1; note 一: 4 + 3
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
      eventSourceARN: STREAM_ARN,
    });
    expect(first?.record.dynamodb.OldImage).toBeUndefined();
    expect(second?.record.eventID).not.toBe(first?.record.eventID);
    expect(bench.db.changes(STREAM_ARN, first!.seq, 10)).toEqual([second]);
    expect(bench.db.changes(STREAM_ARN, 0, 1)).toEqual([first]);
  });

  it.each([
    ['KEYS_ONLY', ['Keys']],
    ['NEW_IMAGE', ['Keys', 'NewImage']],
    ['OLD_IMAGE', ['Keys', 'OldImage']],
    ['NEW_AND_OLD_IMAGES', ['Keys', 'NewImage', 'OldImage']],
  ])('carry what %s says', (StreamViewType, expected) => {
    const bench = open();
    bench.declare('Viewed', { StreamSpecification: { StreamViewType } });
    for (const note of ['1', '2'])
      bench.call('PutItem', { TableName: 'Viewed', Item: { ...key('a'), note: { S: note } } });
    const [, change] = bench.db.changes(STREAM_ARN.replace(TABLE, 'Viewed'), 0, 10);
    const members = Object.keys(change!.record.dynamodb).filter((name) => /Keys|Image$/.test(name));
    expect(members).toEqual(expected);
  });

  it('are not left by a write that changes nothing', () => {
    const bench = open();
    bench.call('PutItem', item('a', { x: { S: '1' }, y: { SS: ['p', 'q'] } }));
    bench.call('PutItem', item('a', { y: { SS: ['q', 'p'] }, x: { S: '1' } }));
    bench.call('DeleteItem', { TableName: TABLE, Key: key('nothing') });
    expect(names(bench)).toEqual(['INSERT']);
  });

  it('are announced once per write, and never when it was refused', () => {
    const bench = open();
    let calls = 0;
    const end = bench.db.onChange(STREAM_ARN, () => {
      calls += 1;
    });
    bench.call('TransactWriteItems', { TransactItems: [{ Put: item('a') }, { Put: item('b') }] });
    expect(calls).toBe(1);
    bench.refusal('PutItem', { ...item('a'), ConditionExpression: 'attribute_not_exists(pk)' });
    bench.call('GetItem', { TableName: TABLE, Key: key('a') });
    expect(calls).toBe(1);
    end();
    bench.call('PutItem', item('c'));
    expect(calls).toBe(1);
  });

  it('are kept for 24 hours, and numbered on after that', () => {
    const bench = open();
    bench.call('PutItem', item('a'));
    bench.call('PutItem', item('b'));
    const last = bench.db.changes(STREAM_ARN, 0, 10).at(-1)!.seq;
    bench.clock.moveTo(START + 24 * HOUR);
    bench.db.sweep();
    expect(names(bench)).toHaveLength(2);
    bench.clock.moveTo(START + 24 * HOUR + 1);
    bench.call('PutItem', item('c'));
    bench.db.sweep();
    expect(names(bench)).toHaveLength(1);
    expect(bench.db.changes(STREAM_ARN, last, 10)).toHaveLength(1);
  });

  it('refuses a stream that is not there', () => {
    const bench = open();
    bench.declare('Quiet', { StreamSpecification: undefined });
    bench.call('PutItem', { TableName: 'Quiet', Item: key('a') });
    const quiet = STREAM_ARN.replace(TABLE, 'Quiet');
    expect(() => bench.db.changes(quiet, 0, 10)).toThrow('Requested resource not found');
    expect(() => bench.db.onChange(quiet, () => {})).toThrow('Requested resource not found');
  });
});

describe('time to live', () => {
  it('deletes what is due, as the service itself, unbilled', () => {
    const bench = open();
    const due = (seconds: number) => ({ expires: { N: String(START / 1000 + seconds) } });
    bench.call('PutItem', item('soon', { ...due(60), queue: { S: 'q' }, rank: { N: '1' } }));
    bench.call('PutItem', item('later', due(61)));
    bench.call('PutItem', item('never'));
    bench.call('PutItem', item('text', { expires: { S: '1' } }));
    bench.call('PutItem', item('milliseconds', { expires: { N: String(START) } }));
    bench.call('PutItem', item('mistake', due(-6 * 365 * 86_400)));
    const billed = bench.counted.get('dynamodb.writeUnits');
    const before = names(bench).length;
    bench.clock.moveTo(START + 60_000);
    bench.db.sweep();
    const { Items } = bench.call('Scan', { TableName: TABLE });
    expect(Items.map(({ pk }: { pk: { S: string } }) => pk.S).sort()).toEqual([
      'later',
      'milliseconds',
      'mistake',
      'never',
      'text',
    ]);
    expect(bench.call('Scan', { TableName: TABLE, IndexName: 'byQueue' }).Items).toEqual([]);
    expect(bench.counted.get('dynamodb.writeUnits')).toBe(billed);
    const removed = bench.db.changes(STREAM_ARN, 0, 100).slice(before);
    expect(removed.map(({ record }) => [record.eventName, record.dynamodb.Keys, record.userIdentity])).toEqual([
      ['REMOVE', key('soon'), { type: 'Service', principalId: 'dynamodb.amazonaws.com' }],
    ]);
  });

  it('goes by the last time that was written', () => {
    const bench = open();
    bench.call('PutItem', item('a', { expires: { N: String(START / 1000 + 1) } }));
    bench.call('UpdateItem', { TableName: TABLE, Key: key('a'), UpdateExpression: 'REMOVE expires' });
    bench.clock.moveTo(START + HOUR);
    bench.db.sweep();
    expect(bench.call('GetItem', { TableName: TABLE, Key: key('a') }).Item).toEqual(key('a'));
  });
});
