import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProviderFault } from '../../adapters/http/provider-fault.ts';
import { createSecrets, type Secrets } from '../../adapters/secrets/named.ts';
import { withSecret } from '../../adapters/secrets/with-secret.ts';
import { toInstant } from '../../core/domain/time.ts';

let nowMs: number;
let stored: Record<string, string | Error>;
let asked: string[];
let secrets: Secrets;

const storedAs = (name: string, missing: () => Error): string => {
  asked.push(name);
  const value = stored[name];
  if (value === undefined) throw missing();
  if (value instanceof Error) throw value;
  return value;
};

beforeEach(() => {
  nowMs = Date.parse('2026-11-22T02:00:00Z');
  stored = {};
  asked = [];
  secrets = createSecrets({
    time: { now: () => toInstant(nowMs) },
    secretsManager: async () => ({
      send: async (command: unknown) => {
        if (!(command instanceof GetSecretValueCommand)) throw new Error('asked for something else');
        const missing = () => new ResourceNotFoundException({ message: 'none', $metadata: {} });
        return { SecretString: storedAs(String(command.input.SecretId), missing) } as never;
      },
    }),
    ssm: async () => ({
      send: async (command: unknown) => {
        if (!(command instanceof GetParameterCommand) || !command.input.WithDecryption) throw new Error('other');
        const missing = () => new ParameterNotFound({ message: 'none', $metadata: {} });
        return { Parameter: { Value: storedAs(`ssm:${command.input.Name}`, missing) } } as never;
      },
    }),
  });
});

describe('secrets by name', () => {
  it('come from Secrets Manager, or where it has none from the parameter store', async () => {
    stored = { 'gongdan/sms': '{"key":"a"}', 'ssm:/gongdan/sms': '{"key":"b"}', 'ssm:/gongdan/ops': '{"key":"c"}' };
    expect(await secrets.read('gongdan/sms')).toEqual({ key: 'a' });
    expect(await secrets.read('gongdan/ops')).toEqual({ key: 'c' });
    expect(await secrets.read('gongdan/other')).toBeUndefined();
    expect(asked).toEqual(['gongdan/sms', 'gongdan/ops', 'ssm:/gongdan/ops', 'gongdan/other', 'ssm:/gongdan/other']);
  });

  it('do not come from the parameter store where Secrets Manager does not answer', async () => {
    stored = { 'gongdan/sms': new Error('throttled'), 'ssm:/gongdan/sms': '{"key":"b"}' };
    await expect(secrets.read('gongdan/sms')).rejects.toThrow('throttled');
    expect(asked).toEqual(['gongdan/sms']);
  });

  it('are read once in five minutes, also by many at once and when there is none', async () => {
    stored = { 'gongdan/sms': '{"key":"a"}' };
    const read = () => Promise.all(['gongdan/sms', 'gongdan/sms', 'none', 'none'].map(secrets.read));
    await read();
    nowMs += 299_999;
    await read();
    expect(asked).toEqual(['gongdan/sms', 'none', 'ssm:/none']);
    nowMs += 1;
    await read();
    expect(asked).toHaveLength(6);
  });

  it('do not remember a failure', async () => {
    stored = { a: new Error('throttled') };
    await expect(secrets.read('a')).rejects.toThrow('throttled');
    stored = { a: '{"key":"a"}' };
    expect(await secrets.read('a')).toEqual({ key: 'a' });
  });

  it.each(['hunter2', '"hunter2"', '["hunter2"]', 'null', '{"key":"hunter2"'])(
    'refuse %s without saying it',
    async (text) => {
      stored = { a: text };
      const error = (await secrets.read('a').catch((reason) => reason)) as Error;
      expect(error.message).toBe('The secret a is no object of JSON.');
      expect(error.stack).not.toContain('hunter2');
    },
  );
});

describe('a secret that a provider refuses', () => {
  const calls: unknown[] = [];
  /** Takes the key `good`. */
  const call = async (secret: Readonly<Record<string, unknown>>): Promise<string> => {
    calls.push(secret.key);
    if (secret.key !== 'good') throw new ProviderFault('aliyun', 'credentials', 'no');
    return 'sent';
  };
  beforeEach(async () => {
    calls.length = 0;
    stored = { a: '{"key":"old"}' };
    await secrets.read('a');
  });

  it('is read again, and the call made again, when it has been changed', async () => {
    nowMs += 10_000;
    stored = { a: '{"key":"good"}' };
    expect(await withSecret(secrets, 'a', call)).toBe('sent');
    expect(calls).toEqual(['old', 'good']);
  });

  it('is read again once, whoever many find out at the same time', async () => {
    nowMs += 10_000;
    stored = { a: '{"key":"good"}' };
    const all = await Promise.all(Array.from({ length: 20 }, () => withSecret(secrets, 'a', call)));
    expect(new Set(all)).toEqual(new Set(['sent']));
    expect(asked).toEqual(['a', 'a']);
  });

  it('is not tried again when it is the same, and asked for every ten seconds at most', async () => {
    for (let second = 0; second < 30; second += 1) {
      await expect(withSecret(secrets, 'a', call)).rejects.toMatchObject({ reason: 'credentials' });
      nowMs += 1000;
    }
    expect(calls).toHaveLength(30);
    expect(asked).toHaveLength(3); // at the start, after 10 and after 20
  });

  it('is not there any more: nothing is sent', async () => {
    nowMs += 10_000;
    stored = {};
    expect(await withSecret(secrets, 'a', call)).toBeUndefined();
    expect(calls).toEqual(['old']);
  });

  it('fails otherwise: it is not read again', async () => {
    nowMs += 60_000;
    const busy = () => Promise.reject(new ProviderFault('aliyun', 'busy', 'later'));
    await expect(withSecret(secrets, 'a', busy)).rejects.toMatchObject({ reason: 'busy' });
    expect(asked).toEqual(['a']);
  });
});
