/** List prices, US dollars, without free tiers. */
import type { PriceList } from './prices.ts';

const MILLION = 1_000_000;

export const usEast1: PriceList = {
  region: 'us-east-1',
  date: '2026-11-22',
  prices: {
    'apigateway.requests': { label: 'HTTP API requests', dollars: 1, per: MILLION },
    'lambda.invocations': { label: 'Lambda invocations', dollars: 0.2, per: MILLION },
    'lambda.gbSeconds': { label: 'Lambda GB-seconds (arm64)', dollars: 13.3334, per: MILLION },
    'dynamodb.writeUnits': { label: 'DynamoDB write units', dollars: 0.625, per: MILLION },
    'dynamodb.readUnits': { label: 'DynamoDB read units', dollars: 0.125, per: MILLION },
    // Each read of the pipe that finds something; Lambda's own reads are free, and reads that find nothing are not counted.
    'dynamodb.streamReads': { label: 'DynamoDB stream reads', dollars: 0.2, per: MILLION },
    'pipes.requests': { label: 'Pipe requests', dollars: 0.4, per: MILLION },
    'events.published': { label: 'Bus events', dollars: 1, per: MILLION },
    'scheduler.invocations': { label: 'Scheduler invocations', dollars: 1, per: MILLION }, // 14 million a month are free
    'sqs.requests': { label: 'SQS requests', dollars: 0.4, per: MILLION },
    'states.transitions': { label: 'State transitions', dollars: 25, per: MILLION },
    'secretsmanager.requests': { label: 'Secrets Manager requests', dollars: 5, per: MILLION },
    's3.puts': { label: 'S3 puts and copies', dollars: 5, per: MILLION },
    's3.gets': { label: 'S3 reads', dollars: 0.4, per: MILLION },
    's3.gbMonths': { label: 'S3 storage, the first month of what was put (GB)', dollars: 0.023, per: 1 },
    's3.gbOut': { label: 'S3 data to the internet (GB)', dollars: 0.09, per: 1 },
    'ses.mails': { label: 'Mails', dollars: 100, per: MILLION },
  },
};
