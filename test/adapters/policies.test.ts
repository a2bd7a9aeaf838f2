import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPolicies } from '../../adapters/dynamodb/policy-table.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Promotion } from '../../core/domain/promotion.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { changeRules } from '../../core/usecases/change-rules.ts';
import { TABLES } from '../functions/support/aws.ts';
import { DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

const SALE: Promotion = {
  name: 'double-twelve',
  title: { zh: '双十二', en: 'Double Twelve' },
  from: '2026-03-02T02:00:00.000Z',
  until: '2026-03-02T03:00:00.000Z',
  precedence: 1,
  improves: false,
  capacityFactor: 1.5,
  queues: { logistics: { teams: ['aftersales'] } },
  squad: ['agt_lin'],
};
const WITH_SALE: Policy = { ...DEFAULT_POLICY, version: 'with-sale', promotions: [SALE] };
const OTHER: Policy = { ...DEFAULT_POLICY, version: 'other' };

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk(WITH_SALE);
});
afterEach(() => desk.close());

const change = () => ({ time: desk.now(), by: 'agt_ops', what: 'policy' as const });
/** As another process sees it. */
const anew = (bundled: Policy = WITH_SALE) =>
  createPolicies({
    client: desk.stores.client,
    time: desk.ports.time,
    policyTable: TABLES.policy,
    bundled: () => bundled,
  });

describe('the active policy', () => {
  it('is that of the instant: with the promotion that runs, and without it when it is over', async () => {
    const teams = async () =>
      (await desk.ports.policies.active()).queues.find(({ name }) => name === 'logistics')?.teams;
    const usual = WITH_SALE.queues.find(({ name }) => name === 'logistics')?.teams;
    expect(await teams()).toEqual(usual);
    desk.wait(60 * 60_000 - 1);
    expect(await teams()).toEqual(usual);
    desk.wait(1);
    expect(await teams()).toEqual(['aftersales']);
    expect(await anew().active()).toMatchObject({ capacityFactor: 1.5, promotion: { name: 'double-twelve' } });
    desk.wait(60 * 60_000);
    expect(await desk.ports.policies.active()).toEqual(WITH_SALE);
  });

  it('is changed without the promotion that runs while somebody changes its rules', async () => {
    desk.wait(90 * 60_000);
    const apply = (active: Policy): Policy => ({ ...active, version: 'changed' });
    await changeRules(desk.ports, { apply, by: 'agt_ops', reason: 'x' });
    expect(await anew().version('changed')).toEqual({ ...WITH_SALE, version: 'changed' });
  });

  it('refuses what another build has stored, in one line, until a policy is published again', async () => {
    const [item] = desk.items(TABLES.policy).filter(({ pk }) => pk.S === 'POLICY#with-sale');
    const { format: _, ...older } = item;
    desk.stores.dynamo('PutItem', { TableName: TABLES.policy, Item: older });
    const refusal =
      'Policy with-sale was stored by another build (format 1, this one reads 6): publish the policy file again.';
    await expect(anew().active()).rejects.toThrow(refusal);
    await expect(anew().version('with-sale')).rejects.toThrow(refusal);
    await anew().publish(WITH_SALE, change());
    expect(await anew().active()).toEqual(WITH_SALE);
  });
});

describe('a version', () => {
  it('stays what it was when another one is active', async () => {
    await desk.ports.policies.publish(OTHER, { ...change(), time: addMinutes(desk.now(), 1) });
    expect(await desk.ports.policies.version('with-sale')).toEqual(WITH_SALE);
    expect(await anew().version('other')).toEqual(OTHER);
    expect(await anew().version('never')).toBeUndefined();
  });

  it('of the build is kept when the first policy is published', async () => {
    for (const { pk, sk } of desk.items(TABLES.policy))
      desk.stores.dynamo('DeleteItem', { TableName: TABLES.policy, Key: { pk, sk } });
    expect(await anew(OTHER).version('other')).toEqual(OTHER);
    await anew(OTHER).publish(WITH_SALE, change());
    expect(await anew(WITH_SALE).version('other')).toEqual(OTHER);
  });
});

it('has the parts that its format was given for', () => {
  // When this fails, raise FORMAT in adapters/dynamodb/policy-table.ts: what is stored has another shape.
  expect(Object.keys(DEFAULT_POLICY).toSorted()).toEqual(
    [
      ...[
        'alarms',
        'approvals',
        'askBackMinutes',
        'calendars',
        'capacityFactor',
        'categories',
        'channels',
        'checklists',
        'clocks',
        'closing',
      ],
      ...['defaultCategory', 'dispatch', 'escalation', 'forms', 'hold', 'joining', 'macros', 'notices'],
      ...['priorityRules', 'survey'],
      ...['promotions', 'queues', 'resolutionCodes', 'retention', 'review', 'routing', 'sla', 'version', 'warning'],
    ].toSorted(),
  );
});
