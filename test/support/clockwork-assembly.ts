/** This machine's assembly with the sweeper for its clockwork, made from the bundles of the last build. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTIONS_FOLDER } from '../../bin/paths.ts';
import type { Clockwork } from '../../contracts/environment.ts';
import { addDesk, newApp } from '../../lib/desk-app.ts';
import { ENVIRONMENTS, withClockwork } from '../../lib/environments.ts';
import { type Original, originalAssembly } from './altered-assembly.ts';

/** Of either clockwork; that of the build is taken as it is, the other one takes some seconds: once for a file of tests. */
export function originalWith(clockwork: Clockwork): Original {
  if (clockwork === ENVIRONMENTS.local.clockwork) return originalAssembly();
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-clockwork-'));
  try {
    const app = newApp(folder);
    addDesk(app, withClockwork(ENVIRONMENTS.local, clockwork), FUNCTIONS_FOLDER);
    app.synth();
    return originalAssembly(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
