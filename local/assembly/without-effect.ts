/** Resource types that change nothing on one machine, each with the reason. Everything else is served or refused. */
import { z } from 'zod';
import { arn } from '../aws.ts';
import type { Identity, ResourceKind, ResourceKinds } from '../resources.ts';

type Name = (logicalId: string) => Identity;

const named =
  (service: string, resource: (id: string) => string): Name =>
  (id) => ({ ref: id, attributes: { Arn: arn(service, resource(id)) } });

const nameless: Name = (id) => ({ ref: id, attributes: {} });

const TYPES: Readonly<Record<string, readonly [reason: string, name: Name]>> = {
  'AWS::CDK::Metadata': ['statistics for the makers of CDK', nameless],
  'AWS::CloudWatch::Alarm': ['no metrics are kept', named('cloudwatch', (id) => `alarm:${id}`)],
  'AWS::CloudWatch::CompositeAlarm': ['no metrics are kept', named('cloudwatch', (id) => `alarm:${id}`)],
  'AWS::CloudWatch::Dashboard': ['no metrics are kept', nameless],
  'AWS::KMS::Alias': ['nothing is encrypted at rest here', nameless],
  'AWS::KMS::Key': ['nothing is encrypted at rest here', named('kms', (id) => `key/${id}`)],
  'AWS::Lambda::EventInvokeConfig': ['nothing invokes a function asynchronously', nameless],
  'AWS::Logs::LogGroup': ['all output goes to one log file', named('logs', (id) => `log-group:${id}:*`)],
  'AWS::Logs::MetricFilter': ['no metrics are kept', nameless],
  'AWS::Logs::ResourcePolicy': ['all output goes to one log file', nameless],
  'AWS::SNS::Subscription': ['topics carry alarms alone, and no alarm is raised', nameless],
  'AWS::SNS::Topic': [
    'topics carry alarms alone, and no alarm is raised',
    (id) => ({ ref: arn('sns', id), attributes: { TopicArn: arn('sns', id), TopicName: id } }),
  ],
  'AWS::SNS::TopicPolicy': ['topics carry alarms alone, and no alarm is raised', nameless],
  'AWS::SecretsManager::ResourcePolicy': ['secrets are read by roles of this account alone', nameless],
};

const kind = (name: Name): ResourceKind => ({
  identify: name,
  schema: z.record(z.string(), z.unknown()),
  declare: () => {},
});

export const withoutEffect: ResourceKinds = Object.fromEntries(
  Object.entries(TYPES).map(([type, [, name]]) => [type, kind(name)]),
);
