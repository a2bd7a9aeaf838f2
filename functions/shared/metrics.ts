/**
 * Numbers that an alarm watches, as lines of the log that CloudWatch makes metrics of (embedded metric format): no call, no right.
 * Loaded with the first number. lib/constructs/function-metric.ts reads the same names.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { METRICS_NAMESPACE, type MetricName } from '../../contracts/metrics.ts';

const logger = new Logger({ serviceName: 'gongdan', logLevel: 'INFO' });

/** `more`: ids and names that say what is behind the number; they stand in the line, not in the metric. */
export const tellMetric = (
  name: MetricName,
  value: number,
  atMs: number,
  more: Readonly<Record<string, unknown>> = {},
  functionName = process.env.AWS_LAMBDA_FUNCTION_NAME,
): void => logger.info('metric', { ...more, ...embedded(name, value, atMs, functionName ?? 'unknown') });

/** By function, whose name is another one in every deployment. */
export const embedded = (name: MetricName, value: number, atMs: number, FunctionName: string) => ({
  _aws: {
    Timestamp: atMs,
    CloudWatchMetrics: [
      { Namespace: METRICS_NAMESPACE, Dimensions: [['FunctionName']], Metrics: [{ Name: name, Unit: 'Count' }] },
    ],
  },
  FunctionName,
  [name]: value,
});
