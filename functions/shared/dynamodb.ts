/** The one DynamoDB client of a bundle: connections and credentials are shared by all its ports. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LEAN, lean } from './lean-client.ts';

export const dynamodb = lean(new DynamoDBClient(LEAN));
