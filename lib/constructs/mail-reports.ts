import { Stack } from 'aws-cdk-lib';
import { CfnConfigurationSetEventDestination, ConfigurationSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { MAIL_EVENT_TYPES } from '../../contracts/deliveries.ts';
import type { Environment } from '../environments.ts';
import { removalOf } from './keeping.ts';

/** By it SES tells the default bus, which is the only one it knows, what became of a mail. */
export class MailReports extends Construct {
  readonly set: ConfigurationSet;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    this.set = new ConfigurationSet(this, 'Set', { reputationMetrics: true });
    this.set.applyRemovalPolicy(removalOf(environment));
    const bus = Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
    // The plain resource: the construct above it wants a bus of this app.
    new CfnConfigurationSetEventDestination(this, 'ToBus', {
      configurationSetName: this.set.configurationSetName,
      eventDestination: {
        enabled: true,
        matchingEventTypes: [...MAIL_EVENT_TYPES],
        eventBridgeDestination: { eventBusArn: bus },
      },
    });
  }
}
