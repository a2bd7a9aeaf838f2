import { readFileSync } from 'node:fs';
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Policy,
  type PolicyStatement,
  Role,
  ServicePrincipal,
  PolicyStatement as Statement,
} from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { removalOf, retentionOf } from './keeping.ts';
import type { Desk } from './permissions.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface StateMachineFromFileProps {
  readonly file: string;
  /** A value for every `${Token}` of the file, and for no other. */
  readonly substitutions: Readonly<Record<string, string>>;
  /** Nothing is granted beside these, the log, and `restartsItself`. */
  readonly grants: readonly PolicyStatement[];
  /** May start further executions of itself. */
  readonly restartsItself: boolean;
  readonly desk: Desk;
}

/** A Standard state machine from its file, inlined in the template. Throws an Error when tokens and substitutions differ. */
export class StateMachineFromFile extends Construct {
  readonly machine: StateMachine;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: StateMachineFromFileProps) {
    super(scope, id);
    const { environment, alarms } = props.desk;
    const definition = readFileSync(props.file, 'utf8');
    checkTokens(props.file, definition, props.substitutions);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: 'What the ticket workflow may do: the tasks of its file',
    });
    for (const statement of props.grants) this.role.addToPolicy(statement);
    this.machine = new StateMachine(this, 'Machine', {
      // Without the line breaks of the file; the words stay.
      definitionBody: DefinitionBody.fromString(JSON.stringify(JSON.parse(definition))),
      definitionSubstitutions: { ...props.substitutions },
      role: this.role,
      stateMachineType: StateMachineType.STANDARD,
      removalPolicy: removalOf(environment),
      logs: {
        destination: new LogGroup(this, 'Log', {
          retention: retentionOf(environment),
          removalPolicy: removalOf(environment),
        }),
        level: LogLevel.ALL,
        includeExecutionData: false, // what passes between the steps does not belong in a log
      },
    });
    if (props.restartsItself) {
      // On its own, and not in the role's policy: the machine waits for that one, and this one for the machine.
      new Policy(this, 'RestartsItself', {
        roles: [this.role],
        statements: [new Statement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] })],
      });
    }
    acknowledge(
      this.role,
      'AwsSolutions-IAM5[Resource::*]',
      'The log delivery actions of CloudWatch Logs know no resources; AWS demands the star for them.',
    );
    acknowledge(
      this.machine,
      'AwsSolutions-SF2',
      'A ticket lives for days and X-Ray keeps a trace for minutes; China has no X-Ray. The history and the timeline tell the path.',
    );
    new RunbookAlarm(this, 'Failed', {
      heading: 'A workflow has failed',
      about: id,
      topic: alarms,
      metric: ended(this.machine, 'ExecutionsFailed'),
      threshold: 1,
    });
    new RunbookAlarm(this, 'TimedOut', {
      heading: 'A workflow has failed',
      about: id,
      topic: alarms,
      metric: ended(this.machine, 'ExecutionsTimedOut'),
      threshold: 1,
    });
    new RunbookAlarm(this, 'Aborted', {
      heading: 'A workflow was stopped',
      about: id,
      topic: alarms,
      metric: ended(this.machine, 'ExecutionsAborted'),
      threshold: 1,
    });
  }
}

const ended = ({ stateMachineArn }: StateMachine, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/States',
    metricName,
    dimensionsMap: { StateMachineArn: stateMachineArn },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });

function checkTokens(file: string, definition: string, substitutions: Readonly<Record<string, string>>): void {
  const tokens = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name as string));
  const missing = [...tokens].filter((name) => !(name in substitutions));
  const unused = Object.keys(substitutions).filter((name) => !tokens.has(name));
  if (missing.length) throw new Error(`${file}: nothing is substituted for ${missing.join(', ')}.`);
  if (unused.length) throw new Error(`${file}: there is no token ${unused.join(', ')}.`);
}
