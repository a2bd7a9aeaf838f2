/** `npm run clocks-page`: writes the tables of docs/clocks.md anew from policies/desk.yaml. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../contracts/policy.ts';
import { withTables } from './clocks-tables.ts';
import { ROOT } from './paths.ts';

const POLICY = 'policies/desk.yaml';
const PAGE = join(ROOT, 'docs/clocks.md');

try {
  const policy = parsePolicy(readFileSync(join(ROOT, POLICY), 'utf8'), POLICY);
  writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), policy));
  console.log(`docs/clocks.md says what policy ${policy.version} says.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
