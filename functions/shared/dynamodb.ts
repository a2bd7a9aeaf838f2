/** The one DynamoDB client of a bundle: connections and credentials are shared by all its ports. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Sha256 } from './sha256.ts';

// The way of a call through the client is put together once for each command, not at each call: 40 of 156 µs (measured).
export const dynamodb = new DynamoDBClient({ cacheMiddleware: true, sha256: Sha256 });

// Each costs up to a tenth of a call (measured): copying what goes in and out for a logger that nobody gave, describing this
// program to a database that does not ask, and a mark against functions that call themselves, which no table does.
for (const step of ['loggerMiddleware', 'getUserAgentMiddleware', 'recursionDetectionMiddleware'])
  dynamodb.middlewareStack.remove(step);
