/** Secrets Manager: generated once or put there by hand, kept in the store, read under permission. */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Authorize, AwsError, arn, type Count, type Service } from './aws.ts';
import type { Clock } from './clock.ts';
import type { ResourceKinds } from './resources.ts';
import type { Values } from './values.ts';

const generateSchema = z.strictObject({
  ExcludeCharacters: z.string().default(''),
  ExcludeLowercase: z.boolean().default(false),
  ExcludeNumbers: z.boolean().default(false),
  ExcludePunctuation: z.boolean().default(false),
  ExcludeUppercase: z.boolean().default(false),
  GenerateStringKey: z.string().optional(),
  IncludeSpace: z.boolean().default(false),
  PasswordLength: z.number().int().min(1).max(4096).default(32),
  RequireEachIncludedType: z.boolean().default(true),
  SecretStringTemplate: z.string().optional(),
});

const secretSchema = z.strictObject({
  Description: z.string().optional(),
  GenerateSecretString: generateSchema.optional(),
  KmsKeyId: z.string().optional(),
  SecretString: z.string().optional(),
});

export interface Secrets {
  readonly kinds: ResourceKinds;
  readonly call: Service;
  /** The value of the only secret whose logical id starts so. Throws an Error if there is none, or more than one. */
  value(logicalIdPrefix: string): string;
  /** What an operator has put there under this name. */
  kept(name: string): string | undefined;
}

const secretArn = (id: string): string => arn('secretsmanager', `secret:${id}`);

const BY_HAND = 'secrets.by-hand';
const putSchema = z.object({ SecretId: z.string().min(1), SecretString: z.string().min(1).max(65_536) });

/** `made`: the value of a secret that nobody has put there, for names that it knows. */
export function openSecrets(
  values: Values,
  clock: Clock,
  authorize: Authorize,
  count: Count,
  made: (name: string) => string | undefined = () => undefined,
): Secrets {
  const byHand = new Set<string>(JSON.parse(values.get(BY_HAND) ?? '[]'));
  const ids = new Set<string>();
  const read = (id: string): { value: string; createdAt: number } => JSON.parse(values.get(`secret.${id}`) as string);
  const put = (id: string, value: unknown, isNew: boolean): { ARN: string; Name: string } => {
    const parsed = putSchema.safeParse({ SecretId: id, SecretString: value });
    if (!parsed.success) throw new AwsError('InvalidParameterException', z.prettifyError(parsed.error));
    const known = ids.has(id) || byHand.has(id);
    if (isNew && known) throw new AwsError('ResourceExistsException', `The secret ${id} is there already.`);
    if (!isNew && !known)
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    if (!ids.has(id)) values.set(BY_HAND, JSON.stringify([...byHand.add(id)]));
    values.set(`secret.${id}`, JSON.stringify({ value: parsed.data.SecretString, createdAt: clock.now() }));
    return { ARN: secretArn(id), Name: id };
  };
  return {
    kinds: {
      'AWS::SecretsManager::Secret': {
        identify: (id) => ({ ref: secretArn(id), attributes: { Id: secretArn(id) } }),
        schema: secretSchema,
        declare(id, { SecretString, GenerateSecretString }: z.output<typeof secretSchema>) {
          ids.add(id);
          const kept = values.get(`secret.${id}`);
          if (kept && SecretString === undefined) return;
          if (kept && read(id).value === SecretString) return;
          const value = SecretString ?? (GenerateSecretString ? generate(GenerateSecretString) : '');
          values.set(`secret.${id}`, JSON.stringify({ value, createdAt: clock.now() }));
        },
      },
    },
    call(action, { Name, ...body }, principal) {
      const acts = ['GetSecretValue', 'CreateSecret', 'PutSecretValue'];
      if (!acts.includes(action))
        throw new AwsError('UnknownOperationException', `secretsmanager.${action} is not supported here.`);
      const id = String(body.SecretId ?? Name).replace(/^arn:.*:secret:/, '');
      authorize(principal, `secretsmanager:${action}`, secretArn(id));
      count('secretsmanager.requests', 1, id);
      if (action !== 'GetSecretValue') return put(id, body.SecretString, action === 'CreateSecret');
      const forIt = made(id);
      const isKept = ids.has(id) || byHand.has(id);
      if (!isKept && forIt === undefined)
        throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      const { value, createdAt } = isKept ? read(id) : { value: forIt, createdAt: 0 };
      return {
        ARN: secretArn(id),
        Name: id,
        SecretString: value,
        VersionId: '00000000-0000-0000-0000-000000000001',
        VersionStages: ['AWSCURRENT'],
        CreatedDate: createdAt / 1000,
      };
    },
    value(prefix) {
      const [id, ...more] = [...ids].filter((one) => one.startsWith(prefix));
      if (!id || more.length) throw new Error(`${id ? 'More than one' : 'No'} secret starts with ${prefix}.`);
      return read(id).value;
    },
    kept: (name) => (byHand.has(name) ? read(name).value : undefined),
  };
}

/** As GetRandomPassword does it; inside `SecretStringTemplate` when there is one. */
function generate(options: z.output<typeof generateSchema>): string {
  const kinds = [
    options.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    options.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    options.IncludeSpace ? ' ' : '',
  ]
    .map((alphabet) => [...alphabet].filter((character) => !options.ExcludeCharacters.includes(character)))
    .filter((alphabet) => alphabet.length > 0);
  const all = kinds.flat();
  if (all.length === 0) throw new Error('GenerateSecretString leaves no character to choose from');
  const pick = (from: readonly string[]): string => from[randomInt(from.length)] as string;
  const characters = Array.from({ length: options.PasswordLength }, () => pick(all));
  if (options.RequireEachIncludedType && options.PasswordLength >= kinds.length) {
    const places = new Set<number>();
    while (places.size < kinds.length) places.add(randomInt(options.PasswordLength));
    for (const [index, place] of [...places].entries()) characters[place] = pick(kinds[index] as string[]);
  }
  const password = characters.join('');
  if (!options.GenerateStringKey) return password;
  return JSON.stringify({ ...JSON.parse(options.SecretStringTemplate ?? '{}'), [options.GenerateStringKey]: password });
}
