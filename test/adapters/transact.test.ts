import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { transact } from '../../adapters/dynamodb/transact.ts';

/** A service that answers one list of cancellation codes after the other, then success. */
const service = (...answers: string[][]) => {
  const waits: number[] = [];
  let calls = 0;
  const client = {
    send: async () => {
      const codes = answers[calls];
      calls += 1;
      if (!codes) return {};
      const reasons = codes.map((Code) => ({ Code }));
      throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: reasons });
    },
  };
  const time = {
    now: () => '2026-03-02T01:00:00.000Z',
    jitter: async (attempt: number) => {
      waits.push(attempt);
    },
  };
  return { ports: { client, time } as unknown as Parameters<typeof transact>[0], waits, calls: () => calls };
};

const writes = (['head', 'agent', 'nonce'] as const).map((role) => ({ role, item: {} }));

describe('transact', () => {
  it('names the writes whose conditions broke, by position', async () => {
    const { ports } = service(['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed']);
    expect(await transact(ports, writes)).toEqual(['agent', 'nonce']);
  });

  it('tries again when others were at the same items, or when it is throttled', async () => {
    const { ports, waits } = service(['TransactionConflict', 'None', 'None'], ['None', 'ThrottlingError', 'None']);
    expect(await transact(ports, writes)).toEqual([]);
    expect(waits).toEqual([1, 2]);
  });

  it('tells a broken condition at once, also beside a conflict', async () => {
    const { ports, calls } = service(['TransactionConflict', 'ConditionalCheckFailed', 'None']);
    expect(await transact(ports, writes)).toEqual(['agent']);
    expect(calls()).toBe(1);
  });

  it('refuses to go on for ever: five attempts, then the error itself', async () => {
    const { ports, calls } = service(...Array.from({ length: 9 }, () => ['TransactionConflict', 'None', 'None']));
    await expect(transact(ports, writes)).rejects.toThrow(TransactionCanceledException);
    expect(calls()).toBe(5);
  });

  it('refuses to retry what will not pass', async () => {
    const { ports, calls } = service(['ValidationError', 'None', 'None']);
    await expect(transact(ports, writes)).rejects.toThrow(TransactionCanceledException);
    expect(calls()).toBe(1);
  });
});
