/** The grants of the templates, one action on one resource each, and templates without some of them. */

import type { GrantUse } from '../../../local/permission/grant.ts';
import { like } from '../../../local/permission/like.ts';
import type { Resources } from '../../support/altered-assembly.ts';

export interface TemplateGrant {
  /** Logical id of who acts with the role, or the service that the policy of a resource names. */
  readonly holder: string;
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  readonly place: Place;
}

/** Where a grant stands: in a policy, or it is a resource of its own. */
interface Place {
  readonly id: string;
  /** Which statement of the policy, and which of its resources. */
  readonly statement?: number;
  readonly resource?: number;
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
  const holderOf = holdersOf(resources);
  const grants: TemplateGrant[] = [];
  const left = new Set(declared);
  const add = (holder: string, action: string, mentions: string | undefined, place: Place): void => {
    const found = [...left].find(
      (one) =>
        one.holders.includes(holder) && one.action === action && (!mentions || one.resource.endsWith(`:${mentions}`)),
    );
    if (!found) throw new Error(`The runtime does not know that ${holder} may ${action}.`);
    left.delete(found);
    grants.push({ holder, action, resource: found.resource, place });
  };
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type === 'AWS::Lambda::Permission') {
      const target = Properties.FunctionName['Fn::GetAtt'][0];
      add(Properties.Principal, Properties.Action, `function:${target}`, { id });
    }
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::SQS::QueuePolicy') continue;
    const holder = Type === 'AWS::IAM::Policy' ? holderOf.get(Properties.Roles[0].Ref) : undefined;
    for (const [index, statement] of statementsOf(resources, id).entries()) {
      if (statement.Effect !== 'Allow') continue;
      for (const action of [statement.Action].flat()) {
        if (WITHOUT_EFFECT.test(action)) continue;
        for (const place of [statement.Resource].flat().keys()) {
          const queue = (statement.Resource as { 'Fn::GetAtt'?: [string] })['Fn::GetAtt']?.[0];
          const who = holder ?? statement.Principal?.Service;
          if (!who) throw new Error(`Nobody acts by ${id}.`);
          add(who, action, holder ? undefined : queue, { id, statement: index, resource: place });
        }
      }
    }
  }
  if (left.size) throw new Error(`The templates hold grants of another form: ${JSON.stringify([...left])}`);
  return grants;
}

/** Logical ids of those who act, by the role that they act with. */
function holdersOf(resources: Resources): ReadonlyMap<string, string> {
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
  return holderOf;
}

const statementsOf = (resources: Resources, id: string): Statement[] =>
  resources[id]?.Properties.PolicyDocument.Statement as Statement[];

/** Changes the templates: what else the statements allow stays, action by action and resource by resource. */
export function takeAway(resources: Resources, taken: Iterable<TemplateGrant>): void {
  const byPlace = new Map<string, TemplateGrant[]>();
  for (const grant of taken) byPlace.set(grant.place.id, [...(byPlace.get(grant.place.id) ?? []), grant]);
  for (const [id, grants] of byPlace) {
    if (grants[0]?.place.statement === undefined) {
      delete resources[id];
      continue;
    }
    const document = (resources[id] as Resources[string]).Properties.PolicyDocument;
    document.Statement = statementsOf(resources, id).flatMap((statement, index) => {
      const gone = grants.filter(({ place }) => place.statement === index);
      return gone.length === 0 ? [statement] : without(statement, gone);
    });
  }
}

/** One statement for each action that still has a resource. */
const without = (statement: Statement, gone: readonly TemplateGrant[]): Statement[] =>
  [statement.Action].flat().flatMap((action) => {
    const isGone = (at: number): boolean =>
      gone.some((grant) => grant.action === action && grant.place.resource === at);
    const left = [statement.Resource].flat().filter((_, at) => !isGone(at));
    return left.length === 0 ? [] : [{ ...statement, Action: action, Resource: left }];
  });

/** Those that another grant of the same holder covers: nobody would miss them, and both would seem to be missed together. */
export const coveredTwice = (grants: readonly TemplateGrant[]): TemplateGrant[] =>
  grants.filter((grant) =>
    grants.some(
      (other) =>
        other !== grant &&
        other.holder === grant.holder &&
        like(other.action, grant.action) &&
        like(other.resource, grant.resource),
    ),
  );

/** Gives somebody what they have no use for, to see that it is found: a scan of a table that they may only read. */
export function plant(resources: Resources): void {
  const id = Object.keys(resources).find((name) => /^ReceiptsRoleDefaultPolicy/.test(name));
  const statements = statementsOf(resources, id ?? 'none');
  const reads = statements.find(({ Action }) => [Action].flat().includes('dynamodb:GetItem'));
  if (!reads) throw new Error('Receipts are read no more: plant the grant with somebody else.');
  statements.push({ ...reads, Action: PLANTED });
}
export const PLANTED = 'dynamodb:Scan';
