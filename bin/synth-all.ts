/** `npm run synth`: every environment, twice, with the checks of cdk-nag; needs neither network nor credentials. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addDesk, newApp } from '../lib/desk-app.ts';
import { ENVIRONMENT_NAMES, ENVIRONMENTS, type EnvironmentName } from '../lib/environments.ts';
import { allBundles } from './bundle.ts';
import { FUNCTIONS_FOLDER, SYNTH_FOLDER } from './paths.ts';

function synthesise(name: EnvironmentName, folder: string, checked: boolean): ReadonlyMap<string, string> {
  const app = newApp(folder);
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  addDesk(app, ENVIRONMENTS[name], FUNCTIONS_FOLDER);
  app.synth();
  const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  return new Map(templates.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** What is wrong with an environment's templates; undefined when nothing is. */
function problemOf(name: EnvironmentName): string | undefined {
  const folder = join(SYNTH_FOLDER, name);
  try {
    const first = synthesise(name, folder, true);
    const second = synthesise(name, `${folder}-again`, false);
    const differing = [...first.keys(), ...second.keys()].find((file) => first.get(file) !== second.get(file));
    if (differing) return `${differing} differs between two runs.`;
    const fixed = [...first].find(([, template]) => template.includes('arn:aws:'))?.[0];
    return fixed && `${fixed} names the partition "aws", so it is not for China.`;
  } catch (error) {
    return (error as Error).message;
  }
}

const missing = allBundles().find((file) => !existsSync(file));
if (missing) {
  console.error(`synth: there is no ${missing}: run "npm run build" first.`);
  process.exit(1);
}
rmSync(SYNTH_FOLDER, { recursive: true, force: true });
for (const name of ENVIRONMENT_NAMES) {
  const problem = problemOf(name);
  console.log(`synth: ${name} ${problem ? `✗ ${problem}` : '✓'}`);
  if (problem) process.exitCode = 1;
}
