/** What the policies that AWS itself manages allow: a template names only their ARN. Read in the IAM console, November 2026. */
import { PARTITION } from '../aws.ts';
import type { Statement } from './policy.ts';

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const TRACES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

const policy = (path: string, actions: readonly string[]): [string, readonly Statement[]] => [
  `arn:${PARTITION}:iam::aws:policy/${path}`,
  [{ Effect: 'Allow', Action: [...actions], Resource: ['*'] }],
];

export const AWS_MANAGED: readonly [arn: string, statements: readonly Statement[]][] = [
  policy('service-role/AWSLambdaBasicExecutionRole', LOGS),
  policy('AWSXRayDaemonWriteAccess', TRACES),
  policy('service-role/AmazonAPIGatewayPushToCloudWatchLogs', [
    ...LOGS,
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
  ]),
];
