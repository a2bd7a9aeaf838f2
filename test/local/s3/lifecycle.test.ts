import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BUCKET as Bucket, NOON, openS3, type S3Stage } from './stage.ts';

const DAY_MS = 24 * 60 * 60_000;
const MIDNIGHT = NOON + DAY_MS / 2;
const RULES = {
  NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  LifecycleConfiguration: {
    Rules: [
      { Status: 'Enabled', Prefix: 'incoming/', ExpirationInDays: 1 },
      { Status: 'Disabled', Prefix: 'kept/', ExpirationInDays: 1 },
    ],
  },
};

let stage: S3Stage;
beforeEach(async () => {
  stage = await openS3(RULES);
});
afterEach(() => stage.close());

const put = (Key: string) => stage.client().send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
const isThere = (Key: string): Promise<boolean> =>
  stage
    .client()
    .send(new GetObjectCommand({ Bucket, Key }))
    .then(
      () => true,
      () => false,
    );
const moveTo = async (time: number): Promise<void> => {
  stage.clock.moveTo(time);
  await new Promise((resolve) => setImmediate(resolve)); // timers run on the next turn
};

it('forgets what is older than the rule at the next midnight, and nothing else', async () => {
  await put('incoming/a');
  await put('kept/a');
  expect(stage.clock.next()).toBe(MIDNIGHT + DAY_MS);
  await moveTo(MIDNIGHT);
  await put('incoming/b');
  await moveTo(MIDNIGHT + DAY_MS - 1);
  expect(await isThere('incoming/a')).toBe(true);
  await moveTo(MIDNIGHT + DAY_MS);
  expect([await isThere('incoming/a'), await isThere('incoming/b'), await isThere('kept/a')]).toEqual([
    false,
    false,
    true,
  ]);
  expect(JSON.parse(stage.told.at(-1)!.detail).reason).toBe('Lifecycle Expiration');
  expect(stage.clock.next()).toBeUndefined();
});

it('asks for no timer while nothing is going to expire', async () => {
  await put('kept/a');
  expect(stage.clock.next()).toBeUndefined();
});
