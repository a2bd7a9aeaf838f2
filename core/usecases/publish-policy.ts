/** Makes a checked policy the active one; everybody follows within a minute. Database operations: one transaction. */
import type { Policy } from '../domain/policy.ts';
import type { Policies } from '../ports.ts';

export const publishPolicy = async (
  { policies }: { readonly policies: Policies },
  policy: Policy,
): Promise<{ readonly version: string }> => {
  await policies.publish(policy);
  return { version: policy.version };
};
