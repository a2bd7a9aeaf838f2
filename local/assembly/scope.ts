/** What the names in one stack's template stand for. */
import { ACCOUNT, PARTITION, REGION } from '../aws.ts';
import type { Identity } from '../resources.ts';
import { NO_VALUE, resolve, type Scope } from './intrinsics.ts';
import type { Stack } from './read.ts';

const PSEUDO: Readonly<Record<string, unknown>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': PARTITION,
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NoValue': NO_VALUE,
};

/** `identity` answers for the resources of this stack, `imported` for the exports of all stacks. */
export function scopeOf(
  stack: Stack,
  identity: (logicalId: string) => Identity | undefined,
  imported: (name: string) => unknown,
): Scope {
  const { Parameters = {}, Conditions = {}, Mappings = {} } = stack.template;
  const asked = new Set<string>();
  const scope: Scope = {
    ref(name) {
      if (name in PSEUDO) return PSEUDO[name];
      if (name === 'AWS::StackName') return stack.name;
      if (name === 'AWS::StackId')
        return `arn:${PARTITION}:cloudformation:${REGION}:${ACCOUNT}:stack/${stack.name}/local`;
      const known = identity(name);
      if (known) return known.ref;
      const parameter = Parameters[name];
      if (parameter?.Default !== undefined) return parameter.Default;
      throw new Error(parameter ? `the parameter ${name} has no default` : `nothing is called ${name}`);
    },
    attribute(logicalId, name) {
      const known = identity(logicalId);
      if (!known) throw new Error(`nothing is called ${logicalId}`);
      const value = known.attributes[name];
      if (value === undefined) throw new Error(`${logicalId} has no attribute ${name} here`);
      return value;
    },
    imported,
    condition(name) {
      if (!(name in Conditions)) throw new Error(`no condition is called ${name}`);
      if (asked.has(name)) throw new Error(`the condition ${name} depends on itself`);
      asked.add(name);
      try {
        return resolve(Conditions[name], scope) === true;
      } finally {
        asked.delete(name);
      }
    },
    mapped(map, first, second) {
      const value = Mappings[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`the mapping ${map} has no ${first}.${second}`);
      return value;
    },
  };
  return scope;
}
