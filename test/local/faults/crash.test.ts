import { afterAll, beforeAll, expect, it } from 'vitest';
import { Activity } from '../../../local/activity.ts';
import { readAssembly } from '../../../local/assembly/read.ts';
import { Clock } from '../../../local/clock.ts';
import { type Endpoint, openEndpoint } from '../../../local/endpoint.ts';
import { faultsOf } from '../../../local/faults/faults.ts';
import { NO_FAULTS } from '../../../local/faults/rates.ts';
import { Functions } from '../../../local/lambda/functions.ts';
import { lambda, writeAssembly } from '../support/assembly.ts';

/** Three calls, one after the other, as the SDK makes them. */
const BUNDLE = `
  export const handler = async () => {
    for (const call of [1, 2, 3]) {
      const { ok } = await fetch(process.env.AWS_ENDPOINT_URL, {
        method: 'POST',
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260301/local/x/aws4_request, Signature=0',
          'x-amz-security-token': process.env.AWS_SESSION_TOKEN,
          'x-amz-target': 'Counter.Add',
        },
      });
      if (!ok) throw new Error('refused');
    }
    return 'done';
  };
`;
const INVOCATIONS = 12;

const faults = faultsOf({ ...NO_FAULTS, crash: 1, seed: 11 });
const clock = new Clock({ kind: 'stepped' }, 0);
let done = 0;
let endpoint: Endpoint;
let functions: Functions;

beforeAll(async () => {
  endpoint = await openEndpoint({
    targets: { Counter: () => ({ sum: ++done }) },
    ses: () => undefined,
    knows: () => true,
    durable: async () => {},
    isOutside: () => false,
    say: () => {},
    faults,
  });
  const resources = { Adder: lambda('a1', 'Role') };
  const { assets } = readAssembly(writeAssembly({ One: { Resources: resources } }, { a1: BUNDLE }));
  functions = new Functions({
    clock,
    activity: new Activity(),
    authorize: () => {},
    count: () => {},
    say: () => {},
    asset: (key) => assets.get(key),
    endpoint: () => endpoint,
    outputs: [],
    faults,
  });
  const kind = functions.kinds['AWS::Lambda::Function'];
  const { Properties } = resources.Adder as { Properties: { Code: { S3Key: string } } };
  kind?.declare(
    'Adder',
    kind.schema.parse({ ...Properties, Code: { S3Bucket: 'b', S3Key: Properties.Code.S3Key }, Role: 'r' }),
  );
});

afterAll(async () => {
  await functions.stop();
  await endpoint.stop();
  clock.stop();
});

it('a sandbox that crashes leaves what it did, says nothing of it, and another takes its place', async () => {
  const left: number[] = [];
  for (let invocation = 0; invocation < INVOCATIONS; invocation += 1) {
    const before = done;
    const { payload, functionError } = await functions.invoke('Adder', {}, 'Someone');
    expect([functionError, payload]).toEqual([
      'Unhandled',
      { errorType: 'Runtime.ExitError', errorMessage: 'Error: Runtime exited with error: signal: killed' },
    ]);
    left.push(done - before);
  }
  console.info(`calls before each crash: ${left.join(', ')} (seed ${faults.rates.seed})`);
  expect(faults.crashes.deaths.map(({ calls }) => calls.length)).toEqual(left);
  expect(new Set(left).size).toBeGreaterThan(2); // at the beginning, in between and at the end
});
