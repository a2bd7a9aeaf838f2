/** The CDK app, as `npx cdk` runs it: `npx cdk deploy -c env=dev --all`. */
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addDesk, newApp } from '../lib/desk-app.ts';
import { environmentNamed, withClockwork } from '../lib/environments.ts';
import { FUNCTIONS_FOLDER } from './paths.ts';

const app = newApp();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
try {
  const environment = environmentNamed(app.node.tryGetContext('env') ?? 'local');
  addDesk(app, withClockwork(environment, app.node.tryGetContext('clockwork')), FUNCTIONS_FOLDER);
} catch (error) {
  console.error(`app: ${(error as Error).message}`);
  process.exit(1);
}
app.synth();
