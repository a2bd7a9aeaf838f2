import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startRuntime } from '../../../local/runtime.ts';
import { httpApi, lambda, type Resources, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

const START = Date.parse('2026-03-01T08:00:00Z');
// The SDKs are not bundled into these handlers: they speak the same wire format by hand.
const HANDLER = `
  const headers = (target) => ({
    'content-type': 'application/x-amz-json-1.0',
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260301/local/x/aws4_request, Signature=0',
    ...(target ? { 'x-amz-target': target } : {}),
  });
  const send = async (target, path, body) => {
    const response = await fetch(process.env.AWS_ENDPOINT_URL + path, { method: 'POST', headers: headers(target), body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  export const handler = async (event) => {
    if (event.Records) return { batchItemFailures: [] };
    const { target, path = '/', body } = JSON.parse(event.body);
    return send(target, path, body);
  };
`;

const grants = [
  { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: { Ref: 'ChannelSecret' } },
  {
    Effect: 'Allow',
    Action: 'ses:SendEmail',
    Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:identity/\${Mail}` },
  },
  { Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
  { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
];

const desk: Resources = {
  Role: role('lambda.amazonaws.com', grants),
  Desk: lambda('a1', 'Role'),
  ...httpApi('Desk', { 'POST /call': {} }),
  ChannelSecret: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      GenerateSecretString: {
        GenerateStringKey: 'key',
        SecretStringTemplate: '{"channel":"shop"}',
        ExcludePunctuation: true,
      },
    },
  },
  OtherSecret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { PasswordLength: 40 } } },
  Mail: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'gongdan.local' } },
  Table: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      Replicas: [{ Region: { Ref: 'AWS::Region' } }],
    },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 60 } },
};
const assembly = writeAssembly({ One: { Resources: desk } }, { a1: HANDLER });

async function ask(url: string, target: string | undefined, body: unknown, path?: string): Promise<any> {
  const response = await fetch(`${url}/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ target, body, path }),
  });
  return response.json();
}

const mail = (from: string) => ({
  FromEmailAddress: from,
  Destination: { ToAddresses: ['li@example.com'] },
  Content: { Simple: { Subject: { Data: '工单已受理' }, Body: { Text: { Data: '您好' } } } },
});
const SEND = '/v2/email/outbound-emails';

