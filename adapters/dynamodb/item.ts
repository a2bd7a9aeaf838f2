import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as the tables have it. */
export type Item = Record<string, AttributeValue>;
