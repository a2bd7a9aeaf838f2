/**
 * The whole system as one CDK app: data → workflow → deliveries, exports → the address of the API → events, and what is done on schedule →
 * what the API serves. Where the sweeper is the clockwork there is no workflow; it comes behind the events, which it hears.
 */
import { App, Tags } from 'aws-cdk-lib';
import { lettersOf } from './constructs/letters-of.ts';
import type { Desk } from './constructs/permissions.ts';
import type { Environment } from './environments.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EventsStack } from './stacks/events-stack.ts';
import { ExportsStack } from './stacks/exports-stack.ts';
import { FilesStack } from './stacks/files-stack.ts';
import { GatewayStack } from './stacks/gateway-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { OutboundStack } from './stacks/outbound-stack.ts';
import { SchedulesStack } from './stacks/schedules-stack.ts';
import { SweeperStack } from './stacks/sweeper-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

/** An app with nothing in it. `outdir`: where it is synthesised to; without it, where the CDK command line says. */
export const newApp = (outdir?: string): App =>
  new App({
    ...(outdir !== undefined && { outdir }),
    // Templates must not depend on the machine, and carry nothing that is not asked for.
    analyticsReporting: false,
    treeMetadata: false,
    context: {
      '@aws-cdk/aws-iam:minimizePolicies': true,
      // What another stack uses cannot be taken away under its feet.
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
    },
  });

/** Adds the stacks of one environment. `functions`: folder of the bundles that `npm run build` writes. */
export function addDesk(app: App, environment: Environment, functions: string): void {
  const id = (part: string): string => `gongdan-${environment.name}-${part}`;
  const data = new DataStack(app, id('data'), environment);
  const { tables, secret, files, alarms, mailIdentity, mailReports } = data;
  const desk: Desk = { environment, functions, tables, secret, files, alarms, mailIdentity, mailReports };
  const swept = environment.clockwork === 'sweeper';
  const stateMachineArn = swept ? undefined : new WorkflowStack(app, id('workflow'), desk).stateMachineArn;
  const withWorkflow: Desk = { ...desk, ...(stateMachineArn !== undefined && { stateMachineArn }) };
  const { wakeQueue } = new OutboundStack(app, id('outbound'), desk);
  const { exportQueue } = new ExportsStack(app, id('exports'), desk);
  const { issuer, audience } = environment;
  const people = issuer === undefined ? new IdentityStack(app, id('identity'), desk) : { issuer, audience };
  const whole: Desk = { ...withWorkflow, wakeQueue, exportQueue, people };
  const gateway = new GatewayStack(app, id('gateway'), environment);
  const { bus } = new EventsStack(app, id('events'), {
    desk: whole,
    ticketTable: data.ticketTable,
    stateMachineArn,
    publicUrl: gateway.publicUrl,
  });
  new FilesStack(app, id('files'), { desk, bus });
  if (swept) new SweeperStack(app, id('sweeper'), { desk, bus });
  new SchedulesStack(app, id('schedules'), desk);
  new ApiStack(app, id('api'), { desk: { ...whole, letters: lettersOf(app) }, gateway });
  Tags.of(app).add('gongdan:environment', environment.name);
}
