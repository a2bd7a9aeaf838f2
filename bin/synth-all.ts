/** `npm run synth`: every environment with either clockwork, twice, with the checks of cdk-nag; needs neither network nor credentials. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CLOCKWORKS, type Clockwork } from '../contracts/environment.ts';
import { addDesk, newApp } from '../lib/desk-app.ts';
import { ENVIRONMENT_NAMES, ENVIRONMENTS, type EnvironmentName, withClockwork } from '../lib/environments.ts';
import { allBundles } from './bundle.ts';
import { FUNCTIONS_FOLDER, SYNTH_FOLDER } from './paths.ts';

interface DeskName {
  readonly name: EnvironmentName;
  readonly clockwork: Clockwork;
}

function synthesise({ name, clockwork }: DeskName, folder: string, checked: boolean): ReadonlyMap<string, string> {
  const app = newApp(folder);
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  addDesk(app, withClockwork(ENVIRONMENTS[name], clockwork), FUNCTIONS_FOLDER);
  app.synth();
  const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  return new Map(templates.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** What is wrong with an environment's templates; undefined when nothing is. */
function problemOf(desk: DeskName): string | undefined {
  const folder = join(SYNTH_FOLDER, `${desk.name}-${desk.clockwork}`);
  try {
    const first = synthesise(desk, folder, true);
    const second = synthesise(desk, `${folder}-again`, false);
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
for (const [name, clockwork] of ENVIRONMENT_NAMES.flatMap((each) => CLOCKWORKS.map((kind) => [each, kind] as const))) {
  const problem = problemOf({ name, clockwork });
  console.log(`synth: ${name}, ${clockwork} ${problem ? `✗ ${problem}` : '✓'}`);
  if (problem) process.exitCode = 1;
}
