import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws.ts';
import { type Faults, faultsOf } from '../../../local/faults/faults.ts';
import { type FaultRates, NO_FAULTS } from '../../../local/faults/rates.ts';

const DYNAMODB = 'DynamoDB_20120810';
const with_ = (rates: Partial<FaultRates>): Faults => faultsOf({ ...NO_FAULTS, seed: 5, ...rates });
const times = <T>(count: number, work: () => T): T[] => Array.from({ length: count }, work);

const refusal = (work: () => void): AwsError => {
  try {
    work();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};

describe('faults on purpose', () => {
  it('do nothing when none is asked for', () => {
    const none = faultsOf();
    expect(times(100, () => none.copies('rule A'))).toEqual(Array(100).fill([0]));
    expect(none.turned('queue', [1, 2, 3])).toEqual([1, 2, 3]);
    expect(() => none.throttle(DYNAMODB, 'GetItem', {})).not.toThrow();
    expect(none.crashes.begins('sandbox-1', 'Notify', () => {})).toBe(false);
  });

  it('come as often as they are asked for, at every place with numbers of its own', () => {
    const faults = with_({ duplicate: 0.3 });
    const doubled = times(2000, () => faults.copies('rule A')).filter(({ length }) => length === 2).length;
    expect(doubled / 2000).toBeCloseTo(0.3, 1);
    const [one, other] = [with_({ duplicate: 0.3 }), with_({ duplicate: 0.3 })];
    times(10, () => other.copies('rule B'));
    expect(times(50, () => one.copies('rule A'))).toEqual(times(50, () => other.copies('rule A')));
  });

  it('deliver late by whole seconds, and let others overtake by one second', () => {
    const late = times(300, () => with_({ delay: 1 }).copies('rule A')[0] ?? 0);
    const all = with_({ delay: 1 });
    const seconds = times(300, () => all.lateness('rule A'));
    expect(Math.min(...seconds)).toBe(1);
    expect(Math.max(...seconds)).toBe(20);
    expect(new Set(late).size).toBe(1); // the same seed
    expect(with_({ reorder: 1 }).copies('rule A')).toEqual([1]);
  });

  it('keep every item when they turn its order', () => {
    const faults = with_({ reorder: 1 });
    const items = [1, 2, 3, 4, 5];
    const turned = times(20, () => faults.turned('queue', items));
    for (const order of turned) expect([...order].sort()).toEqual(items);
    expect(turned.some((order) => order.join() !== items.join())).toBe(true);
  });

  it('cancel a transaction at one of its items, as DynamoDB does', () => {
    const faults = with_({ throttle: 1 });
    const body = { TransactItems: [{ Put: {} }, { Put: {} }, { Put: {} }] };
    const codes = times(100, () => {
      const { code, members } = refusal(() => faults.throttle(DYNAMODB, 'TransactWriteItems', body));
      expect(code).toBe('TransactionCanceledException');
      const reasons = members.CancellationReasons as { Code: string }[];
      expect(reasons).toHaveLength(3);
      return reasons.map(({ Code }) => Code).filter((each) => each !== 'None');
    });
    expect(codes.every(({ length }) => length === 1)).toBe(true);
    expect(new Set(codes.flat())).toEqual(
      new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']),
    );
  });

  it('tell of a conflict only with items that transactions write', () => {
    const faults = with_({ throttle: 1 });
    const update = { TableName: 'Directory', Key: { sk: { S: 'agt_1' }, pk: { S: 'TEAM#a' } } };
    const codes = () => new Set(times(100, () => refusal(() => faults.throttle(DYNAMODB, 'UpdateItem', update)).code));
    expect(codes()).toEqual(new Set(['ThrottlingException', 'ProvisionedThroughputExceededException']));
    const write = { TableName: 'Directory', Key: { pk: { S: 'TEAM#a' }, sk: { S: 'agt_1' } } };
    refusal(() => faults.throttle(DYNAMODB, 'TransactWriteItems', { TransactItems: [{ Update: write }] }));
    expect(codes()).toContain('TransactionConflictException');
  });

  it('throttle every service in its own words', () => {
    const faults = with_({ throttle: 1 });
    const said = (service: string, action: string) => {
      const { code, status } = refusal(() => faults.throttle(service, action, {}));
      return [code, status];
    };
    expect(said('ses', '')).toEqual(['TooManyRequestsException', 429]);
    expect(said('AWSStepFunctions', 'SendTaskSuccess')).toEqual(['ThrottlingException', 400]);
    expect(refusal(() => faults.throttleInvocation('arn:x')).code).toBe('TooManyRequestsException');
  });

  it('fail those who bring messages as often as asked for, each in several ways', () => {
    const faults = with_({ provider: 0.33 });
    const answers = times(2000, () => faults.breakProvider('wecom'));
    const broken = answers.filter((answer) => answer !== undefined);
    expect(broken.length / 2000).toBeCloseTo(0.33, 1);
    expect(new Set(broken.map(({ status }) => status))).toEqual(new Set([200, 429, 500, 502]));
    const always = with_({ provider: 1 });
    expect(new Set(times(50, () => refusal(() => always.failMail()).code))).toEqual(
      new Set(['TooManyRequestsException', 'InternalServiceErrorException']),
    );
    expect(() => with_({ throttle: 1 }).failMail()).not.toThrow();
  });
});

describe('a sandbox that crashes on purpose', () => {
  it('dies before its handler, at one of its first calls, or at its end, and once', () => {
    const { crashes } = with_({ crash: 1 });
    const ends = new Set<string>();
    for (let life = 0; life < 200; life += 1) {
      const sandbox = `sandbox-${life}`;
      let killed = 0;
      const kill = () => {
        killed += 1;
      };
      let end = crashes.begins(sandbox, 'Notify', kill) ? 'begin' : '';
      for (const call of ['GetItem', 'PutItem', 'SendEmail'])
        if (!end && crashes.called(sandbox, call)) end = `after ${call}`;
      end ||= crashes.ends(sandbox) ? 'end' : 'alive';
      expect(killed).toBe(end.startsWith('after') ? 1 : 0);
      expect(crashes.ends(sandbox)).toBe(false);
      ends.add(end);
    }
    expect(ends).toEqual(new Set(['begin', 'after GetItem', 'after PutItem', 'after SendEmail', 'end']));
    expect(crashes.deaths).toHaveLength(200);
  });

  it('is known to have made the calls that were under way', () => {
    const { crashes } = with_({ crash: 1 });
    const sandbox = 'sandbox-1';
    while (crashes.begins(sandbox, 'Notify', () => {}));
    let fatal = false;
    while (!fatal) fatal = crashes.called(sandbox, 'SendEmail');
    const before = crashes.deaths.at(-1)?.calls.length ?? 0;
    expect(crashes.called(sandbox, 'SendEmail')).toBe(true);
    expect(crashes.deaths.at(-1)?.calls).toHaveLength(before + 1);
  });
});
