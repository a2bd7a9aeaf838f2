/** `npm run build`: bundles, policy, and the templates of this machine. Does nothing when nothing has changed. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { allBundles, bundleFunctions, bundleOpenApi, bundlePolicy } from './bundle.ts';
import { beginBuild, endBuild, fingerprint, isBuilt } from './fingerprint.ts';
import { FUNCTIONS_FOLDER, LOCAL_ASSEMBLY } from './paths.ts';

const begun = performance.now();
const say = (what: string): void =>
  console.log(`build: ${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);

async function synthesiseLocal(): Promise<void> {
  // Loaded only when needed: CDK takes longer to load than everything else here takes to run.
  const { addDesk, newApp } = await import('../lib/desk-app.ts');
  const { ENVIRONMENTS } = await import('../lib/environments.ts');
  const fresh = `${LOCAL_ASSEMBLY}.${process.pid}`;
  const app = newApp(fresh);
  addDesk(app, ENVIRONMENTS.local, FUNCTIONS_FOLDER);
  app.synth();
  rmSync(LOCAL_ASSEMBLY, { recursive: true, force: true });
  renameSync(fresh, LOCAL_ASSEMBLY); // whole or not at all, without the bundles of earlier builds
}

const print = fingerprint();
if (isBuilt(print, [...allBundles(), join(LOCAL_ASSEMBLY, 'manifest.json')])) {
  say('up to date');
} else {
  try {
    beginBuild();
    const bytes = await bundleFunctions();
    say(`${allBundles().length} functions, ${(bytes / 1e6).toFixed(1)} MB`);
    say(`policy ${bundlePolicy()}`);
    bundleOpenApi();
    await synthesiseLocal();
    say('templates of this machine');
    endBuild(print);
  } catch (error) {
    console.error(`build: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
