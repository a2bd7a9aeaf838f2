/** Systems Manager's parameters: settings and secrets that an operator puts there by hand, read under permission. */
import { z } from 'zod';
import { type Authorize, AwsError, arn, type Count, type Service } from './aws.ts';
import type { Clock } from './clock.ts';
import type { ResourceKind, ResourceKinds } from './resources.ts';
import type { Store } from './store.ts';

const TYPES = ['String', 'StringList', 'SecureString'] as const;

const declared = z.strictObject({
  Name: z.string().optional(),
  Type: z.enum(['String', 'StringList']), // templates cannot hold a SecureString
  Value: z.string(),
  Description: z.string().optional(),
  Tier: z.literal('Standard').optional(),
});

const putSchema = z.object({
  Name: z.string().min(1).max(1011),
  Value: z.string().min(1).max(4096),
  Type: z.enum(TYPES).default('String'),
  Overwrite: z.boolean().default(false),
});
const getSchema = z.object({ Name: z.string(), WithDecryption: z.boolean().default(false) });
const getManySchema = z.object({
  Names: z.array(z.string()).min(1).max(10),
  WithDecryption: z.boolean().default(false),
});

export interface Parameters {
  readonly kinds: ResourceKinds;
  /** GetParameter, GetParameters, PutParameter, DeleteParameter. */
  readonly call: Service;
  /** As an operator does it: in the place of what was there. */
  put(name: string, type: (typeof TYPES)[number], value: string): void;
  /** What an operator has put there under this name. */
  kept(name: string): string | undefined;
}

interface Row {
  readonly name: string;
  readonly type: (typeof TYPES)[number];
  readonly value: string;
  readonly version: number;
  readonly changedAt: number;
}

/** `made`: the value of a parameter that nobody has put there, for names that it knows. */
export function openParameters(
  store: Store,
  clock: Clock,
  authorize: Authorize,
  count: Count,
  made: (name: string) => string | undefined = () => undefined,
): Parameters {
  store.exec(
    'CREATE TABLE IF NOT EXISTS local_parameters (name TEXT PRIMARY KEY, type TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL, changedAt INTEGER NOT NULL) WITHOUT ROWID',
  );
  const read = (name: string): Row | undefined =>
    store.get<Row>('SELECT name, type, value, version, changedAt FROM local_parameters WHERE name = ?', name);
  const found = (name: string): Row | undefined => {
    const value = made(name);
    return (
      read(name) ?? (value === undefined ? undefined : { name, type: 'SecureString', value, version: 1, changedAt: 0 })
    );
  };
  const put = (name: string, type: Row['type'], value: string): void => {
    const known = read(name);
    if (known?.value === value && known.type === type) return;
    store.run(
      'INSERT OR REPLACE INTO local_parameters (name, type, value, version, changedAt) VALUES (?, ?, ?, ?, ?)',
      ...[name, type, value, (known?.version ?? 0) + 1, clock.now()],
    );
  };
  const named = (given: string): string => given.replace(/^arn:[^:]+:ssm:[^:]*:[^:]*:parameter(?=\/)/, '');

  const actions: Readonly<Record<string, (body: unknown, principal: string) => unknown>> = {
    GetParameter(body, principal) {
      const { Name, WithDecryption } = checked(getSchema, body);
      authorize(principal, 'ssm:GetParameter', parameterArn(named(Name)));
      const row = found(named(Name));
      if (!row) throw new AwsError('ParameterNotFound', '');
      return { Parameter: shown(row, WithDecryption) };
    },
    GetParameters(body, principal) {
      const { Names, WithDecryption } = checked(getManySchema, body);
      for (const name of Names) authorize(principal, 'ssm:GetParameters', parameterArn(named(name)));
      const rows = Names.map((name) => found(named(name)));
      return {
        Parameters: rows.flatMap((row) => (row ? [shown(row, WithDecryption)] : [])),
        InvalidParameters: Names.filter((_, at) => !rows[at]),
      };
    },
    PutParameter(body, principal) {
      const { Name, Type, Value, Overwrite } = checked(putSchema, body);
      authorize(principal, 'ssm:PutParameter', parameterArn(Name));
      if (read(Name) && !Overwrite)
        throw new AwsError('ParameterAlreadyExists', 'The parameter already exists. To overwrite it, say so.');
      put(Name, Type, Value);
      return { Version: read(Name)?.version, Tier: 'Standard' };
    },
    DeleteParameter(body, principal) {
      const { Name } = checked(z.object({ Name: z.string() }), body);
      authorize(principal, 'ssm:DeleteParameter', parameterArn(Name));
      if (store.run('DELETE FROM local_parameters WHERE name = ?', Name).changes === 0)
        throw new AwsError('ParameterNotFound', '');
      return {};
    },
  };

  return {
    kinds: {
      'AWS::SSM::Parameter': {
        identify: (id, property) => ({ ref: String(property('Name') ?? id), attributes: {} }),
        schema: declared,
        declare: (id, { Name = id, Type, Value }: z.output<typeof declared>) => put(Name, Type, Value),
      } as ResourceKind,
    },
    call(action, body, principal) {
      const act = actions[action];
      if (!act) throw new AwsError('UnknownOperationException', `ssm.${action} is not supported here.`);
      count('ssm.requests', 1); // free as long as nobody asks more than forty times a second
      return act(body, principal);
    },
    put,
    kept: (name) => read(name)?.value,
  };
}

const parameterArn = (name: string): string => arn('ssm', `parameter/${name.replace(/^\//, '')}`);

/** Without decryption a secret comes as the cipher that it is. */
const shown = ({ name, type, value, version, changedAt }: Row, decrypted: boolean) => ({
  Name: name,
  Type: type,
  Value: type === 'SecureString' && !decrypted ? Buffer.from(`sealed:${version}`).toString('base64') : value,
  Version: version,
  LastModifiedDate: changedAt / 1000,
  ARN: parameterArn(name),
  DataType: 'text',
});

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AwsError('ValidationException', z.prettifyError(parsed.error));
}
