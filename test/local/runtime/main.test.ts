import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { routeKey } from '../../../contracts/routes/route.ts';
import { ROUTES } from '../../../contracts/routes.ts';
import { httpApi, lambda, type Resources, role, tempFolder, writeAssembly } from '../support/assembly.ts';
import { start } from '../support/runtime.ts';

const MAIN = new URL('../../../local/main.ts', import.meta.url).pathname;
const HANDLER = `
  export const handler = async ({ body }) => {
    console.log('got ' + body);
    const response = await fetch(process.env.AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260301/local/x/aws4_request, Signature=0',
        'x-amz-target': 'DynamoDB_20120810.PutItem',
      },
      body: JSON.stringify({ TableName: 'Table', Item: { pk: { S: body } } }),
    });
    return { statusCode: response.ok ? 201 : 500, body: String(new Date(0).getHours()) };
  };
`;
const resources: Resources = {
  Table: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      Replicas: [{ Region: { Ref: 'AWS::Region' } }],
    },
  },
  Role: role('lambda.amazonaws.com', [
    { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
  ]),
  Intake: lambda('a1', 'Role'),
  ...httpApi('Intake', { 'POST /v1/tickets': {}, [routeKey(ROUTES.putAgent)]: {} }), // the sample desk is put there first
};
const assembly = writeAssembly({ One: { Resources: resources } }, { a1: HANDLER });

const running: ChildProcess[] = [];

interface Main {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  readonly printed: () => string;
  /** Its base URL, once it says so. */
  readonly url: Promise<string>;
  readonly exit: Promise<number | null>;
}

function main(...args: string[]): Main {
  // Another time zone than Lambda's, to see that it does not matter.
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, TZ: 'Asia/Shanghai' } });
  running.push(child);
  let text = '';
  const url = new Promise<string>((resolve) => {
    const read = (chunk: Buffer): void => {
      text += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, printed: () => text, url, exit };
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const post = (url: string, body: string): Promise<Response> =>
  fetch(`${url}/v1/tickets`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });

describe('npm start', { timeout: 30_000 }, () => {
  it('serves until it is interrupted, in the time zone of Lambda, and keeps what functions print', async () => {
    const dataDir = tempFolder();
    const { child, url, exit, printed } = main('--port', '0', '--assembly', assembly, '--data-dir', dataDir);
    const response = await post(await url, 'tkt_1');
    expect([response.status, await response.text()]).toEqual([201, '0']);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(printed()).toContain('/_local/token');
    expect(printed()).not.toMatch(/warning|error/i);
    expect(readFileSync(join(dataDir, 'functions.log'), 'utf8')).toMatch(/\ngot tkt_1\n$/);
  });

  it('loses nothing that it answered when it is killed', async () => {
    const dataDir = tempFolder();
    const { child, url, exit } = main('--port', '0', '--assembly', assembly, '--data-dir', dataDir);
    const base = await url;
    const answered: string[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (;;) {
        const id = `tkt_${next++}`;
        const { status } = await post(base, id);
        if (status === 201 && answered.push(id) === 60) child.kill('SIGKILL');
      }
    };
    await Promise.allSettled([worker(), worker(), worker(), worker()]);
    await exit;
    expect(answered.length).toBeGreaterThanOrEqual(60);

    await using after = await start(assembly, { dataDir });
    const { Items } = await after.runtime.call('DynamoDB_20120810', 'Scan', { TableName: 'Table' });
    expect(Items.map(({ pk }: any) => pk.S)).toEqual(expect.arrayContaining(answered));
  });

  it.each([
    [
      ['--assembly', '/no/such/build'],
      /^gongdan: There is no build in \/no\/such\/build: run "npm run build" first\.\n$/,
    ],
    [['--port', 'x'], /^gongdan: --port x is not a port\.\nUsage: [^\n]*\n$/],
    [['--speed', '0'], /^gongdan: --speed 0 is not a number above 0\.\nUsage: [^\n]*\n$/],
    [['--faults', 'dely=1'], /^gongdan: --faults knows no dely: there are duplicate, [^\n]*\nUsage: [^\n]*\n$/],
    [['--prot', '1'], /^gongdan: Unknown option '--prot'[^\n]*\nUsage: [^\n]*\n$/],
  ])('refuses %j in one line', async (args, expected) => {
    const { exit, printed } = main(...args);
    expect(await exit).toBe(1);
    expect(printed()).toMatch(expected);
  });
});
