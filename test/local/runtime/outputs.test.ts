import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../support/assembly.ts';

const OUTPUTS = new URL('../../../local/outputs.ts', import.meta.url).href;

it('goes on without its log when the disk takes no more of it', () => {
  const folder = tempFolder();
  const print = `
    import { openOutputs } from ${JSON.stringify(OUTPUTS)};
    const { print, close } = openOutputs(${JSON.stringify(folder)}, false);
    for (let line = 0; line < 100; line += 1) print('x'.repeat(1000));
    close();
    console.log('still here');`;
  // The limit of the shell on the size of a file stands for the end of the disk: a write beyond it fails.
  const { stdout } = spawnSync(
    'bash',
    ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, '--input-type=module', '--eval', print],
    { encoding: 'utf8' },
  );
  expect(stdout).toBe('still here\n');
  expect(statSync(join(folder, 'functions.log')).size).toBe(8 * 1024);
});
