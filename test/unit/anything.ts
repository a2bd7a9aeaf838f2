/** Arbitrary lives of a ticket: commands of all kinds, by people who might or might not give them, at any pace. */

import type { Command, Open } from '../../core/domain/commands.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import { HOLD_REASONS, PRIORITIES, TIERS } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { checker, chief, clockwork, customer, LIN, lin, MINUTE, policy, ROUTING, shop, WANG, wang } from './desk.ts';

export interface Step {
  readonly command: Exclude<Command, Open>;
  readonly actor: Actor;
  /** Since the step before. */
  readonly afterMs: number;
}

const assignee = fc.constantFrom(LIN, WANG);
// Among them what brings it before executives.
const text = fc.constantFrom('还没收到', '谢谢', 'ok?', '', '我已起诉', '退我 ¥60,000');
const queue = fc.constantFrom('nowhere', ...policy.queues.map(({ name }) => name));

const command: fc.Arbitrary<Exclude<Command, Open>> = fc.oneof(
  fc.record(
    {
      type: fc.constant('classify' as const),
      category: fc.constantFrom('nonsense', ...policy.categories.map(({ name }) => name)),
      priority: fc.constantFrom(...PRIORITIES),
      tier: fc.constantFrom(...TIERS),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('queue' as const), queue }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('assign' as const), assignee }),
  fc.record({ type: fc.constant('claim' as const), assignee, choice: fc.boolean() }),
  fc.record({
    type: fc.constant('dispatch' as const),
    assignee,
    by: fc.constantFrom('dispatch' as const, 'lastResort' as const, 'pull' as const),
    routing: fc.constant(ROUTING),
  }),
  fc.record({ type: fc.constant('pause' as const), for: fc.constant('tkt_2' as const), forCode: fc.constant('CODE') }),
  fc.record({ type: fc.constantFrom('leavePool' as const, 'takeFromAbsent' as const) }),
  fc.record({ type: fc.constantFrom('accept' as const, 'resume' as const, 'close' as const, 'archive' as const) }),
  fc.record({ type: fc.constantFrom('reply' as const, 'note' as const, 'customerReply' as const), text }),
  fc.record({ type: fc.constant('hold' as const), for: fc.constantFrom(...HOLD_REASONS) }),
  fc.record({ type: fc.constant('urge' as const), text }, { requiredKeys: ['type'] }),
  fc.record(
    { type: fc.constant('transfer' as const), queue, reason: text, assignee },
    { requiredKeys: ['type', 'queue', 'reason'] },
  ),
  fc.record(
    { type: fc.constant('escalate' as const), reason: text, nature: fc.constantFrom('technical', 'nonsense') },
    { requiredKeys: ['type', 'reason'] },
  ),
  fc.record({ type: fc.constant('acknowledge' as const), note: text }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('finishTask' as const), task: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ type: fc.constant('reopen' as const), reason: text }),
  fc.record({ type: fc.constant('resolve' as const), code: fc.constant('done'), text }),
  fc.record({ type: fc.constant('review' as const), verdict: fc.constant('pass' as const) }),
  fc.record({ type: fc.constant('review' as const), verdict: fc.constant('rework' as const), remarks: text }),
  fc.record({ type: fc.constant('dispatchFailed' as const), because: fc.constant('nobodyFree' as const) }),
  fc.record({ type: fc.constant('advance' as const) }),
);

/** One who has every role, so that lives get far; the single roles, so that they meet refusals. */
const anybody: Actor = {
  kind: 'agent',
  id: 'agt_all',
  roles: ['agent', 'supervisor', 'reviewer', 'channel', 'customer', 'system'],
};
const actor = fc.oneof(
  { arbitrary: fc.constant(anybody), weight: 3 },
  { arbitrary: fc.constantFrom(lin, wang, chief, checker, shop, customer, clockwork), weight: 1 },
);

const pace = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 20 * MINUTE }),
  fc.integer({ min: 1, max: 80 * 60 * MINUTE }),
);

export const life: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({ command, actor, afterMs: pace }), {
  maxLength: 40,
  size: 'max',
});
