import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../adapters/dynamodb/directory.ts';
import { createLedger } from '../../adapters/dynamodb/notice-ledger.ts';

/** A service that fails the updates with one error after the other, then answers. */
const service = (...errors: string[]) => {
  let updates = 0;
  const waits: number[] = [];
  const client = {
    send: async (command: object) => {
      if (command.constructor.name !== 'UpdateItemCommand')
        return { Item: { id: { S: 'agt_lin' }, team: { S: 'payments' }, open: { N: '0' } } };
      updates += 1;
      const name = errors[updates - 1];
      if (name) throw Object.assign(new Error('not now'), { name });
      return {};
    },
  };
  const time = {
    now: () => '2026-03-02T01:00:00.000Z',
    jitter: async (attempt: number) => {
      waits.push(attempt);
    },
  };
  return { ports: { client, time, noticeTable: 'N', directoryTable: 'D' } as never, updates: () => updates, waits };
};

describe('a single write that somebody waits for', () => {
  it('notes a message that is out, though the table is throttled longer than the SDK waits', async () => {
    const { ports, updates, waits } = service('ThrottlingException', 'ProvisionedThroughputExceededException');
    await createLedger(ports).sent('tkt_1.2#solved#customer', { channel: 'mail' });
    expect([updates(), waits]).toEqual([3, [1, 2]]);
  });

  it('sets the presence of an agent whom an assignment writes at this moment', async () => {
    const { ports, updates } = service('TransactionConflictException');
    await createDirectory(ports).setPresence('agt_lin', 'away');
    expect(updates()).toBe(2);
  });

  it('refuses to go on for ever, and to try again what will not pass', async () => {
    const conflicts = service(...Array(9).fill('TransactionConflictException'));
    await expect(createLedger(conflicts.ports).sent('tkt_1.2#solved#customer', { channel: 'mail' })).rejects.toThrow(
      'not now',
    );
    expect(conflicts.updates()).toBe(3);
    const invalid = service('ValidationException');
    await expect(createLedger(invalid.ports).sent('tkt_1.2#solved#customer', { channel: 'mail' })).rejects.toThrow(
      'not now',
    );
    expect(invalid.updates()).toBe(1);
  });
});
