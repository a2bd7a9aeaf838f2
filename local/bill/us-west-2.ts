/**
 * List prices, US dollars, without free tiers. State transitions are read on AWS's own page (step-functions/pricing); the other entries
 * are those of us-east-1 and not verified for Oregon: look them up before a decision hangs on them.
 */
import type { PriceList } from './prices.ts';

const MILLION = 1_000_000;

export const usWest2: PriceList = {
  region: 'us-west-2',
  date: '2026-11-22',
  prices: {
    'apigateway.requests': { label: 'HTTP API requests', dollars: 1, per: MILLION },
    'lambda.invocations': { label: 'Lambda invocations', dollars: 0.2, per: MILLION },
    'lambda.gbSeconds': { label: 'Lambda GB-seconds (arm64)', dollars: 13.3334, per: MILLION },
    'dynamodb.writeUnits': { label: 'DynamoDB write units', dollars: 0.625, per: MILLION },
    'dynamodb.readUnits': { label: 'DynamoDB read units', dollars: 0.125, per: MILLION },
    'dynamodb.streamReads': { label: 'DynamoDB stream reads', dollars: 0.2, per: MILLION },
    'pipes.requests': { label: 'Pipe requests', dollars: 0.4, per: MILLION },
    'events.published': { label: 'Bus events', dollars: 1, per: MILLION },
    'scheduler.invocations': { label: 'Scheduler invocations', dollars: 1, per: MILLION },
    'sqs.requests': { label: 'SQS requests', dollars: 0.4, per: MILLION },
    'states.transitions': { label: 'State transitions', dollars: 25, per: MILLION },
    'secretsmanager.requests': { label: 'Secrets Manager requests', dollars: 5, per: MILLION },
    'ses.mails': { label: 'Mails', dollars: 100, per: MILLION },
  },
};
