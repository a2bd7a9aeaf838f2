/**
 * Numbers that an alarm watches, as lines of the log that CloudWatch makes metrics of (embedded metric format): no call, no right.
 * Loaded with the first number. lib/constructs/function-metric.ts reads the same names.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { METRICS_NAMESPACE, type MetricName } from '../../contracts/metrics.ts';

const logger = new Logger({ serviceName: 'gongdan', logLevel: 'INFO' });

/** The same number of every one of several things, told of all and of each. */
export const tellMetricOf = (
  thing: string,
  name: MetricName,
  value: number,
  atMs: number,
  functionName = process.env.AWS_LAMBDA_FUNCTION_NAME,
): void => logger.info('metric', embedded(name, value, atMs, functionName ?? 'unknown', thing));

/** `more`: ids and names that say what is behind the number; they stand in the line, not in the metric. */
export const tellMetric = (
  name: MetricName,
  value: number,
  atMs: number,
  more: Readonly<Record<string, unknown>> = {},
  functionName = process.env.AWS_LAMBDA_FUNCTION_NAME,
): void => logger.info('metric', { ...more, ...embedded(name, value, atMs, functionName ?? 'unknown') });

/** By function, whose name is another one in every deployment; of one of several things, also by its name. */
export const embedded = (name: MetricName, value: number, atMs: number, FunctionName: string, Name?: string) => ({
  _aws: {
    Timestamp: atMs,
    CloudWatchMetrics: [
      {
        Namespace: METRICS_NAMESPACE,
        Dimensions: [['FunctionName'], ...(Name === undefined ? [] : [['FunctionName', 'Name']])],
        Metrics: [{ Name: name, Unit: 'Count' }],
      },
    ],
  },
  FunctionName,
  ...(Name !== undefined && { Name }),
  [name]: value,
});
