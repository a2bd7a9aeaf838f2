/** Makes a checked policy the active one; everybody follows within a second. Database operations: one transaction. */
import type { Policy } from '../domain/policy.ts';
import type { Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';

export const publishPolicy = async (
  { policies, time }: { readonly policies: Policies; readonly time: Time },
  input: { readonly policy: Policy; readonly by: string; readonly reason?: string },
): Promise<{ readonly version: string }> => {
  const { policy, by, reason } = input;
  await policies.publish(policy, { time: time.now(), by, what: 'policy', ...(reason !== undefined && { reason }) });
  return { version: policy.version };
};
