/** The templates of an environment, synthesised from bundles that hold nothing: what the stacks say does not depend on the code. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clockwork, FUNCTIONS } from '../../contracts/environment.ts';
import { addDesk, newApp } from '../../lib/desk-app.ts';
import { ENVIRONMENTS, type EnvironmentName, withClockwork } from '../../lib/environments.ts';

export type Json = any;

export interface Resource {
  readonly Type: string;
  readonly Properties: Json;
  readonly DeletionPolicy?: string;
}

export const STACKS = [
  'data',
  'workflow',
  'outbound',
  'exports',
  'gateway',
  'api',
  'events',
  'files',
  'schedules',
  'sweeper',
] as const;
type StackName = (typeof STACKS)[number];
export type Templates = Readonly<Record<StackName, { readonly Resources: Readonly<Record<string, Resource>> }>>;

const kept = new Map<string, Templates>();

/** Synthesised once for each environment, clockwork and test file. */
export function templatesOf(name: EnvironmentName, clockwork: Clockwork = 'stepfunctions'): Templates {
  const key = `${name} ${clockwork}`;
  let templates = kept.get(key);
  if (!templates) {
    templates = synthesise(name, clockwork);
    kept.set(key, templates);
  }
  return templates;
}

/** A stack that a clockwork does without is empty. */
export function synthesise(name: EnvironmentName, clockwork: Clockwork = 'stepfunctions'): Templates {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-infra-'));
  try {
    const functions = join(folder, 'functions');
    for (const each of Object.keys(FUNCTIONS)) {
      mkdirSync(join(functions, each), { recursive: true });
      writeFileSync(join(functions, each, 'index.mjs'), `export const handler = '${each}';`);
    }
    const out = join(folder, 'out');
    const app = newApp(out);
    addDesk(app, withClockwork(ENVIRONMENTS[name], clockwork), functions);
    app.synth();
    const files = readdirSync(out).filter((file) => file.endsWith('.template.json'));
    const read = files.map((file) => [
      file.replace(`gongdan-${name}-`, '').replace('.template.json', ''),
      JSON.parse(readFileSync(join(out, file), 'utf8')),
    ]);
    const none = STACKS.map((stack) => [stack, { Resources: {} }]);
    return Object.fromEntries([...none, ...read]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All resources of a type, with their logical ids. */
export const resourcesOf = (templates: Templates, type: string): [id: string, resource: Resource][] =>
  STACKS.flatMap((stack) =>
    Object.entries(templates[stack].Resources).filter(([, resource]) => resource.Type === type),
  );

/** The one resource of a type. Throws an Error when there are none, or several. */
export function onlyOne(templates: Templates, type: string): Resource {
  const [one, ...more] = resourcesOf(templates, type);
  if (!one || more.length > 0) throw new Error(`There is not one ${type}, but ${one ? more.length + 1 : 0}.`);
  return one[1];
}

/** A resource without the hash of its content in CDK's own bucket. */
export const scrubbed = (value: Json): Json =>
  JSON.parse(JSON.stringify(value).replaceAll(/[0-9a-f]{64}\.(zip|json)/g, '<hash>.$1'));

/** Whether `value` refers to the logical id, in its own stack or through an export. */
export const refersTo = (value: Json, logicalId: string): boolean =>
  new RegExp(`"(${logicalId}|[^"]*ExportsOutput(Ref|FnGetAtt)${logicalId}[^"]*)"`).test(JSON.stringify(value));
