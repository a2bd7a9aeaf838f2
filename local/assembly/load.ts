/** Declares every resource of an assembly, or refuses the whole assembly by naming what is not understood. */
import type { z } from 'zod';
import type { Identity, ResourceKind, ResourceKinds } from '../resources.ts';
import { references, resolve, type Scope } from './intrinsics.ts';
import type { Stack, TemplateResource } from './read.ts';
import { scopeOf } from './scope.ts';

export interface LoadedResource {
  readonly stack: string;
  /** Unique over all stacks: two stacks that use the same logical id get the stack's name in front of the second. */
  readonly logicalId: string;
  readonly type: string;
  readonly identity: Identity;
  /** Resolved, checked, and with the defaults of the schema. */
  readonly properties: any;
}

/** The assembly holds something that would be skipped silently: one line each, with stack, logical id, type or property. */
export class AssemblyRefused extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'AssemblyRefused';
    this.lines = lines;
  }
}

interface Entry {
  readonly id: string;
  readonly resource: TemplateResource;
  readonly kind: ResourceKind;
  readonly scope: Scope;
  readonly place: string;
}

export interface CheckedAssembly {
  readonly resources: readonly LoadedResource[];
  /** Declares all resources in order of dependency. Throws `AssemblyRefused`. */
  declare(): void;
}

/** Resolves and checks everything, and changes nothing. Throws `AssemblyRefused`. */
export function checkAssembly(stacks: readonly Stack[], kinds: ResourceKinds): CheckedAssembly {
  const refusals: string[] = [];
  const loaded: { resource: LoadedResource; kind: ResourceKind }[] = [];
  for (const entry of entriesOf(stacks, kinds, refusals)) {
    try {
      const { Tags: _, ...properties } = resolve(entry.resource.Properties ?? {}, entry.scope) as Record<
        string,
        unknown
      >;
      const checked = entry.kind.schema.safeParse(properties); // tags have no effect on any type
      if (!checked.success) {
        refusals.push(...checked.error.issues.map((issue) => `${entry.place}: ${sentenceOf(issue)}`));
        continue;
      }
      const identity = entry.kind.identify(entry.id, (name) => properties[name]);
      const stack = entry.place.split(' ')[0] as string;
      const resource = { stack, logicalId: entry.id, type: entry.resource.Type, identity, properties: checked.data };
      loaded.push({ resource, kind: entry.kind });
    } catch (error) {
      refusals.push(`${entry.place}: ${messageOf(error, entry.id)}`);
    }
  }
  if (refusals.length) throw new AssemblyRefused(refusals);
  return {
    resources: loaded.map(({ resource }) => resource),
    declare() {
      for (const { resource, kind } of loaded) {
        try {
          kind.declare(resource.logicalId, resource.properties);
        } catch (error) {
          refusals.push(`${placeOf(resource)}: ${messageOf(error, resource.logicalId)}`);
        }
      }
      if (refusals.length) throw new AssemblyRefused(refusals);
    },
  };
}

/** Stack, logical id and type, as every refusal begins. */
export const placeOf = ({ stack, logicalId, type }: LoadedResource): string => `${stack} ${logicalId} (${type})`;

function entriesOf(stacks: readonly Stack[], kinds: ResourceKinds, refusals: string[]): Entry[] {
  const entries: Entry[] = [];
  const taken = new Set<string>();
  const exports = new Map<string, () => unknown>();
  const imported = (name: string): unknown => {
    const value = exports.get(name);
    if (!value) throw new Error(`no stack exports ${name}`);
    return value();
  };
  const told = <T>(place: string, look: () => T): T | undefined => {
    try {
      return look();
    } catch (error) {
      refusals.push(`${place}: ${(error as Error).message}`);
      return undefined;
    }
  };
  for (const stack of stacks) {
    const resources = stack.template.Resources ?? {};
    const ids = new Map<string, string>();
    const identities = new Map<string, Identity>();
    const identity = (logicalId: string): Identity | undefined => {
      const resource = resources[logicalId];
      const kind = resource && kinds[resource.Type];
      if (resource && !kind) throw new Error(`${logicalId} is of the unknown type ${resource.Type}`);
      if (!kind) return undefined;
      let known = identities.get(logicalId);
      if (!known) {
        const id = ids.get(logicalId) ?? logicalId;
        known = kind.identify(id, (name) => resolve(resource.Properties?.[name], scope));
        identities.set(logicalId, known);
      }
      return known;
    };
    const scope = scopeOf(stack, identity, imported);
    for (const id of inOrder(resources)) {
      const resource = resources[id] as TemplateResource;
      const kind = kinds[resource.Type];
      const unique = taken.has(id) ? `${stack.name.replaceAll(/[^0-9A-Za-z]/g, '')}${id}` : id;
      taken.add(unique);
      ids.set(id, unique);
      const place = `${stack.name} ${id} (${resource.Type})`;
      if (!told(place, () => !resource.Condition || scope.condition(resource.Condition))) continue;
      if (kind) entries.push({ id: unique, resource, kind, scope, place });
      else refusals.push(`${place}: this resource type is not supported by the local runtime`);
    }
    for (const [name, { Value, Export }] of Object.entries(stack.template.Outputs ?? {})) {
      if (!Export) continue;
      const called = told(`${stack.name} ${name} (output)`, () => String(resolve(Export.Name, scope)));
      if (called) exports.set(called, () => resolve(Value, scope));
    }
  }
  return entries;
}

/** Logical ids so that what a resource refers to comes before it; a circle is entered anywhere. */
function inOrder(resources: Readonly<Record<string, TemplateResource>>): string[] {
  const ordered = new Set<string>();
  const entered = new Set<string>();
  const visit = (id: string): void => {
    const resource = resources[id];
    if (!resource || entered.has(id)) return;
    entered.add(id);
    for (const dependency of [resource.DependsOn ?? []].flat()) visit(dependency);
    for (const name of references(resource.Properties)) visit(name);
    ordered.add(id);
  };
  for (const id of Object.keys(resources)) visit(id);
  return [...ordered];
}

/** What the schema of the type has against the properties. */
function sentenceOf({ path, message, ...issue }: z.core.$ZodIssue): string {
  const place = path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return place ? `${place}: ${message}` : message;
  const names = issue.keys.map((key) => `"${place ? `${place}.` : ''}${key}"`);
  return `the local runtime does not support ${names.length > 1 ? 'the properties' : 'the property'} ${names.join(', ')}`;
}

/** The message of `error`, without a name that the place says already. */
function messageOf(error: unknown, logicalId: string): string {
  const { message } = error as Error;
  return message.startsWith(`${logicalId}: `) ? message.slice(logicalId.length + 2) : message;
}
