/** Decides as IAM would, from the roles and policies of the template, and remembers which grants were used. */
import { ACCOUNT, type Authorize, AwsError, arn, type Principal } from '../aws.ts';
import type { ResourceKinds } from '../resources.ts';
import type { Context } from './conditions.ts';
import { type Grant, type GrantUse, grantOf, hasEffect } from './grant.ts';
import { type Grants, permissionKinds } from './kinds.ts';
import { type Matter, matterOf, verdictOf } from './matter.ts';
import { concerns, type Request, type Statement } from './policy.ts';

/** The person at the machine: tests and the command line. Not bound by any policy. */
export const OPERATOR: Principal = 'operator';

/** What a principal of the runtime is to IAM: something that has a role, or a service that acts for one resource. */
export type Identity =
  | { readonly roleArn: string; readonly assumedBy: string }
  | { readonly service: string; readonly sourceArn?: string };

const CACHE_SIZE = 10_000;
const NOTHING: Context = {};

export class Permission {
  readonly kinds: ResourceKinds;
  readonly #roles = new Map<string, { readonly trusted: readonly string[]; readonly grants: Grant[] }>();
  readonly #onResources: Grant[] = [];
  readonly #identities = new Map<Principal, Identity>();
  /** What has been asked before, by principal, action and resource: a key of all three would be made and hashed at every call. */
  readonly #matters = new Map<Principal, Map<string, Map<string, Matter>>>();
  #known = 0;
  readonly #say: (line: string) => void;

  /** `say` prints one line. */
  constructor(say: (line: string) => void) {
    this.#say = say;
    const grants: Grants = {
      role: (roleArn, trusted) => {
        this.#roles.set(roleArn, { trusted, grants: [] });
        this.#forget();
      },
      attach: (roleArn, statements) => {
        const role = this.#roles.get(roleArn);
        if (!role) throw new Error(`there is no role ${roleArn}`);
        for (const statement of statements) role.grants.push(grantOf(statement, roleArn));
        this.#forget();
      },
      attachToResource: (statements) => {
        this.#onResources.push(...statements.map((statement) => grantOf(statement)));
        this.#forget();
      },
    };
    this.kinds = permissionKinds(grants);
  }

  /** Says as whom `principal` acts. */
  bind(principal: Principal, identity: Identity): void {
    this.#identities.set(principal, identity);
    this.#forget();
  }

  knows(principal: Principal): boolean {
    return principal === OPERATOR || this.#identities.has(principal);
  }

  /** One line for each principal whose role does not exist or does not trust the service that would assume it. */
  check(): string[] {
    const lines: string[] = [];
    for (const [principal, identity] of this.#identities) {
      if (!('roleArn' in identity)) continue;
      const role = this.#roles.get(identity.roleArn);
      if (!role) lines.push(`${principal}: there is no role ${identity.roleArn}`);
      else if (!role.trusted.includes(identity.assumedBy)) {
        lines.push(`${principal}: ${identity.assumedBy} may not assume ${identity.roleArn}`);
      }
    }
    return lines;
  }

  /** See `Authorize`. Throws AwsError `AccessDeniedException`, and says what would be needed. */
  readonly authorize: Authorize = (principal, action, resource, context) => {
    const denial = this.#judge(principal, action, resource, context);
    if (!denial) return;
    this.#say(denial.line);
    throw denial.error;
  };

  /** The same as an answer, and in silence: for services that only say more to those who may know more. */
  readonly allows = (principal: Principal, action: string, resource: string): boolean =>
    this.#judge(principal, action, resource) === undefined;

