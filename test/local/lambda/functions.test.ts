import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Activity } from '../../../local/activity.ts';
import { readAssembly } from '../../../local/assembly/read.ts';
import { AwsError, arn } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { Functions } from '../../../local/lambda/functions.ts';
import type { PoolLimits } from '../../../local/lambda/pool.ts';
import { type Outputs, openOutputs } from '../../../local/outputs.ts';
import { lambda, type Resources, tempFolder, writeAssembly } from '../support/assembly.ts';

const BUNDLE = `
  let count = 0;
  let kept = [];
  const actions = {
    echo: (event) => event.value,
    count: () => ++count,
    environment: () => process.env,
    time: () => ({ now: Date.now(), date: new Date().toISOString(), text: Date().slice(0, 15), same: new Date(5).getTime(), is: new Date() instanceof Date }),
    context: (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() }),
    fail: () => { throw new RangeError('no such thing'); },
    failWithText: () => { throw 'just text'; },
    nothing: () => undefined,
    exit: () => process.exit(3),
    loop: () => { for (;;); },
    never: () => new Promise(() => {}),
    grow: () => { for (;;) kept.push(new Array(1e6).fill(Math.random())); },
    hoard: () => { kept.push(Buffer.alloc(200 * 1024 * 1024)); return 'kept'; },
    stray: () => { setTimeout(() => { throw new Error('stray'); }, 0); return new Promise(() => {}); },
    big: () => 'x'.repeat(7 * 1024 * 1024),
    print: () => { console.log('a line from console'); process.stdout.write('and one from stdout\\n'); process.exit(0); },
    leak: () => { globalThis.leaked = true; process.env.LEAKED = 'yes'; return process.env.LEAKED; },
    wait: (event) => new Promise((resolve) => setTimeout(() => resolve(event.value), event.ms)),
  };
  export const handler = async (event, context) => actions[event.do](event, context);
`;

const START = Date.parse('2026-03-01T08:00:00Z');
const clock = new Clock({ kind: 'stepped' }, START);
const folder = tempFolder();
const counted: Record<string, number> = {};
const said: string[] = [];
let outputs: Outputs;
let functions: Functions;

function functionsFor(resources: Resources, bundles: Record<string, string>, limits?: PoolLimits): Functions {
  const { assets } = readAssembly(writeAssembly({ One: { Resources: resources } }, bundles));
  const made = new Functions({
    clock,
    activity: new Activity(),
    authorize: (principal, action, resource) => {
      if (principal === 'stranger') throw new AwsError('AccessDeniedException', `${action} on ${resource}`);
    },
    count: (name, amount) => {
      counted[name] = (counted[name] ?? 0) + amount;
    },
    say: (line) => said.push(line),
    asset: (key) => assets.get(key),
    endpoint: () => ({ url: 'http://127.0.0.1:1', call: async () => 'unheard' }),
    outputs: outputs.descriptors,
    ...(limits ? { limits } : {}),
  });
  for (const [id, { Properties }] of Object.entries(resources)) {
    const properties = {
      ...(Properties as object),
      Code: { S3Bucket: 'b', S3Key: (Properties as any).Code.S3Key },
      Role: 'r',
    };
    const kind = made.kinds['AWS::Lambda::Function'];
    kind?.declare(id, kind.schema.parse(properties));
  }
  return made;
}

const ask = (what: string, more: object = {}, name = 'Desk') =>
  functions.invoke(name, { do: what, ...more }, 'someone');

beforeAll(() => {
  outputs = openOutputs(folder, false);
  functions = functionsFor(
    {
      Desk: lambda('a1', 'Role', { Environment: { Variables: { TABLE: 'tickets' } } }),
      Hasty: lambda('a1', 'Role', { Timeout: 1 }),
      Small: lambda('a1', 'Role', { MemorySize: 128 }),
      Broken: lambda('b2', 'Role'),
      Nameless: lambda('c3', 'Role'),
    },
    { a1: BUNDLE, b2: `import 'no-such-package';`, c3: 'export const other = 1;' },
  );
});

