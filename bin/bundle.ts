/** Bundles every function of the contract with all it imports, the SDK too: a third faster to start than Lambda's own copy. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { FUNCTIONS, type FunctionName } from '../contracts/environment.ts';
import { openApi } from '../contracts/openapi.ts';
import { parsePolicy } from '../contracts/policy.ts';
import { ROUTES } from '../contracts/routes.ts';
import { FUNCTIONS_FOLDER, ROOT } from './paths.ts';

const POLICY_FILE = 'policies/desk.yaml';

// A package that ships as CommonJS asks for Node's own modules with `require`, which an ES module does not have.
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const names = Object.keys(FUNCTIONS) as FunctionName[];

/** Where the bundle of a function is. */
export const bundleOf = (name: FunctionName): string => join(FUNCTIONS_FOLDER, name, 'index.mjs');

export const allBundles = (): string[] => names.map(bundleOf);

/** `functions/<room>/<name>.ts` → `dist/functions/<name>/index.mjs`. Answers the bytes of all. Rejects with esbuild's messages. */
export async function bundleFunctions(): Promise<number> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(
      names.map((name) => [`${name}/index`, `functions/${FUNCTIONS[name].room}/${name}.ts`]),
    ),
    outdir: FUNCTIONS_FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'], // what ships as ESM is shaken: half the size
    banner: { js: REQUIRE },
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  });
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Puts the default policy beside the bundles that read policies. Answers its version. Throws PolicyError. */
export function bundlePolicy(): string {
  const policy = parsePolicy(readFileSync(join(ROOT, POLICY_FILE), 'utf8'), POLICY_FILE);
  const json = JSON.stringify(policy);
  for (const name of names) {
    const variables: readonly string[] = FUNCTIONS[name].variables;
    if (!variables.includes('POLICY_TABLE')) continue;
    mkdirSync(join(FUNCTIONS_FOLDER, name), { recursive: true });
    writeFileSync(join(FUNCTIONS_FOLDER, name, 'policy.json'), json);
  }
  return policy.version;
}

/** Puts the description of the API beside the bundle that serves it. */
export function bundleOpenApi(): void {
  const folder = join(FUNCTIONS_FOLDER, ROUTES.getOpenApi.function);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApi()));
}