describe('the AWS endpoint', () => {
  it('serves tables, secrets and mail under the permission of the function', async () => {
    await using machine = await start(assembly, { clock: { kind: 'stepped' }, start: START });
    const { runtime, said } = machine;
    const { url } = runtime;

    const [{ ref: TableName } = { ref: '' }] = runtime.resources('AWS::DynamoDB::GlobalTable');
    const put = { TableName, Item: { pk: { S: 'tkt_1' } } };
    expect(await ask(url, 'DynamoDB_20120810.PutItem', put)).toMatchObject({ status: 200 });
    expect(
      await runtime.call('DynamoDB_20120810', 'GetItem', { TableName, Key: { pk: { S: 'tkt_1' } } }),
    ).toMatchObject({ Item: { pk: { S: 'tkt_1' } } });
    expect(await ask(url, 'DynamoDB_20120810.DeleteItem', { TableName, Key: { pk: { S: 'tkt_1' } } })).toMatchObject({
      status: 400,
      body: {
        __type: expect.stringMatching(/AccessDeniedException$/),
        message: expect.stringContaining('dynamodb:DeleteItem'),
      },
    });
    expect(said).toEqual([expect.stringContaining('"Action":"dynamodb:DeleteItem"')]);

    const [{ ref: SecretId } = { ref: '' }] = runtime.resources('AWS::SecretsManager::Secret', 'ChannelSecret');
    const secret = await ask(url, 'secretsmanager.GetSecretValue', { SecretId });
    expect(secret).toMatchObject({
      status: 200,
      body: { SecretString: runtime.secret('Channel'), CreatedDate: START / 1000 },
    });
    expect(JSON.parse(secret.body.SecretString)).toEqual({
      channel: 'shop',
      key: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
    });
    const [{ ref: other } = { ref: '' }] = runtime.resources('AWS::SecretsManager::Secret', 'OtherSecret');
    expect(await ask(url, 'secretsmanager.GetSecretValue', { SecretId: other })).toMatchObject({
      body: { __type: 'AccessDeniedException' },
    });

    expect(await ask(url, undefined, mail('工单 <desk@gongdan.local>'), SEND)).toMatchObject({ status: 200 });
    expect(await ask(url, undefined, mail('desk@elsewhere.local'), SEND)).toMatchObject({
      body: { __type: 'AccessDeniedException' },
    });
    const listed = (await (await fetch(`${url}/_local/mails`)).json()) as any;
    expect(listed.mails).toEqual(runtime.mails().map((one) => JSON.parse(JSON.stringify(one))));
    expect(listed.mails).toEqual([
      expect.objectContaining({ time: START, to: ['li@example.com'], subject: '工单已受理', text: '您好' }),
    ]);

    const bill = (await (await fetch(`${url}/_local/bill`)).json()) as any;
    expect(bill.totals).toMatchObject({
      'ses.mails': 1,
      'secretsmanager.requests': 1,
      'lambda.invocations': 6,
      'apigateway.requests': 6,
    });
    expect(bill.dollars).toBeCloseTo(
      bill.lines.reduce((sum: number, { cost }: any) => sum + cost, 0),
      12,
    );
  });

  it('refuses services, actions and callers that it does not know', async () => {
    await using machine = await start(assembly);
    const { url } = machine.runtime;
    expect(await ask(url, 'Nothing.Do', {})).toMatchObject({
      status: 400,
      body: { __type: 'UnknownOperationException' },
    });
    expect(await ask(url, 'secretsmanager.DeleteSecret', {})).toMatchObject({
      body: { __type: 'UnknownOperationException' },
    });
    expect(await ask(url, undefined, {}, '/2015-03-31/functions')).toMatchObject({ status: 404 });
  });
});

describe('the clock', () => {
  it('runs due timers in order, each to rest, and stops exactly where it was told', async () => {
    await using machine = await start(assembly, { clock: { kind: 'stepped' }, start: START });
    const { runtime } = machine;
    const seen: number[] = [];
    runtime.clock.at(START + 2000, () => {
      seen.push(runtime.clock.now() - START);
      void runtime.activity.during(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        runtime.clock.at(START + 2500, () => seen.push(runtime.clock.now() - START));
      });
    });
    runtime.clock.at(START + 1000, () => seen.push(runtime.clock.now() - START));
    runtime.clock.at(START + 9000, () => seen.push(-1));
    await Promise.all([runtime.advance(2600), runtime.advance(1000)]);
    expect(seen).toEqual([1000, 2000, 2500]);
    expect(runtime.clock.now()).toBe(START + 3600);
    expect(await runtime.advanceToNext()).toBe(true);
    expect(seen).toEqual([1000, 2000, 2500, -1]);
  });

  it('is moved over HTTP when it is stepped, and refuses otherwise', async () => {
    const advance = async (url: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/_local/advance`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, ...((await response.json()) as object) };
    };
    await using stepped = await start(assembly, { clock: { kind: 'stepped' }, start: START });
    expect(await advance(stepped.runtime.url, { minutes: 30 })).toMatchObject({
      status: 200,
      now: '2026-03-01T08:30:00.000Z',
    });
    expect(await advance(stepped.runtime.url, { minutes: -1 })).toMatchObject({ status: 400 });
    await using real = await start(assembly);
    expect(await advance(real.runtime.url, { minutes: 30 })).toMatchObject({ status: 409 });
  });

  it('refuses a web page that asks with a borrowed name or type', async () => {
    await using machine = await start(assembly);
    const { url } = machine.runtime;
    expect((await fetch(`${url}/_local/token`, { method: 'POST', body: '{"subject":"agt_1"}' })).status).toBe(415);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${url}/_local/mails`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });
});

