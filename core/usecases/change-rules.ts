/** New rules of routing in the active policy, for the next ticket on. Database operations: two reads at most, one transaction. */
import type { Policy } from '../domain/policy.ts';
import type { Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import type { Refused } from './refused.ts';

const ATTEMPTS = 5;

/** `apply` makes the new policy of the active one; whatever it throws ends it, and nothing is written. */
export const changeRules = async (
  { policies, time }: { readonly policies: Policies; readonly time: Time },
  input: { readonly apply: (active: Policy) => Policy; readonly by: string; readonly reason: string },
): Promise<{ readonly version: string } | Refused> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { version } = await policies.active();
    const active = await policies.version(version); // without the promotion that may run just now
    if (!active) throw new Error(`The active policy ${version} is not stored.`);
    const policy = input.apply(active);
    const change = { time: time.now(), by: input.by, what: 'rules', reason: input.reason } as const;
    if ((await policies.publish(policy, change, active.version)) === 'published') return { version: policy.version };
    await time.jitter(attempt);
  }
  return conflictingPolicies;
};

const conflictingPolicies: Refused = {
  refused: 'conflicting-changes',
  detail: 'Others kept changing the policy at the same time. Look at its history, and try again.',
};
