/** The grants of the templates, one action on one resource each, and templates without one of them. */
import type { GrantUse } from '../../../local/permission/grant.ts';
import type { Resources } from '../../support/altered-assembly.ts';

export interface TemplateGrant {
  /** Logical id of who acts with the role, or the service that the policy of a resource names. */
  readonly holder: string;
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Takes the grant out of the templates. */
  remove(resources: Resources): void;
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Principal?: { Service: string };
}

const ROLES = ['Role', 'RoleArn'];
const WITHOUT_EFFECT = /^logs:/;

/** `declared`: what the runtime says of the same templates; it knows the ARNs. Throws an Error when the two differ. */
export function grantsOf(resources: Resources, declared: readonly GrantUse[]): TemplateGrant[] {
  const holderOf = new Map<string, string>();
  for (const [id, { Properties }] of Object.entries(resources)) {
    // The target of a schedule names the role.
    for (const place of [Properties, Properties?.Target]) {
      for (const name of ROLES) {
        const role = place?.[name]?.['Fn::GetAtt']?.[0];
        if (role) holderOf.set(role, id);
      }
    }
  }
  const grants: TemplateGrant[] = [];
  const left = new Set(declared);
  const add = (holder: string, action: string, mentions: string | undefined, remove: TemplateGrant['remove']): void => {
    const found = [...left].find(
      (one) =>
        one.holders.includes(holder) && one.action === action && (!mentions || one.resource.endsWith(`:${mentions}`)),
    );
    if (!found) throw new Error(`The runtime does not know that ${holder} may ${action}.`);
    left.delete(found);
    grants.push({ holder, action, resource: found.resource, remove });
  };
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type === 'AWS::Lambda::Permission') {
      const target = Properties.FunctionName['Fn::GetAtt'][0];
      add(Properties.Principal, Properties.Action, `function:${target}`, (all) => {
        delete all[id];
      });
    }
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::SQS::QueuePolicy') continue;
    const holder = Type === 'AWS::IAM::Policy' ? holderOf.get(Properties.Roles[0].Ref) : undefined;
    for (const [index, statement] of (Properties.PolicyDocument.Statement as Statement[]).entries()) {
      if (statement.Effect !== 'Allow') continue;
      for (const action of [statement.Action].flat()) {
        if (WITHOUT_EFFECT.test(action)) continue;
        for (const place of [statement.Resource].flat().keys()) {
          const queue = (statement.Resource as { 'Fn::GetAtt'?: [string] })['Fn::GetAtt']?.[0];
          const who = holder ?? statement.Principal?.Service;
          if (!who) throw new Error(`Nobody acts by ${id}.`);
          add(who, action, holder ? undefined : queue, (all) => {
            const statements = all[id]?.Properties.PolicyDocument.Statement as Statement[];
            // What the rest of a statement says may take two: those behind are not counted by their place.
            const [first, ...more] = without(statements[index] as Statement, action, place);
            statements.splice(index, 1, first as Statement);
            statements.push(...more);
          });
        }
      }
    }
  }
  if (left.size) throw new Error(`The templates hold grants of another form: ${JSON.stringify([...left])}`);
  return grants;
}

/** A resource that nothing has, in place of one, or an action in place of one, or both: the other pairs of the statement stay. */
function without(statement: Statement, action: string, place: number): Statement[] {
  const actions = [statement.Action].flat();
  const resources = [statement.Resource].flat();
  const elsewhere = resources.map((one, at) => (at === place ? NOWHERE : one));
  const others = { ...statement, Action: actions.map((one) => (one === action ? NOTHING : one)) };
  if (actions.length === 1) return [{ ...statement, Resource: elsewhere }];
  return resources.length === 1 ? [others] : [others, { ...statement, Action: action, Resource: elsewhere }];
}

const NOTHING = 'none:Nothing';
const NOWHERE = { 'Fn::Sub': `arn:\${AWS::Partition}:none:::nothing` };
