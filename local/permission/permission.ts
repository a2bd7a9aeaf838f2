/** Decides as IAM would, from the roles and policies of the template, and remembers which grants were used. */
import { ACCOUNT, type Authorize, AwsError, arn, type Principal } from '../aws.ts';
import type { ResourceKinds } from '../resources.ts';
import { type Grants, permissionKinds } from './kinds.ts';
import { concerns, permits, type Request, type Statement } from './policy.ts';

/** The person at the machine: tests and the command line. Not bound by any policy. */
export const OPERATOR: Principal = 'operator';

/** What a principal of the runtime is to IAM: something that has a role, or a service that acts for one resource. */
export type Identity =
  | { readonly roleArn: string; readonly assumedBy: string }
  | { readonly service: string; readonly sourceArn?: string };

interface Grant {
  readonly holder: string;
  readonly statement: Statement;
  used: boolean;
}

const CACHE_SIZE = 10_000;

export class Permission {
  readonly kinds: ResourceKinds;
  readonly #roles = new Map<string, { readonly trusted: readonly string[]; readonly grants: Grant[] }>();
  readonly #onResources: Grant[] = [];
  readonly #identities = new Map<Principal, Identity>();
  readonly #allowed = new Set<string>();
  readonly #say: (line: string) => void;

  /** `say` prints one line. */
  constructor(say: (line: string) => void) {
    this.#say = say;
    const grants: Grants = {
      role: (roleArn, trusted) => {
        this.#roles.set(roleArn, { trusted, grants: [] });
      },
      attach: (roleArn, statements) => {
        const role = this.#roles.get(roleArn);
        if (!role) throw new Error(`there is no role ${roleArn}`);
        for (const statement of statements) role.grants.push({ holder: roleArn, statement, used: false });
      },
      attachToResource: (statements) => {
        for (const statement of statements)
          this.#onResources.push({ holder: 'resource policy', statement, used: false });
      },
    };
    this.kinds = permissionKinds(grants);
  }

  /** Says as whom `principal` acts. */
  bind(principal: Principal, identity: Identity): void {
    this.#identities.set(principal, identity);
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

  /** See `Authorize`. Throws AwsError `AccessDeniedException`. */
  readonly authorize: Authorize = (principal, action, resource, context = {}) => {
    if (principal === OPERATOR) return;
    const key = `${principal} ${action} ${resource}`;
    if (this.#allowed.has(key)) return;
    const identity = this.#identities.get(principal);
    if (!identity)
      throw new AwsError('UnrecognizedClientException', `The security token included in the request is invalid.`, 403);
    const source: Record<string, string> =
      'service' in identity && identity.sourceArn ? { 'aws:SourceArn': identity.sourceArn } : {};
    const request: Request = {
      action,
      resource,
      context: { 'aws:SecureTransport': 'true', 'aws:SourceAccount': ACCOUNT, ...source, ...context },
    };

    const own = 'roleArn' in identity ? (this.#roles.get(identity.roleArn)?.grants ?? []) : [];
    const there = this.#onResources.filter(({ statement }) => names(statement, identity));
    const about = [...own, ...there].filter(({ statement }) => concerns(statement, request));
    const matching = about.filter(({ statement }) => permits(statement, request.context));
    const denial = matching.find(({ statement }) => statement.Effect === 'Deny');
    if (denial || matching.length === 0) throw this.#denied(principal, identity, request, denial !== undefined);
    for (const grant of matching) grant.used = true;
    if (about.some(({ statement }) => statement.Condition)) return; // another context may be answered otherwise
    if (this.#allowed.size >= CACHE_SIZE) this.#allowed.clear();
    this.#allowed.add(key);
  };

  /** Allowed actions that no call has used so far: one line per statement. */
  report(): string[] {
    return [...[...this.#roles.values()].flatMap(({ grants }) => grants), ...this.#onResources]
      .filter(({ used, statement }) => !used && statement.Effect === 'Allow')
      .map(({ holder, statement }) => `${holder}: ${described(statement)}`);
  }

  #denied(principal: Principal, identity: Identity, { action, resource }: Request, explicit: boolean): AwsError {
    const wanted = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
    this.#say(
      explicit
        ? `access denied: a Deny statement forbids ${principal} ${action} on ${resource}`
        : `access denied: ${principal} would need ${wanted}`,
    );
    const user = 'roleArn' in identity ? session(identity.roleArn, principal) : identity.service;
    const why = explicit
      ? 'with an explicit deny in a policy'
      : `because no ${'roleArn' in identity ? 'identity' : 'resource'}-based policy allows the ${action} action`;
    return new AwsError(
      'AccessDeniedException',
      `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
    );
  }
}

const session = (roleArn: string, principal: Principal): string =>
  arn('sts', `assumed-role/${roleArn.slice(roleArn.lastIndexOf('/') + 1)}/${principal}`, '');

function names({ Principal }: Statement, identity: Identity): boolean {
  if (!Principal) return false;
  if ('service' in identity) return Principal.Service.includes('*') || Principal.Service.includes(identity.service);
  return Principal.AWS.includes('*') || Principal.AWS.includes(identity.roleArn);
}

const described = ({ Action, NotAction, Resource, NotResource }: Statement): string =>
  [
    Action ? Action.join(', ') : `all but ${NotAction?.join(', ')}`,
    'on',
    Resource ? Resource.join(', ') : `all but ${NotResource?.join(', ')}`,
  ].join(' ');
