/** What a statement allows, action by action and resource by resource, and how often it was used. */
import { like } from './like.ts';
import type { Statement } from './policy.ts';

/** One action on one resource; both as the policy writes them, so either may hold wildcards. */
export interface Pair {
  readonly action: string;
  readonly resource: string;
  uses: number;
}

export interface Grant {
  /** The ARN of the role; undefined in the policy of a resource. */
  readonly roleArn?: string;
  readonly statement: Statement;
  readonly pairs: readonly Pair[];
}

export interface GrantUse {
  /** Logical ids of those who act with the role, or the service that the policy of a resource names. */
  readonly holders: readonly string[];
  readonly action: string;
  readonly resource: string;
  /** Calls so far. */
  readonly uses: number;
}

/** Services without effect on one machine: no call to them is ever made, so their grants are neither used nor unused. */
const WITHOUT_EFFECT = new Set(['cloudwatch', 'kms', 'logs', 'sns', 'xray']);

export const hasEffect = ({ action }: GrantUse): boolean => !WITHOUT_EFFECT.has(action.split(':')[0] ?? '');

export function grantOf(statement: Statement, roleArn?: string): Grant {
  const actions = statement.Action ?? [`all but ${statement.NotAction?.join(', ')}`];
  const resources = statement.Resource ?? [`all but ${statement.NotResource?.join(', ')}`];
  const pairs = actions.flatMap((action) => resources.map((resource) => ({ action, resource, uses: 0 })));
  return { ...(roleArn !== undefined && { roleArn }), statement, pairs };
}

/** Of a grant that concerns the request: the pairs that do. */
export const pairsFor = ({ statement, pairs }: Grant, action: string, resource: string): Pair[] =>
  pairs.filter(
    (pair) =>
      (!statement.Action || like(pair.action.toLowerCase(), action.toLowerCase())) &&
      (!statement.Resource || like(pair.resource, resource)),
  );
