import { afterEach, beforeEach, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { explainClocks } from '../../core/usecases/explain-clocks.ts';
import { rebuildClocks } from '../../core/usecases/rebuild-clocks.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { TABLES } from '../functions/support/aws.ts';
import { POLICY } from '../functions/support/desk.ts';
import { actorOf, DEFAULT_POLICY, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
});
afterEach(() => desk.close());

const LOST = parsePolicy(POLICY.replace('P3: { firstResponse: 2 h', 'P3: { firstResponse: 3 h'), 'lost.yaml');

it('refuses to reckon clocks under a policy that is not kept, and explains them as far as it goes', async () => {
  const change = { time: desk.now(), by: 'agt_ops', what: 'policy' } as const;
  await desk.ports.policies.publish(LOST, change);
  const id = await desk.open({ priority: 'P3' });
  await desk.ports.policies.publish(DEFAULT_POLICY, change);
  const rebuild = () =>
    rebuildClocks(desk.ports, {
      idOrCode: id,
      dryRun: true,
      actor: actorOf('agt_ops', 'operator'),
      correlation: 'test',
    });
  expect(await rebuild()).toMatchObject({ differences: [] });

  const Key = { pk: { S: `POLICY#${LOST.version}` }, sk: { S: 'POLICY' } };
  desk.stores.dynamo('DeleteItem', { TableName: TABLES.policy, Key });
  expect(await rebuild()).toMatchObject({ refused: 'policy-not-kept', detail: expect.stringContaining(LOST.version) });
  const explained = await explainClocks(desk.ports, id, actorOf('agt_ops', 'operator'));
  if (isRefused(explained)) throw new Error(explained.detail);
  const [first] = explained.clocks;
  expect(first).toMatchObject({
    clock: 'firstResponse',
    targetMinutes: 180,
    policyVersion: LOST.version,
    policyKnown: false,
  });
});
