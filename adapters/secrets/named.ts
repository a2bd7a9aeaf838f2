/**
 * Secrets by name, as operators keep them: an object of JSON each, in Secrets Manager or, where that has none of the name, in the parameter
 * store, whose names begin with a slash: `gongdan/prod/sms` is `/gongdan/prod/sms` there.
 */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';

export type Secret = Readonly<Record<string, unknown>>;

export interface Secrets {
  /** Undefined when there is none of the name. What was read less than five minutes ago is not read again. Rejects when it is no object of JSON. */
  read(name: string): Promise<Secret | undefined>;
  /** Whether it is another one than `refused` by now: reads it again, at most every ten seconds. */
  hasChanged(name: string, refused: Secret): Promise<boolean>;
}

interface SecretsOptions {
  /** Each is made, and its client loaded, when something is asked of it. */
  readonly secretsManager: () => Promise<Pick<SecretsManagerClient, 'send'>>;
  readonly ssm: () => Promise<Pick<SSMClient, 'send'>>;
  readonly time: Pick<Time, 'now'>;
}

interface Kept {
  readonly atMs: number;
  readonly secret: Promise<{ readonly text: string; readonly value: Secret } | undefined>;
}

const KEPT_MS = 5 * 60_000;
/** A key that is revoked for good must not ask once a message. */
const AGAIN_MS = 10_000;

export const createSecrets = ({ secretsManager, ssm, time }: SecretsOptions): Secrets => {
  const kept = new Map<string, Kept>();

  const read = (name: string, before?: Kept): Kept => {
    const fresh: Kept = {
      atMs: toMs(time.now()),
      secret: (async () => {
        const text = (await readStored(await secretsManager(), name)) ?? (await readParameter(await ssm(), `/${name}`));
        const old = await before?.secret.catch(() => undefined);
        if (text === undefined) return undefined;
        return old?.text === text ? old : { text, value: objectOf(name, text) };
      })(),
    };
    kept.set(name, fresh);
    fresh.secret.catch(() => {
      if (kept.get(name) === fresh) kept.delete(name); // a passing failure is not remembered
    });
    return fresh;
  };

  const current = (name: string, forMs: number): Kept => {
    const found = kept.get(name);
    const age = found ? toMs(time.now()) - found.atMs : 0;
    return found && age >= 0 && age < forMs ? found : read(name, found);
  };

  return {
    read: async (name) => (await current(name, KEPT_MS).secret)?.value,
    hasChanged: async (name, refused) => {
      const seen = (await current(name, KEPT_MS).secret)?.value;
      if (seen !== refused) return true;
      return (await current(name, AGAIN_MS).secret)?.value !== refused;
    },
  };
};

const readStored = async (client: Pick<SecretsManagerClient, 'send'>, name: string): Promise<string | undefined> => {
  const { GetSecretValueCommand, ResourceNotFoundException } = await import('@aws-sdk/client-secrets-manager');
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const readParameter = async (client: Pick<SSMClient, 'send'>, name: string): Promise<string | undefined> => {
  const { GetParameterCommand, ParameterNotFound } = await import('@aws-sdk/client-ssm');
  try {
    return (await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
};

/** What JSON.parse says would quote the secret. */
const objectOf = (name: string, text: string): Secret => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {}
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`The secret ${name} is no object of JSON.`);
  return value as Secret;
};