afterAll(async () => {
  await functions.stop();
  clock.stop();
  outputs.close();
});

describe('a function', () => {
  it('answers what its handler answers', async () => {
    expect(await ask('echo', { value: { 主题: '退款 😀', list: [1, null] } })).toEqual({
      payload: { 主题: '退款 😀', list: [1, null] },
    });
    expect(await ask('nothing')).toEqual({ payload: null });
  });

  it('is found by name, ARN and qualified ARN', async () => {
    for (const target of ['Desk', 'Desk:live', arn('lambda', 'function:Desk'), arn('lambda', 'function:Desk:live')]) {
      expect((await functions.invoke(target, { do: 'echo', value: 1 }, 'someone')).payload).toBe(1);
    }
  });

  it('keeps its sandbox between events, and counts what is billed', async () => {
    const before = counted['lambda.invocations'] ?? 0;
    const first = (await ask('count')).payload as number;
    expect((await ask('count')).payload).toBe(first + 1);
    expect(counted['lambda.invocations']).toBe(before + 2);
    expect(counted['lambda.gbSeconds']).toBeGreaterThan(0);
  });

  it('has the environment of the template, its own name, and nothing of this process', async () => {
    const { payload } = await ask('environment');
    expect(payload).toMatchObject({
      TABLE: 'tickets',
      AWS_REGION: 'local',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'Desk',
      AWS_LAMBDA_FUNCTION_NAME: 'Desk',
      _HANDLER: 'index.handler',
    });
    expect(payload).not.toHaveProperty('PATH');
    await ask('leak');
    expect(process.env.LEAKED).toBeUndefined();
    expect(globalThis).not.toHaveProperty('leaked');
  });

  it('sees the clock of the runtime, also after it moved', async () => {
    expect((await ask('time')).payload).toEqual({
      now: START,
      date: '2026-03-01T08:00:00.000Z',
      text: 'Sun Mar 01 2026',
      same: 5,
      is: true,
    });
    clock.moveTo(START + 3_600_000);
    expect((await ask('time')).payload).toMatchObject({ now: START + 3_600_000, date: '2026-03-01T09:00:00.000Z' });
  });

  it('gets the context of Lambda', async () => {
    const { payload } = (await ask('context')) as { payload: any };
    expect(payload).toMatchObject({
      functionName: 'Desk',
      memoryLimitInMB: '256',
      invokedFunctionArn: arn('lambda', 'function:Desk'),
    });
    expect(payload.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(payload.remaining).toBeGreaterThan(5000);
    expect(payload.remaining).toBeLessThanOrEqual(10_000);
  });

  it('fails as Lambda says it', async () => {
    const failed = (await ask('fail')) as { payload: any; functionError?: string };
    expect(failed.functionError).toBe('Unhandled');
    expect(failed.payload).toMatchObject({ errorType: 'RangeError', errorMessage: 'no such thing' });
    expect(failed.payload.trace[0]).toBe('RangeError: no such thing');
    expect(await ask('failWithText')).toMatchObject({ payload: { errorType: 'string', errorMessage: 'just text' } });
    expect((await ask('echo', { value: 1 })).payload).toBe(1);
  });

  it.each([
    ['exit', 'Desk', 'Runtime.ExitError'],
    ['loop', 'Hasty', 'Sandbox.Timedout'],
    ['never', 'Hasty', 'Sandbox.Timedout'],
    ['grow', 'Small', 'Runtime.OutOfMemory'],
    ['hoard', 'Small', 'Runtime.OutOfMemory'],
    ['stray', 'Desk', 'Error'],
    ['big', 'Desk', 'Function.ResponseSizeTooLarge'],
  ])('is contained when it does %s, and works again after it', { timeout: 20_000 }, async (what, name, errorType) => {
    expect(await ask(what, {}, name)).toMatchObject({ functionError: 'Unhandled', payload: { errorType } });
    expect((await ask('echo', { value: 'again' }, name)).payload).toBe('again');
  });

  it('says in one line why a bundle cannot be loaded', async () => {
    expect(await ask('echo', {}, 'Broken')).toMatchObject({ functionError: 'Unhandled' });
    expect(said.at(-1)).toMatch(/^Broken failed: Error: Cannot find package 'no-such-package'/);
    expect(await ask('echo', {}, 'Nameless')).toMatchObject({ payload: { errorType: 'Runtime.HandlerNotFound' } });
  });

  it('loses nothing that it printed, even when it ends itself', async () => {
    await ask('print');
    const log = readFileSync(join(folder, 'functions.log'), 'utf8');
    expect(log).toContain('a line from console\nand one from stdout\n');
  });

  it('refuses who has no permission, what is not there, and what is too large', async () => {
    await expect(functions.invoke('Desk', {}, 'stranger')).rejects.toMatchObject({ code: 'AccessDeniedException' });
    await expect(functions.invoke('Nobody', {}, 'someone')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    await expect(ask('echo', { value: 'x'.repeat(7e6) })).rejects.toMatchObject({
      code: 'RequestEntityTooLargeException',
    });
  });

  it('refuses to be declared without its bundle', () => {
    const declare = () => functionsFor({ Lost: lambda('zz', 'Role') }, {});
    expect(declare).toThrow('there is no bundle for the handler index.handler (zz.zip)');
  });
});

describe('sandboxes', () => {
  it('handle one event at a time each, in order beyond the limit', async () => {
    const one = functionsFor({ Desk: lambda('a1', 'Role') }, { a1: BUNDLE }, { perFunction: 1, total: 4, idleMs: 0 });
    const order: unknown[] = [];
    const run = async (value: number) =>
      order.push((await one.invoke('Desk', { do: 'wait', ms: 5 - value, value }, 'x')).payload);
    await Promise.all([1, 2, 3, 4].map(run));
    expect(order).toEqual([1, 2, 3, 4]);
    const counts = await Promise.all([1, 2, 3].map(() => one.invoke('Desk', { do: 'count' }, 'x')));
    expect(counts.map(({ payload }) => payload)).toEqual([1, 2, 3]); // one sandbox did it all
    await one.stop();
  });

  it('are retired beyond the total, and a function always gets one', async () => {
    const many = functionsFor(
      { A: lambda('a1', 'Role'), B: lambda('a1', 'Role'), C: lambda('a1', 'Role') },
      { a1: BUNDLE },
      { perFunction: 2, total: 1, idleMs: 0 },
    );
    const all = ['A', 'B', 'C', 'A', 'B', 'C'].map((name) =>
      many.invoke(name, { do: 'wait', ms: 1, value: name }, 'x'),
    );
    expect((await Promise.all(all)).map(({ payload }) => payload)).toEqual(['A', 'B', 'C', 'A', 'B', 'C']);
    expect((await many.invoke('A', { do: 'count' }, 'x')).payload).toBe(1);
    expect((await many.invoke('B', { do: 'count' }, 'x')).payload).toBe(1);
    expect((await many.invoke('A', { do: 'count' }, 'x')).payload).toBe(1); // its first sandbox made room for B
    await many.stop();
  });

  it('are not given up for another function while they are in use every moment', async () => {
    const busy = functionsFor(
      { A: lambda('a1', 'Role'), B: lambda('a1', 'Role') },
      { a1: BUNDLE },
      { perFunction: 2, total: 2, idleMs: 3_600_000 },
    );
    const count = async (name: string) => (await busy.invoke(name, { do: 'count' }, 'x')).payload;
    await count('A');
    const answers = await Promise.all([count('B'), count('B'), count('B')]);
    expect(answers).toEqual([1, 2, 3]); // B waits for its one sandbox
    expect(await count('A')).toBe(2);
    await busy.stop();
  });
});
