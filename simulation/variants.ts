/** The ways of handing out work that are compared. */
import type { Policy } from '../core/domain/policy.ts';
import { STRATEGIES, type Strategy } from '../core/domain/routing/route.ts';
import { fifo } from './fifo.ts';
import { type Run, replay } from './replay.ts';
import { router } from './router.ts';
import type { Scenario } from './scenario.ts';

export const NAMES = [...STRATEGIES, 'fifo'] as const;
export type Name = (typeof NAMES)[number];

export interface Variant {
  readonly name: Name;
  /** Whether what was learned of the agents counts. */
  readonly learning: boolean;
}

/** Only these look at what was learned. */
const LEARNERS: readonly Name[] = ['bestMatch', 'sticky', 'pool'];

/**
 * `all`: each of them once, and the best match with and without learning. `learning` on or off alone asks what learning is worth:
 * the best match that way, and the plain least loaded beside it.
 */
export const variantsOf = (wanted: Name | 'all', learning: 'on' | 'off' | undefined): readonly Variant[] => {
  const ways = learning === undefined ? [true, false] : [learning === 'on'];
  const bothWays = (name: Name): readonly Variant[] =>
    LEARNERS.includes(name) ? ways.map((each) => ({ name, learning: each })) : [{ name, learning: false }];
  if (wanted !== 'all') {
    const compared = learning !== undefined && wanted === 'bestMatch' ? bothWays('leastLoaded') : [];
    return [...bothWays(wanted), ...compared];
  }
  return NAMES.flatMap((name) => (name === 'bestMatch' ? bothWays(name) : bothWays(name).slice(0, 1)));
};

/** Every queue hands out its tickets this way, whatever its rules say. */
const policyOf = (policy: Policy, strategy: Strategy, learning: boolean): Policy => ({
  ...policy,
  queues: policy.queues.map((queue) => ({ ...queue, strategy, learning })),
  routing: {
    ...policy.routing,
    rules: policy.routing.rules.map(({ then: { strategy: _, ...rest }, ...rule }) => ({
      ...rule,
      // biome-ignore lint/suspicious/noThenProperty: the word of a routing rule
      then: rest,
    })),
  },
});

export const runOf = (scenario: Scenario, { name, learning }: Variant, progress?: (share: number) => void): Run =>
  name === 'fifo'
    ? replay(scenario, fifo, scenario.policy, progress)
    : replay(scenario, router, policyOf(scenario.policy, name, learning), progress);
