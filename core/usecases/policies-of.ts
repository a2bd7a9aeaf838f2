import type { Recorded } from '../domain/events.ts';
import type { Policy } from '../domain/policy.ts';
import type { Policies } from '../ports-policies.ts';

export interface PoliciesOf {
  readonly known: ReadonlyMap<string, Policy>;
  /** Versions that are not kept. */
  readonly gone: readonly string[];
}

/** All versions of the policy that the clocks of a ticket were reckoned under: one read each. */
export const policiesOf = async (
  policies: Pick<Policies, 'version'>,
  timeline: readonly Recorded[],
): Promise<PoliciesOf> => {
  const versions = [...new Set(timeline.flatMap(versionsIn))];
  const found = await Promise.all(versions.map((version) => policies.version(version)));
  return {
    known: new Map(found.flatMap((policy): [string, Policy][] => (policy ? [[policy.version, policy]] : []))),
    gone: versions.filter((_, at) => found[at] === undefined),
  };
};

const versionsIn = (event: Recorded): readonly string[] => [
  ...(event.type === 'ticket.opened' ? [event.data.policyVersion] : []),
  ...Object.values(event.clocks ?? {}).map(({ policyVersion }) => policyVersion),
];