  #judge(principal: Principal, action: string, resource: string, context: Context = NOTHING): Denial | undefined {
    if (principal === OPERATOR) return undefined;
    const matter = this.#matters.get(principal)?.get(action)?.get(resource) ?? this.#add(principal, action, resource);
    const verdict = verdictOf(matter, context);
    if ('denied' in verdict) return this.#denied(principal, action, resource, verdict.denied === 'by a statement');
    for (const pair of verdict.allowed) pair.uses += 1;
    return undefined;
  }

  #add(principal: Principal, action: string, resource: string): Matter {
    const matter = this.#find(principal, action, resource);
    if (++this.#known >= CACHE_SIZE) this.#forget();
    const ofPrincipal = this.#matters.get(principal) ?? new Map<string, Map<string, Matter>>();
    const ofAction = ofPrincipal.get(action) ?? new Map<string, Matter>();
    this.#matters.set(principal, ofPrincipal.set(action, ofAction.set(resource, matter)));
    return matter;
  }

  #forget(): void {
    this.#matters.clear();
    this.#known = 0;
  }

  #find(principal: Principal, action: string, resource: string): Matter {
    const identity = this.#identityOf(principal);
    const source: Record<string, string> =
      'service' in identity && identity.sourceArn ? { 'aws:SourceArn': identity.sourceArn } : {};
    const request: Request = {
      action,
      resource,
      context: { 'aws:SecureTransport': 'true', 'aws:SourceAccount': ACCOUNT, ...source },
    };
    const own = 'roleArn' in identity ? (this.#roles.get(identity.roleArn)?.grants ?? []) : [];
    const there = this.#onResources.filter(({ statement }) => names(statement, identity));
    return matterOf(
      [...own, ...there].filter(({ statement }) => concerns(statement, request)),
      request,
    );
  }

  #denied(principal: Principal, action: string, resource: string, explicit: boolean): Denial {
    return denied(principal, this.#identityOf(principal), action, resource, explicit);
  }

  #identityOf(principal: Principal): Identity {
    const identity = this.#identities.get(principal);
    if (identity) return identity;
    throw new AwsError('UnrecognizedClientException', `The security token included in the request is invalid.`, 403);
  }

  /** All that the policies allow, where a call could use it. */
  grants(): GrantUse[] {
    return [...[...this.#roles.values()].flatMap(({ grants }) => grants), ...this.#onResources]
      .filter(({ statement }) => statement.Effect === 'Allow')
      .flatMap((grant) => grant.pairs.map((pair) => ({ ...pair, holders: this.#holdersOf(grant) })))
      .filter(hasEffect);
  }

  /** One line for each action on a resource that is allowed and that no call has used so far. */
  report(): string[] {
    return this.grants()
      .filter(({ uses }) => uses === 0)
      .map(({ holders, action, resource }) => `${holders.join(', ')}: ${action} on ${resource}`);
  }

  #holdersOf({ roleArn, statement }: Grant): string[] {
    if (roleArn === undefined) return [...(statement.Principal?.Service ?? []), ...(statement.Principal?.AWS ?? [])];
    const acting = [...this.#identities].filter(
      ([, identity]) => 'roleArn' in identity && identity.roleArn === roleArn,
    );
    return acting.length ? acting.map(([principal]) => principal) : [roleArn];
  }
}

interface Denial {
  readonly error: AwsError;
  readonly line: string;
}

function denied(principal: Principal, identity: Identity, action: string, resource: string, explicit: boolean): Denial {
  const user = 'roleArn' in identity ? session(identity.roleArn, principal) : identity.service;
  const why = explicit
    ? 'with an explicit deny in a policy'
    : `because no ${'roleArn' in identity ? 'identity' : 'resource'}-based policy allows the ${action} action`;
  const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  const wanted = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
  const remedy = explicit ? 'must be rid of a Deny' : `would need ${wanted}`;
  return {
    error: new AwsError('AccessDeniedException', message),
    line: `access denied: ${principal} ${remedy}: ${message}`,
  };
}

const session = (roleArn: string, principal: Principal): string =>
  arn('sts', `assumed-role/${roleArn.slice(roleArn.lastIndexOf('/') + 1)}/${principal}`, '');

function names({ Principal }: Statement, identity: Identity): boolean {
  if (!Principal) return false;
  if ('service' in identity) return Principal.Service.includes('*') || Principal.Service.includes(identity.service);
  return Principal.AWS.includes('*') || Principal.AWS.includes(identity.roleArn);
}
