import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProfiles } from '../../adapters/dynamodb/profiles.ts';
import { createSurveys } from '../../adapters/dynamodb/surveys.ts';
import { NO_PROFILE } from '../../core/domain/customer/profile.ts';
import type { Answered, Asked } from '../../core/domain/survey/survey.ts';
import { addMinutes } from '../../core/domain/time.ts';
import type { Profiles, Surveys } from '../../core/ports-surveys.ts';
import { type Aws, startAws, TABLES } from '../functions/support/aws.ts';

const NOW = '2026-03-02T01:00:00.000Z';
const DAY = 24 * 60;
let now = NOW;
const time = { now: () => now, jitter: async () => {} };

let aws: Aws;
let surveys: Surveys;
let profiles: Profiles;
beforeAll(async () => {
  aws = await startAws();
  const credentials = { accessKeyId: 'Tester', secretAccessKey: 'none' };
  const client = new DynamoDBClient({ endpoint: aws.url, region: 'local', credentials });
  const tables = { customerTable: TABLES.customer, insightTable: TABLES.insight, ticketTable: TABLES.ticket };
  surveys = createSurveys({ client, time, ...tables });
  profiles = createProfiles({ client, time, ...tables });
});
afterAll(() => aws.stop());
beforeEach(() => {
  now = NOW;
});

const units = async (work: () => Promise<unknown>): Promise<number> => {
  const before = aws.counted.get('dynamodb.writeUnits') ?? 0;
  await work();
  return (aws.counted.get('dynamodb.writeUnits') ?? 0) - before;
};

const asked = (customer: string, seq: number, day = '2026-03-02'): Asked => ({
  ...{ id: `tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE.${seq}`, day, category: 'refund', agent: 'agt_lin', customer },
  ...{ askedAt: now, expiresAt: addMinutes(now, 7 * DAY) },
});
const answered = (seq: number, more: Partial<Answered> = {}): Answered => ({
  ...{ id: `tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DF.${seq}`, day: '2026-03-03', category: 'refund', agent: 'agt_lin' },
  ...{ stars: 4, reasons: ['speed'], useful: {}, at: now, by: 'survey', low: false, keptUntil: addMinutes(now, DAY) },
  ...more,
});

describe('what was answered after the archive', () => {
  const of = 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DG' as const;
  it('is the last answer by the page, as long as it is kept', async () => {
    expect(await surveys.afterwards(of)).toBeUndefined();
    await surveys.keep(answered(4, { id: `${of}.4`, day: '2026-05-03', by: 'ticket', stars: 1 }));
    // What the ticket tells itself stands on its timeline.
    expect(await surveys.afterwards(of)).toBeUndefined();
    const last = answered(12, { id: `${of}.12`, day: '2026-05-03', stars: 5, comment: '很好' });
    await surveys.keep(last);
    expect(await surveys.afterwards(of)).toEqual(last);
    now = addMinutes(now, DAY);
    expect(await surveys.afterwards(of)).toBeUndefined();
  });
});

describe('who was asked', () => {
  it('is noted and counted once, for four write units', async () => {
    const first = asked('c-1', 7);
    expect(await units(() => surveys.ask(first, addMinutes(now, -30 * DAY)))).toBe(4);
    now = addMinutes(now, 5);
    // Told again, it is as it was noted then.
    expect(await surveys.ask(asked('c-1', 7), addMinutes(now, -30 * DAY))).toEqual(first);
    expect(await surveys.numbers('2026-03-02')).toMatchObject([{ asked: 1, answered: 0, agent: 'agt_lin' }]);
  });

  it('rests until their time is over, whichever ticket it is about', async () => {
    await surveys.ask(asked('c-2', 8, '2026-03-04'), addMinutes(now, -30 * DAY));
    now = addMinutes(now, 29 * DAY);
    expect(await surveys.ask(asked('c-2', 9, '2026-03-04'), addMinutes(now, -30 * DAY))).toBe('rests');
    now = addMinutes(now, DAY);
    expect(await surveys.ask(asked('c-2', 9, '2026-03-04'), addMinutes(now, -30 * DAY))).toMatchObject({
      askedAt: now,
    });
    expect(await surveys.numbers('2026-03-04')).toMatchObject([{ asked: 2 }]);
  });

  it('is invited once in a time, and by the same answer again', async () => {
    const invite = (id: string, at: string) =>
      surveys.invite('c-3', { id: id as Asked['id'], at }, addMinutes(at, -90 * DAY));
    expect(await invite('tkt_A.1', now)).toBe(true);
    expect(await invite('tkt_A.1', addMinutes(now, 5))).toBe(true);
    expect(await invite('tkt_B.1', addMinutes(now, 89 * DAY))).toBe(false);
    expect(await invite('tkt_B.1', addMinutes(now, 91 * DAY))).toBe(true);
  });
});

describe('an answer', () => {
  it('is kept and counted once, with its articles, and is an event for the bus', async () => {
    const one = answered(7, { useful: { 'KB-1': true, 'KB-2': false }, comment: '很快', low: true, stars: 2 });
    const both = await Promise.all([surveys.keep(one), surveys.keep({ ...one, stars: 5 })]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await surveys.keep(one)).toBe(false);
    expect(await surveys.answer(one.id)).toMatchObject({ useful: one.useful });
    const [row] = await surveys.numbers('2026-03-03');
    expect(row).toMatchObject({ asked: 0, answered: 1, reasons: { speed: 1 } });
    expect(await surveys.articles('2026-03')).toEqual([
      { article: 'KB-1', useful: 1, notUseful: 0 },
      { article: 'KB-2', useful: 0, notUseful: 1 },
    ]);
    const { Items } = aws.dynamo('Query', {
      TableName: TABLES.ticket,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'SURVEY#tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DF' } },
    });
    expect(Items).toHaveLength(1);
    expect(Items[0]).toMatchObject({
      id: { S: one.id },
      type: { S: 'survey.answered' },
      sk: { S: 'EVENT#0000000007' },
    });
    expect(JSON.stringify(Items)).not.toContain('很快');
  });

  it('that the ticket tells is no event of its own, and takes four write units', async () => {
    expect(await units(() => surveys.keep(answered(8, { by: 'ticket' })))).toBe(4);
    expect(await units(() => surveys.keep(answered(9)))).toBe(6);
  });

  it('is not shown any more when its time is over', async () => {
    await surveys.keep(answered(10));
    now = addMinutes(now, DAY);
    expect(await surveys.answer(answered(10).id)).toBeUndefined();
  });
});

describe('a profile', () => {
  const profile = { ...NO_PROFILE, notes: [{ text: '放门卫', by: 'agt_lin', at: NOW }], version: 1 } as const;

  it('is changed by one of two who saw the same, and gone when its time is over', async () => {
    const kept = { ...profile, keptUntil: addMinutes(now, DAY) };
    expect(await profiles.read('c-9')).toEqual(NO_PROFILE);
    expect(await Promise.all([profiles.put('c-9', kept), profiles.put('c-9', kept)])).toEqual([true, false]);
    expect(await profiles.read('c-9')).toEqual(kept);
    expect(await units(() => profiles.put('c-9', { ...kept, version: 2 }))).toBe(1);
    expect(await profiles.put('c-9', { ...kept, version: 2 })).toBe(false);
    now = addMinutes(now, DAY);
    const over = await profiles.read('c-9');
    expect(over).toEqual({ ...NO_PROFILE, version: 2 });
    expect(await profiles.put('c-9', { ...profile, version: 3, keptUntil: addMinutes(now, DAY) })).toBe(true);
  });
});