describe('a data directory', () => {
  it('keeps secrets, the issuer, mail and the time over a restart', async () => {
    const dataDir = tempFolder();
    const options = { dataDir, clock: { kind: 'stepped' }, start: START } as const;
    const first = await start(assembly, options);
    const secret = first.runtime.secret('ChannelSecret');
    const token = await first.runtime.token('agt_1', []);
    await ask(first.runtime.url, undefined, mail('desk@gongdan.local'), SEND);
    await first.runtime.advance(3_600_000);
    await first.runtime.stop();

    await using second = await start(assembly, options);
    expect(second.runtime.secret('ChannelSecret')).toBe(secret);
    expect(second.runtime.mails()).toHaveLength(1);
    expect(second.runtime.clock.now()).toBe(START + 3_600_000);
    expect((await second.runtime.token('agt_1', [])).split('.')[0]).toBe(token.split('.')[0]);
  });

  it.each([1, 600])('never goes back in time at a speed of %i', async (factor) => {
    const dataDir = tempFolder();
    const clock = { kind: 'scaled', factor } as const;
    let last = Date.now() + 86_400_000;
    for (let round = 0; round < 3; round++) {
      await using machine = await start(assembly, { dataDir, clock, start: last });
      expect(machine.runtime.clock.now()).toBeGreaterThanOrEqual(last);
      last = machine.runtime.clock.now();
    }
  });

  it('refuses a second runtime, a foreign file, damage, and a file in its place', async () => {
    const dataDir = tempFolder();
    const refused = async (folder: string): Promise<string> => {
      try {
        await start(assembly, { dataDir: folder });
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error(`${folder} was accepted`);
    };
    await using _first = await start(assembly, { dataDir });
    expect(await refused(dataDir)).toMatch(/gongdan\.db is in use by another runtime\.$/);

    const damaged = tempFolder();
    writeFileSync(join(damaged, 'gongdan.db'), 'not a database, '.repeat(1000));
    expect(await refused(damaged)).toMatch(/^[^\n]*gongdan\.db cannot be opened: file is not a database$/);

    // Torn from its second page on, or only where tables begin to be filled: seen when it is opened, or when it is read.
    for (const from of [4096, 40_960]) {
      const torn = tempFolder();
      await (await start(assembly, { dataDir: torn })).runtime.stop();
      writeFileSync(join(torn, 'gongdan.db'), readFileSync(join(torn, 'gongdan.db')).fill(1, from));
      expect(await refused(torn)).toMatch(/^[^\n]*gongdan-test[^\n]*: database disk image is malformed\.?$/);
    }

    const foreign = tempFolder();
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(join(foreign, 'gongdan.db'));
    database.exec('CREATE TABLE theirs (a)');
    database.close();
    expect(await refused(foreign)).toMatch(/gongdan\.db is not a data file of Gongdan\.$/);

    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(await refused(file)).toMatch(/file cannot be used as the data directory/);
  });
});

describe('the start', () => {
  it('refuses a missing build and a port in use, in one line', async () => {
    const empty = tempFolder();
    mkdirSync(join(empty, 'cdk.out'));
    await expect(start(join(empty, 'cdk.out'))).rejects.toThrow(/^There is no build in [^\n]*$/);
    await using machine = await start(assembly);
    const port = Number(new URL(machine.runtime.url).port);
    await expect(startRuntime({ assembly, dataDir: ':memory:', port, say: () => {} })).rejects.toThrow(
      `Port ${port} is in use: choose another with --port.`,
    );
  });

  it('refuses a template that asks for more than it can do', async () => {
    const resources = { ...desk, Desk: lambda('a1', 'Role', { Layers: ['x'] }) };
    await expect(start(writeAssembly({ One: { Resources: resources } }, { a1: HANDLER }))).rejects.toThrow(
      'One Desk (AWS::Lambda::Function): the local runtime does not support the property "Layers"',
    );
  });
});
