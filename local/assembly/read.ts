/** Reads a cloud assembly (the folder that `cdk synth` writes): its stacks, in order of dependency, and their assets. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
}

export interface Assembly {
  readonly stacks: readonly Stack[];
  /** Object key in the bootstrap bucket (`<hash>.zip`, `<hash>.json`) → absolute path of the folder or file. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
  readonly dependencies?: readonly string[];
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<string, { source: { path?: string }; destinations: Record<string, { objectKey: string }> }>
  >;
}

/** Throws an Error of one line when there is no assembly, or one that this runtime does not read. */
export function readAssembly(folder: string): Assembly {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) throw new Error(`There is no build in ${folder}: run "npm run build" first.`);
  const artifacts = (readJson(manifest) as { artifacts?: Record<string, Artifact> } | null)?.artifacts ?? {};
  const nested = Object.entries(artifacts).find(([, artifact]) => artifact.type === 'cdk:cloud-assembly');
  if (nested) throw new Error(`${manifest}: the nested assembly ${nested[0]} is not supported here.`);

  const stacks = inOrder(artifacts).map((id): Stack => {
    const properties = artifacts[id]?.properties;
    const file = join(folder, properties?.templateFile ?? `${id}.template.json`);
    return { name: properties?.stackName ?? id, template: templateOf(readJson(file), file) };
  });
  if (stacks.length === 0) throw new Error(`${manifest} names no stack.`);

  const assets = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (artifact.type !== 'cdk:asset-manifest' || !artifact.properties?.file) continue;
    const { files = {} } = readJson(join(folder, artifact.properties.file)) as AssetManifest;
    for (const { source, destinations } of Object.values(files)) {
      for (const { objectKey } of Object.values(destinations)) {
        if (source.path) assets.set(objectKey, resolve(folder, source.path));
      }
    }
  }
  return { stacks, assets };
}

/** CDK's rules speak of parameters at a deploy; metadata and descriptions are for people. */
const SECTIONS: ReadonlySet<string> = new Set([
  ...['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Rules'],
  ...['Resources', 'Parameters', 'Conditions', 'Mappings', 'Outputs'],
]);
const MEMBERS: ReadonlySet<string> = new Set([
  ...['Type', 'Properties', 'DependsOn', 'Condition', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'],
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws an Error of one line for what is no template, and for a part of one that would be passed over in silence. */
function templateOf(document: unknown, file: string): Template {
  if (!isRecord(document)) throw new Error(`${file} is not a template.`);
  const section = Object.keys(document).find((name) => !SECTIONS.has(name));
  if (section) throw new Error(`${file}: the section ${section} is not supported by the local runtime.`);
  for (const [id, resource] of Object.entries(document.Resources ?? {})) {
    if (!isRecord(resource) || typeof resource.Type !== 'string')
      throw new Error(`${file}: ${id} has no resource type.`);
    const member = Object.keys(resource).find((name) => !MEMBERS.has(name));
    if (member) throw new Error(`${file}: ${id} (${resource.Type}): ${member} is not supported by the local runtime.`);
  }
  return document;
}

function inOrder(artifacts: Readonly<Record<string, Artifact>>): string[] {
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact?.type !== 'aws:cloudformation:stack' || ordered.has(id)) return;
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    ordered.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return [...ordered];
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}
