import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentOf, FunctionName } from '../../contracts/environment.ts';
import { METRICS_NAMESPACE, type MetricName } from '../../contracts/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import { GRANTS } from '../grants.ts';
import { acknowledgeObjects } from './file-bucket.ts';
import { removalOf, retentionOf } from './keeping.ts';
import { type Desk, providerSecrets, statementsOf } from './permissions.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface TicketFunctionProps<F extends FunctionName> {
  readonly name: F;
  readonly desk: Desk;
  readonly variables: EnvironmentOf<F>;
  /** Default 10 s. */
  readonly timeoutSeconds?: number;
}

const DEFAULT_TIMEOUT_SECONDS = 10;

/** One function from its bundle, with a role that may do its row of `GRANTS` and write its own log. */
export class TicketFunction<F extends FunctionName = FunctionName> extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, { name, desk, variables, timeoutSeconds }: TicketFunctionProps<F>) {
    super(scope, id);
    const { environment } = desk;
    const logGroup: ILogGroup = new LogGroup(this, 'Log', {
      retention: retentionOf(environment),
      removalPolicy: removalOf(environment),
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${name} may do: its row in lib/grants.ts`,
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const statement of statementsOf(GRANTS[name], desk, Stack.of(this))) this.role.addToPolicy(statement);
    if (GRANTS[name].files) acknowledgeObjects(this.role, desk.files);
    if (GRANTS[name].providers)
      for (const kept of [
        'secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:',
        'ssm:<AWS::Region>:<AWS::AccountId>:parameter/',
      ])
        acknowledge(
          this.role,
          `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${kept}${providerSecrets(environment)}*]`,
          'Which providers a desk has stands in its policy: their secrets are put below one name, and may only be read.',
        );
    this.timeout = Duration.seconds(timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: name,
      code: Code.fromAsset(join(desk.functions, name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1024, // a share of the processor comes with it: less memory is no cheaper here, only slower
      timeout: this.timeout,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...variables },
    });
    new RunbookAlarm(this, 'Fails', {
      heading: 'A function fails',
      about: name,
      topic: desk.alarms,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 3,
    });
  }

  /** A number that the function tells of itself. */
  metric(metricName: MetricName, statistic: 'Sum' | 'Maximum', period: Duration): Metric {
    const dimensionsMap = { FunctionName: this.lambda.functionName };
    return new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap, statistic, period });
  }
}
